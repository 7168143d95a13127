import type { Database } from './open.ts';

/** An application that may ask this tenant for tokens. */
export interface Client {
  client_id: string;
  client_secret: string;
  name: string;
  /** `web` signs people in; `m2m` acts for itself on the Management API. */
  kind: 'web' | 'm2m';
  /** What an `m2m` client is granted on the Management API. */
  scopes: string[];
}

/** The application with this id. */
export async function findClient(db: Database, clientId: string): Promise<Client | undefined> {
  return db.selectFrom('clients').selectAll().where('client_id', '=', clientId).executeTakeFirst();
}

/** Adds an application, or replaces the one with the same id. */
export async function saveClient(db: Database, client: Client): Promise<void> {
  const { client_id: _, ...changes } = client;
  await db
    .insertInto('clients')
    .values(client)
    .onConflict((conflict) => conflict.column('client_id').doUpdateSet(changes))
    .execute();
}
