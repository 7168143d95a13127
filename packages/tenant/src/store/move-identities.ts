import type { Database } from './open.ts';
import type { Identity, UserProfile } from './schema.ts';

/** Lets every account of one user, passwords included, sign another one in. */
export async function moveIdentities(transaction: Database, from: string, to: string): Promise<void> {
  await transaction.updateTable('identities').set({ user_id: to }).where('user_id', '=', from).execute();
}

/** Adds the user that an account of another one becomes; the account with its password goes along. */
export async function splitUser(transaction: Database, identity: Identity, user: UserProfile): Promise<void> {
  await transaction
    .insertInto('users')
    .values({ user_id: user.user_id, profile: JSON.stringify(user) })
    .execute();
  await transaction
    .updateTable('identities')
    .set({ user_id: user.user_id })
    .where('provider', '=', identity.provider)
    .where('id', '=', identity.user_id)
    .execute();
}

/** The user an account belongs to, and the connection it is of. */
export async function findIdentityOwner(
  db: Database,
  provider: string,
  id: string,
): Promise<{ user_id: string; connection: string } | undefined> {
  return db
    .selectFrom('identities')
    .select(['user_id', 'connection'])
    .where('provider', '=', provider)
    .where('id', '=', id)
    .executeTakeFirst();
}
