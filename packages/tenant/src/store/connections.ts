import type { Database } from './open.ts';
import type { ConnectionRecord } from './schema.ts';

/** All connections, by name. */
export async function listConnections(db: Database): Promise<ConnectionRecord[]> {
  return db.selectFrom('connections').selectAll().orderBy('name').execute();
}

/** The connection with this name, unless it was deleted. */
export async function findConnection(db: Database, name: string): Promise<ConnectionRecord | undefined> {
  return db.selectFrom('connections').selectAll().where('name', '=', name).executeTakeFirst();
}

/** The connection with this `con_` id. */
export async function findConnectionById(db: Database, id: string): Promise<ConnectionRecord | undefined> {
  return db.selectFrom('connections').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Adds a connection, or replaces the one with the same id. */
export async function saveConnection(db: Database, connection: ConnectionRecord): Promise<void> {
  const row = {
    ...connection,
    options: JSON.stringify(connection.options),
    settings: JSON.stringify(connection.settings),
  };
  const { id: _, ...changes } = row;
  await db
    .insertInto('connections')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(changes))
    .execute();
}
