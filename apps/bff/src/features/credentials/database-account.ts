import { type Connection, connectionKind } from '@rollcall/shared/user/connection.ts';
import { ProblemError } from '../../http/problem.ts';
import type { TenantConnections } from '../../management/connections.ts';
import type { TenantUser } from '../../management/user-schema.ts';

/**
 * The connection that keeps the user's password, as it is now.
 *
 * @throws {ProblemError} `refused_by_tenant` where there is no such, and why
 */
export async function passwordConnectionOf(
  connections: TenantConnections,
  user: TenantUser,
): Promise<Connection> {
  const primary = user.identities[0];
  const connection = primary === undefined ? null : await connections.fresh(primary.connection);
  if (connection === null) throw refused("The user's connection cannot be read.");
  if (connectionKind(connection.strategy) !== 'database') {
    throw refused(`${connection.name} keeps no passwords; only database connections do.`);
  }
  return connection;
}

/** A refusal that is about the password. */
export function refused(detail: string): ProblemError {
  return new ProblemError('refused_by_tenant', { detail, errors: [{ field: 'password', detail }] });
}
