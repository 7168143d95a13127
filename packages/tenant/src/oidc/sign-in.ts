import { verifyPassword } from '../passwords/hash.ts';
import { moveToBcrypt } from '../passwords/move-to-bcrypt.ts';
import type { SearchRefresher } from '../search/refresh.ts';
import type { Database } from '../store/open.ts';
import type { UserProfile } from '../store/schema.ts';
import { lockUser, saveProfile } from '../store/users.ts';

/** `unknown`: a connection that creates nobody was asked to sign in somebody new. */
export type SignInResult =
  { kind: 'signed-in'; userId: string } | { kind: 'wrong' } | { kind: 'blocked' } | { kind: 'unknown' };

/**
 * Checks an e-mail address or username with its password against the database connections.
 * A wrong name and a wrong password are the same answer and take the same time.
 *
 * @param connection only this one, when given.
 */
export async function signInWithPassword(
  db: Database,
  login: string,
  password: string,
  connection: string | undefined,
): Promise<SignInResult> {
  const name = login.trim().toLowerCase();
  const accounts = /\0/u.test(name)
    ? []
    : await db
        .selectFrom('identities')
        .innerJoin('users', 'users.user_id', 'identities.user_id')
        .select([
          'identities.user_id',
          'identities.provider',
          'identities.id',
          'identities.password_hash',
          'identities.connection',
          'users.profile',
        ])
        .where('identities.provider', '=', 'auth0')
        .where((where) =>
          where.or([where('identities.email', '=', name), where('identities.username', '=', name)]),
        )
        .execute();
  const candidates = accounts.filter(
    (account) => connection === undefined || account.connection === connection,
  );
  if (candidates.length === 0) await verifyPassword(password, undefined);
  for (const candidate of candidates) {
    const { user_id, password_hash, profile } = candidate;
    if (!(await verifyPassword(password, password_hash))) continue;
    await moveToBcrypt(db, candidate, password);
    return profile.blocked === true ? { kind: 'blocked' } : { kind: 'signed-in', userId: user_id };
  }
  return { kind: 'wrong' };
}

/** Writes down that a user has just signed in, together with what else the sign-in changes. */
export async function recordSignIn(
  db: Database,
  search: SearchRefresher,
  userId: string,
  ip: string,
  change: (profile: UserProfile) => UserProfile = (profile) => profile,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const record = await lockUser(transaction, userId);
    if (record === undefined) return;
    const now = new Date().toISOString();
    const profile: UserProfile = {
      ...change(record.profile),
      last_login: now,
      updated_at: now,
      last_ip: ip,
      logins_count: (record.profile.logins_count ?? 0) + 1,
    };
    await saveProfile(transaction, profile);
    await search.changed(transaction, record.profile, profile);
  });
}
