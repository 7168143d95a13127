import type { Database } from '../store/open.ts';
import type { ConnectionRecord } from '../store/schema.ts';

/** An account with a password, or one that may get one. */
export interface DatabaseAccount {
  connection: ConnectionRecord;
  provider: string;
  id: string;
  userId: string;
  email: string | null;
  password_hash: string | null;
}

/** An identifier as it is kept and counted: database connections know no capitals. */
export function normalizeIdentifier(typed: string): string {
  return typed.trim().toLowerCase();
}

/**
 * The accounts of these connections that sign in with this identifier: an e-mail address, a username
 * or a phone number.
 * @param identifier normalized.
 */
export async function findDatabaseAccounts(
  db: Database,
  connections: readonly ConnectionRecord[],
  identifier: string,
): Promise<DatabaseAccount[]> {
  const names = connections.map(({ name }) => name);
  if (names.length === 0 || identifier.includes('\0')) return [];
  const rows = await db
    .selectFrom('identities')
    .select(['provider', 'id', 'user_id', 'connection', 'email', 'password_hash'])
    // The provider and the connections lead to the indexes that keep accounts unique.
    .where('provider', '=', 'auth0')
    .where('connection', 'in', names)
    .where((where) =>
      where.or([
        where('email', '=', identifier),
        where('username', '=', identifier),
        where('phone_number', '=', identifier),
      ]),
    )
    .orderBy('connection')
    .execute();
  return rows.flatMap(({ user_id, connection: name, ...account }) => {
    const connection = connections.find((candidate) => candidate.name === name);
    return connection === undefined ? [] : [{ ...account, userId: user_id, connection }];
  });
}

/**
 * The connection in which somebody new would be, and to which a failure with an unknown identifier
 * counts: the first one without usernames, if there is one.
 */
export function defaultDatabase(connections: readonly ConnectionRecord[]): ConnectionRecord | undefined {
  return connections.find(({ options }) => options['requires_username'] !== true) ?? connections[0];
}
