import { migrate } from '@rollcall/database/migrate.ts';
import { type DatabaseLocation, openDatabase } from '@rollcall/database/open.ts';
import type { Kysely } from 'kysely';
import { MIGRATIONS } from './migrations.ts';
import type { Schema } from './schema.ts';

/** The tenant's database, or a transaction on it. */
export type Database = Kysely<Schema>;

/**
 * Opens the tenant's database at the newest schema.
 * @throws {DataDirectoryLocked} when another process has the directory.
 */
export async function openStore(
  location: DatabaseLocation,
): Promise<{ db: Database; close: () => Promise<void> }> {
  const { db, close } = await openDatabase<Schema>(location);
  try {
    await migrate(db, MIGRATIONS);
  } catch (error) {
    await close();
    throw error;
  }
  return { db, close };
}
