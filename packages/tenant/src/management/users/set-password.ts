import { endSignIns } from '../../oidc/records.ts';
import { hashPassword } from '../../passwords/hash.ts';
import { historySize, passwordRefusal } from '../../passwords/policy.ts';
import type { Database } from '../../store/open.ts';
import type { UserProfile } from '../../store/schema.ts';
import { clearUserBlocks } from '../../store/user-blocks.ts';
import { ManagementError } from '../management-error.ts';
import type { Account } from './apply-update.ts';
import type { UpdateTarget } from './update-user.ts';

/** A password that the connection takes, ready to be stored. */
export interface NewPassword {
  hash: string;
  /** How many passwords the connection remembers, this one included. */
  remembered: number;
}

/**
 * Checks a new password against the policy of its connection and hashes it.
 * @throws {ManagementError} 400 with Auth0's one line.
 */
export async function preparePassword(
  db: Database,
  { identity, connection }: Pick<UpdateTarget, 'identity' | 'connection'>,
  user: UserProfile,
  password: string,
): Promise<NewPassword> {
  const options = connection?.options ?? {};
  const known = await db
    .selectFrom('identities')
    .select(['password_hash', 'password_history'])
    .where('provider', '=', identity.provider)
    .where('id', '=', identity.user_id)
    .executeTakeFirst();
  const previous = [known?.password_hash ?? [], known?.password_history ?? []].flat();
  const refusal = await passwordRefusal(options, password, user, previous);
  if (refusal !== undefined) throw new ManagementError(400, refusal);
  return { hash: await hashPassword(password), remembered: historySize(options) };
}

/**
 * Puts a prepared password into an account: earlier ones are remembered as far as the connection
 * asks, what kept the user out is lifted (the administrator's block, and those of brute-force
 * protection), and the user is signed out everywhere.
 * @see https://auth0.com/docs/manage-users/user-accounts/block-and-unblock-users
 * @see https://auth0.com/docs/authenticate/database-connections/password-change
 */
export async function setPassword(
  transaction: Database,
  { profile, credentials }: Account,
  { hash, remembered }: NewPassword,
): Promise<Account> {
  await endSignIns(transaction, profile.user_id);
  await clearUserBlocks(transaction, profile.user_id);
  const earlier = [credentials.password_hash ?? [], credentials.password_history].flat();
  return {
    profile: {
      ...profile,
      ...(profile.blocked === undefined ? {} : { blocked: false }),
      last_password_reset: profile.updated_at,
    },
    credentials: {
      ...credentials,
      password_hash: hash,
      password_history: earlier.slice(0, Math.max(0, remembered - 1)),
    },
  };
}
