import type { Database } from './open.ts';

/** An account of a user at another service, whose tokens the tenant keeps for applications. */
export interface ConnectedAccount {
  id: string;
  connection: string;
  connection_id: string;
  strategy: string;
  scopes: string[];
  created_at: Date;
  expires_at: Date | null;
}

/**
 * A user's connected accounts in the order of their ids.
 * @param after only those behind this id.
 */
export async function listConnectedAccounts(
  db: Database,
  userId: string,
  after: string | undefined,
  limit: number,
): Promise<ConnectedAccount[]> {
  return db
    .selectFrom('connected_accounts')
    .innerJoin('connections', 'connections.id', 'connected_accounts.connection_id')
    .select([
      'connected_accounts.id',
      'connections.name as connection',
      'connected_accounts.connection_id',
      'connections.strategy',
      'connected_accounts.scopes',
      'connected_accounts.created_at',
      'connected_accounts.expires_at',
    ])
    .where('connected_accounts.user_id', '=', userId)
    .where('connected_accounts.id', '>', after ?? '')
    .orderBy('connected_accounts.id')
    .limit(limit)
    .execute();
}
