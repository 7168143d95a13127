import { migrate } from '@rollcall/database/migrate.ts';
import { type DatabaseLocation, type OpenDatabase, openDatabase } from '@rollcall/database/open.ts';
import type { Kysely } from 'kysely';
import { MIGRATIONS } from './migrations.ts';
import type { Schema } from './schema.ts';

/** The tenant's database, or a transaction on it. */
export type Database = Kysely<Schema>;

/**
 * Opens the tenant's database at the newest schema.
 * @throws {DataDirectoryLocked} when another process has the directory.
 * @throws {DatabaseUnusable} when the server cannot be reached, or refuses.
 */
export async function openStore(location: DatabaseLocation): Promise<OpenDatabase<Schema>> {
  const database = await openDatabase<Schema>(location);
  try {
    await migrate(database.db, MIGRATIONS);
  } catch (error) {
    await database.close();
    throw location.url === undefined ? error : new DatabaseUnusable(location.url, error);
  }
  return database;
}

/** Thrown when a database server cannot be used. The message can be shown as it is; it holds no password. */
export class DatabaseUnusable extends Error {
  override name = 'DatabaseUnusable';
  constructor(url: string, cause: unknown) {
    super(
      `The database at ${new URL(url).host} cannot be used: ${cause instanceof Error ? cause.message : String(cause)}`,
    );
  }
}
