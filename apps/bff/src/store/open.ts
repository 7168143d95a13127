import { join } from 'node:path';
import { DataDirectoryLocked } from '@rollcall/database/lock.ts';
import { migrate } from '@rollcall/database/migrate.ts';
import { type OpenDatabase, openDatabase } from '@rollcall/database/open.ts';
import { reasonOf, StartFailure } from '../start-failure.ts';
import { migrations } from './migrations.ts';
import type { Tables } from './schema.ts';

/** Where the embedded database lies in the data directory. */
export function storeDirectory(dataDirectory: string): string {
  return join(dataDirectory, 'bff');
}

/**
 * Opens the database and brings it to the newest schema.
 *
 * @throws {StartFailure} naming the variable to change.
 */
export async function openStore({
  databaseUrl,
  dataDirectory,
}: {
  databaseUrl: string | undefined;
  dataDirectory: string | undefined;
}): Promise<OpenDatabase<Tables>> {
  try {
    const directory = dataDirectory === undefined ? undefined : storeDirectory(dataDirectory);
    const database = await openDatabase<Tables>({ url: databaseUrl, directory });
    await migrate(database.db, migrations).catch(async (error: unknown) => {
      await database.close();
      throw error;
    });
    return database;
  } catch (error) {
    if (error instanceof DataDirectoryLocked) throw new StartFailure(error.message);
    const name = databaseUrl === undefined ? 'DATA_DIR' : 'DATABASE_URL';
    throw new StartFailure(`${name}: the database cannot be opened (${reasonOf(error)}).`);
  }
}
