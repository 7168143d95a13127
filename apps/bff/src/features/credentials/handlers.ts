import { maskOver, permissionsOver } from '@rollcall/shared/access/decision.ts';
import { hidesAddresses, maskUser } from '@rollcall/shared/access/mask.ts';
import type { credentialsRows } from '@rollcall/shared/contract/credentials.ts';
import { connectionKind } from '@rollcall/shared/user/connection.ts';
import { refuseUnblocking, refuseWeakPassword } from '../../access/password.ts';
import type { HandlersOf } from '../../http/handler.ts';
import { ProblemError } from '../../http/problem.ts';
import type { TenantConnections } from '../../management/connections.ts';
import type { TenantUsers } from '../../management/users.ts';

/** Passwords go in here and never come out: no answer, log line or error holds one. */
export function credentialsHandlers(
  users: TenantUsers,
  connections: TenantConnections,
): HandlersOf<typeof credentialsRows> {
  return {
    setPassword: async ({ member, user, body }) => {
      refuseUnblocking(user, permissionsOver(member.grants, user));
      const primary = user.identities[0];
      const connection = primary === undefined ? null : await connections.fresh(primary.connection);
      if (connection === null) throw refused("The user's connection cannot be read.");
      if (connectionKind(connection.strategy) !== 'database') {
        throw refused(`${connection.name} keeps no passwords; only database connections do.`);
      }
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
    },
  };
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

function refused(detail: string): ProblemError {
  return new ProblemError('refused_by_tenant', { detail, errors: [{ field: 'password', detail }] });
}
