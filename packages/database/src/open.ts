import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect, PostgresDialect } from 'kysely';
import { emptyCluster, readCluster, saveCluster } from './empty-cluster.ts';
import { lockDirectory } from './lock.ts';

/** Where the data lives: a PostgreSQL server, or a directory for the embedded one. */
export interface DatabaseLocation {
  /** A `postgres://` address. When present, `directory` is not touched. */
  url?: string | undefined;
  /** The directory of the embedded database; `undefined` keeps everything in memory, for tests. */
  directory?: string | undefined;
  /** For a database in memory: a file of `save`, and the new one begins with what is in it. */
  beginning?: string | undefined;
  /** How many connections to a server there are at most; 10 when absent. */
  connections?: number;
  /** How long to wait for a connection that is free, in milliseconds; 5,000 when absent. */
  connectionWaitMs?: number;
}

/** An open database and the way to close it. */
export interface OpenDatabase<Schema> {
  db: Kysely<Schema>;
  /** Writes what is in an embedded database into a file; a server has tools of its own for that. */
  save?: (file: string) => Promise<void>;
  /** Closes the connections and, for the embedded database, gives the directory's lock back. */
  close: () => Promise<void>;
}

/**
 * Opens PostgreSQL at `url`, or else PGlite (PostgreSQL in this process) in `directory`.
 * The trigram extension is there in both; the SQL above is the same.
 *
 * @throws {DataDirectoryLocked} when another process has the directory.
 */
export async function openDatabase<Schema>(location: DatabaseLocation): Promise<OpenDatabase<Schema>> {
  return location.url === undefined
    ? openEmbedded<Schema>(location)
    : openServer<Schema>(location.url, location);
}

async function openServer<Schema>(
  url: string,
  { connections = 10, connectionWaitMs = 5_000 }: Pick<DatabaseLocation, 'connections' | 'connectionWaitMs'>,
): Promise<OpenDatabase<Schema>> {
  const { Pool } = await import('pg');
  const pool = new Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: connectionWaitMs,
  });
  // A broken connection is replaced by the pool. Without a listener it would end the process: one on
  // the pool hears of idle connections, and only one on the connection itself of those in use.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  return { db, close: () => db.destroy() };
}

/** A database in memory needs no second copy of it there; filling the usual 128 MB takes half a second. */
const FEW_BUFFERS = ['-c', 'shared_buffers=16MB'];

async function openEmbedded<Schema>({
  directory,
  beginning,
}: Pick<DatabaseLocation, 'directory' | 'beginning'>): Promise<OpenDatabase<Schema>> {
  const release = directory === undefined ? () => {} : lockDirectory(directory);
  let pglite: PGlite;
  try {
    const [{ PGlite: Embedded }, { pg_trgm }] = await Promise.all([
      import('@electric-sql/pglite'),
      import('@electric-sql/pglite/contrib/pg_trgm'),
    ]);
    const extensions = { pg_trgm };
    const inMemory = { extensions, startParams: [...Embedded.defaultStartParams, ...FEW_BUFFERS] };
    if (directory !== undefined) {
      pglite = await Embedded.create({ extensions, dataDir: join(directory, 'pglite') });
    } else if (beginning !== undefined) {
      pglite = await Embedded.create({ ...inMemory, loadDataDir: readCluster(beginning) });
    } else {
      const cluster = emptyCluster();
      const loadDataDir = cluster.load();
      pglite = await Embedded.create({ ...inMemory, ...(loadDataDir === undefined ? {} : { loadDataDir }) });
      if (loadDataDir === undefined) await cluster.keep(pglite);
    }
  } catch (error) {
    release();
    throw error;
  }
  const db = new Kysely<Schema>({ dialect: new PGliteDialect({ pglite }) });
  return {
    db,
    save: (file) => saveCluster(pglite, file),
    close: async () => {
      await db.destroy();
      release();
    },
  };
}
