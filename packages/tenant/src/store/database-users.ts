import { sql } from 'kysely';
import type { Database } from './open.ts';
import type { UserProfile } from './schema.ts';

/**
 * The users whose own account is one of this database connection with this e-mail address. An account
 * that was linked to another user is no user of the connection any more.
 */
export async function findDatabaseUsers(
  db: Database,
  connection: string,
  email: string,
): Promise<UserProfile[]> {
  const rows = await db
    .selectFrom('identities')
    .innerJoin('users', 'users.user_id', 'identities.user_id')
    .select('users.profile')
    .where('identities.connection', '=', connection)
    .where('identities.email', '=', email)
    .where(sql<boolean>`users.user_id = identities.provider || '|' || identities.id`)
    .execute();
  return rows.map(({ profile }) => profile);
}
