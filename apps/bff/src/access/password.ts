import type { Permission } from '@rollcall/shared/access/permissions.ts';
import {
  checkPassword,
  type PasswordOwner,
  type PasswordPolicy,
} from '@rollcall/shared/user/password-policy.ts';
import { ProblemError } from '../http/problem.ts';

/**
 * Refuses a password that the connection's policy is known to refuse, rule by rule; Auth0 itself
 * would only say that it is too weak. The password is in neither the problem nor its cause.
 *
 * @throws {ProblemError} `password_refused`
 */
export function refuseWeakPassword(policy: PasswordPolicy, password: string, owner: PasswordOwner): void {
  const unmet = checkPassword(policy, password, owner).filter(({ state }) => state === 'unmet');
  if (unmet.length === 0) return;
  throw new ProblemError('password_refused', {
    detail: `The password has to meet: ${unmet.map(({ sentence }) => sentence).join('; ')}.`,
    errors: unmet.map(({ sentence }) => ({ field: 'password', detail: sentence })),
  });
}

/**
 * Refuses what lets a blocked user sign in again to those who may not unblock: setting a password lifts
 * the block, and an identity that is linked or unlinked does not keep it.
 *
 * @throws {ProblemError} `permission_missing`
 * Source: auth0.com/docs/manage-users/user-accounts/block-and-unblock-users
 */
export function refuseUnblocking(
  user: { blocked?: boolean | undefined },
  permissions: readonly Permission[],
  how = 'a new password would unblock them',
): void {
  if (user.blocked !== true || permissions.includes('users:block')) return;
  throw new ProblemError('permission_missing', {
    detail: `This user is blocked, and ${how}. Your team role does not include users:block.`,
    missing: ['users:block'],
  });
}
