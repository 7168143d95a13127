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
