import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';

/**
 * A freshly made PostgreSQL cluster, kept as a file: making one takes PGlite 3 seconds, unpacking
 * it 0.4 (2 cores). Only databases in memory use it, and those are for tests, which open dozens.
 */
export interface EmptyCluster {
  /** The kept cluster; undefined when there is none for this version of PGlite yet. */
  load: () => Blob | undefined;
  /** Keeps the cluster of a database that nobody has written to. */
  keep: (pglite: PGlite) => Promise<void>;
}

/** @param folder where the file is kept; by default npm's place for such things. */
export function emptyCluster(
  folder = join(import.meta.dirname, '../../../node_modules/.cache/rollcall'),
): EmptyCluster {
  const file = join(folder, `empty-cluster-${versionOfPglite()}.tar`);
  return {
    load: () => {
      try {
        return readCluster(file);
      } catch {
        return undefined;
      }
    },
    keep: async (pglite) => {
      const mine = `${file}.${process.pid}`;
      try {
        mkdirSync(folder, { recursive: true });
        // Renaming is atomic: several processes may do this at once, and no one reads half a file.
        await saveCluster(pglite, mine);
        renameSync(mine, file);
      } catch {
        // A folder that cannot be written to costs time and nothing else.
        rmSync(mine, { force: true });
      }
    },
  };
}

/** A cluster that was written into a file. @throws when it cannot be read. */
export function readCluster(file: string): Blob {
  return new BytesInMemory(readFileSync(file));
}

/** Node copies the bytes of its own Blobs several times on the way out: a second for 60 MB. */
class BytesInMemory extends Blob {
  readonly #bytes: ArrayBuffer;

  constructor(bytes: Buffer<ArrayBuffer>) {
    super([]);
    const { buffer, byteLength } = bytes;
    this.#bytes = buffer.byteLength === byteLength ? buffer : new Uint8Array(bytes).buffer;
  }

  override async arrayBuffer(): Promise<ArrayBuffer> {
    return this.#bytes;
  }
}

/** Writes all that an embedded database holds into one file, with which another can begin. */
export async function saveCluster(pglite: PGlite, file: string): Promise<void> {
  // Else the next one would begin with a recovery from the write-ahead log.
  await pglite.exec('checkpoint');
  const dump = await pglite.dumpDataDir('none');
  writeFileSync(file, Buffer.from(await dump.arrayBuffer()));
}

function versionOfPglite(): string {
  const entry = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  const manifest: unknown = JSON.parse(readFileSync(join(dirname(entry), '../package.json'), 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest
    ? String(manifest.version)
    : 'unknown';
}
