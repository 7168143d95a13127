import { maskOver, permissionsOver } from '@rollcall/shared/access/decision.ts';
import { hidesAddresses, maskUser } from '@rollcall/shared/access/mask.ts';
import type { credentialsRows } from '@rollcall/shared/contract/credentials.ts';
import { refuseUnblocking, refuseWeakPassword } from '../../access/password.ts';
import type { Call } from '../../http/handler.ts';
import { ProblemError } from '../../http/problem.ts';
import type { TenantConnections } from '../../management/connections.ts';
import type { TenantSessions } from '../../management/sessions.ts';
import type { TenantUsers } from '../../management/users.ts';
import { passwordConnectionOf, refused } from './database-account.ts';

/** What setting a password asks of the tenant. */
interface PasswordDependencies {
  users: TenantUsers;
  connections: TenantConnections;
  sessions: TenantSessions;
}

/**
 * Sets a password that the connection's policy accepts, and signs the user out where that is asked for.
 *
 * @throws {ProblemError} `password_refused`, `refused_by_tenant`, `permission_missing`, `outcome_unknown`;
 * `partly_saved` when the password is set and the user is not signed out
 */
export async function setPassword(
  { users, connections, sessions }: PasswordDependencies,
  { member, user, body }: Call<typeof credentialsRows.setPassword>,
): Promise<void> {
  refuseUnblocking(user, permissionsOver(member.grants, user));
  const connection = await passwordConnectionOf(connections, user);
  if (connection.password_policy === null) {
    throw refused(`The password policy of ${connection.name} cannot be read.`);
  }
  const mask = maskOver(member.grants, user);
  refuseWeakPassword(connection.password_policy, body.password, maskUser(mask, user));
  try {
    await users.update(user.user_id, { password: body.password, connection: connection.name });
  } catch (error) {
    throw hidesAddresses(mask) ? withoutCause(error) : error;
  }
  if (body.sign_out === true) await sessions.revokeAccess(user.user_id).catch(throwNotSignedOut);
}

/** That a password holds what is hidden of its owner is not told: passwords could be tried until it is found out. */
function withoutCause(error: unknown): unknown {
  if (!(error instanceof ProblemError) || error.code !== 'password_refused') return error;
  const detail = 'The connection refuses it, and why could tell what is hidden from you.';
  return new ProblemError('password_refused', {
    detail,
    errors: [{ field: 'password', detail }],
    cause: error.cause,
  });
}

function throwNotSignedOut(cause: unknown): never {
  const refusal = cause instanceof ProblemError ? cause : new ProblemError('internal_error', { cause });
  const why = refusal.sentence;
  throw new ProblemError('partly_saved', {
    detail: `The new password is set, but the user could not be signed out everywhere. ${why}`,
    saved: ['password'],
    errors: [{ field: 'sign_out', detail: why }],
    cause,
  });
}
