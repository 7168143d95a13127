import type { TenantUser } from './user-schema.ts';

/** A user as far as it tells which accounts it is made of. */
export type Accounts = Pick<TenantUser, 'user_id' | 'identities'>;

/**
 * The `user_id` of a user, and those that its linked identities had before and have again once they are
 * unlinked. Source: auth0.com/docs/manage-users/user-accounts/user-account-linking
 */
export function accountIdsOf({ user_id: userId, identities }: Accounts): string[] {
  return [...new Set([userId, ...identities.map(({ provider, user_id: id }) => `${provider}|${id}`)])];
}
