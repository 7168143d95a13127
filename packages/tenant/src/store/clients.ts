import type { Database } from './open.ts';
import type { JsonObject } from './schema.ts';

/** An application that may ask this tenant for tokens. */
export interface Client {
  client_id: string;
  client_secret: string;
  name: string;
  /** `web` signs people in; `m2m` acts for itself on the Management API. */
  kind: 'web' | 'm2m';
  /** What an `m2m` client is granted on the Management API. */
  scopes: string[];
  /** Everything else that the Management API tells of it, such as `app_type` and `callbacks`. */
  settings?: JsonObject;
}

/** The application with this id. */
export async function findClient(db: Database, clientId: string): Promise<Client | undefined> {
  return db.selectFrom('clients').selectAll().where('client_id', '=', clientId).executeTakeFirst();
}

/** Adds an application, or replaces the one with the same id. */
export async function saveClient(db: Database, client: Client): Promise<void> {
  const row = { ...client, settings: JSON.stringify(client.settings ?? {}) };
  const { client_id: _, ...changes } = row;
  await db
    .insertInto('clients')
    .values(row)
    .onConflict((conflict) => conflict.column('client_id').doUpdateSet(changes))
    .execute();
}

/** All applications, by id. */
export async function listClients(db: Database): Promise<Client[]> {
  return db.selectFrom('clients').selectAll().orderBy('client_id').execute();
}
