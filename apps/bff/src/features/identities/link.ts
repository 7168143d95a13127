import { permissionsOver } from '@rollcall/shared/access/decision.ts';
import { identitiesRows } from '@rollcall/shared/contract/identities.ts';
import { authorize, authorizeProposed, loadInScope } from '../../access/choke-point.ts';
import { refuseToOneself } from '../../access/conditions.ts';
import type { UserVersions } from '../../access/etag.ts';
import { refuseUnblocking } from '../../access/password.ts';
import type { TeamGuard } from '../../access/team-guard.ts';
import type { Call } from '../../http/handler.ts';
import { ProblemError } from '../../http/problem.ts';
import type { TenantConnections } from '../../management/connections.ts';
import type { TenantIdentities } from '../../management/identities.ts';
import type { TenantUsers } from '../../management/users.ts';

/** What linking works with. */
export interface LinkDependencies {
  users: TenantUsers;
  identities: TenantIdentities;
  connections: TenantConnections;
  teamGuard: TeamGuard;
  versions: UserVersions;
}

/** What the audit trail calls an identity. */
export function identityField({ provider, user_id: id }: { provider: string; user_id: string }): string {
  return `identities.${provider}|${id}`;
}

/**
 * Links a second user to the first: it becomes an identity, and all that it was besides is discarded. So
 * it is judged as if it were deleted: whoever links needs the same rights over both, nobody loses the
 * account that they sign in with, no block is got around, and what is discarded is what was seen.
 *
 * The second user is not locked against other changes meanwhile: two links the other way round would wait
 * for each other. What Auth0 is then asked for is refused by Auth0.
 *
 * @throws {ProblemError} `not_found` for a second user who is not there or not to be seen,
 * `permission_missing`, `beyond_own_rights`, `conflict`, `refused_by_tenant`, `outcome_unknown`
 */
export async function linkIdentity(
  { users, identities, connections, teamGuard, versions }: LinkDependencies,
  { member, caller, user, body, scopes, telling }: Call<typeof identitiesRows.linkIdentity>,
): Promise<void> {
  const row = identitiesRows.linkIdentity;
  const secondary = await loadInScope(users, member, body.user_id);
  const permissions = permissionsOver(member.grants, secondary);
  authorize(row, { permissions, scopes }, Object.keys(body));
  if (secondary.user_id === user.user_id) throw refused('A user cannot be linked to themselves.');
  await teamGuard(member, { user: secondary, newEmail: undefined });
  refuseToOneself({ ...row, notToOneself: true }, caller, secondary.user_id);
  versions.refuseStale('required', body.version, secondary);
  if (user.blocked !== true)
    refuseUnblocking(secondary, permissions, 'linked to somebody who is not, they could sign in again');
  authorizeProposed(row, member, [], { ...user, identities: [...user.identities, ...secondary.identities] });

  const [main] = secondary.identities;
  if (main === undefined) throw refused('This user has no identity.');
  const connection = main.provider === 'auth0' ? await connections.find(main.connection) : null;
  await identities.link(user.user_id, main, connection?.id);
  telling.changed(
    secondary.identities.map((identity) => ({
      field: identityField(identity),
      before: null,
      after: identity.connection,
    })),
  );
}

function refused(detail: string): ProblemError {
  return new ProblemError('refused_by_tenant', { detail });
}
