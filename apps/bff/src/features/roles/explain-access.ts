import {
  accessScopes,
  type ApiPermission,
  type EffectiveAccess,
  type EffectivePermission,
  type PermissionReason,
} from '@rollcall/shared/contract/roles.ts';
import { eachOf } from '../../management/pages.ts';
import {
  isDirect,
  permissionKey,
  type TenantPermissions,
  type UserPermission,
} from '../../management/permissions.ts';
import { Gaps } from './gaps.ts';
import { type HeldRole, heldInOrganizations, heldInTenant, type RoleSources } from './held-roles.ts';

/** What the explanation is put together from. */
interface AccessSources extends RoleSources {
  permissions: TenantPermissions;
}

/**
 * All that a user may do in the customer's applications, permission by permission, each with every way by
 * which the user comes to it: directly, through a role, through a group that has the role, or in an
 * organization only. It is asked for role by role, so that it takes as many calls as there are roles and
 * organizations, not as there are permissions. What the token may not read, or the tenant's plan does not
 * have, is named among the gaps.
 *
 * @throws {ProblemError} when the tenant cannot be asked
 */
export async function explainAccess(
  sources: AccessSources,
  userId: string,
  scopes: readonly string[],
): Promise<EffectiveAccess> {
  const gaps = new Gaps(scopes);
  const [own, inTenant, inOrganizations] = await Promise.all([
    sources.permissions.ofUser(userId),
    heldInTenant(sources, userId, gaps),
    heldInOrganizations(sources, userId, gaps),
  ]);
  if (!own.complete) gaps.add('Only the first 1,000 permissions were looked at.');
  const held = [...(inTenant ?? rolesAmong(own.entries)), ...inOrganizations];
  const permissionsOf = await rolePermissions(sources.permissions, own.entries, held, gaps);

  const effective = new Map<string, EffectivePermission>();
  const add = ({ resource_server_identifier, ...rest }: ApiPermission, reason: PermissionReason) => {
    const permission = { resource_server_identifier, ...rest };
    const known = effective.get(permissionKey(permission));
    if (known === undefined) effective.set(permissionKey(permission), { ...permission, reasons: [reason] });
    else known.reasons.push(reason);
  };
  for (const { sources: _sources, ...permission } of own.entries.filter(isDirect)) {
    add(permission, { direct: true, groups: [] });
  }
  for (const reason of held) {
    for (const permission of permissionsOf.get(reason.role.id) ?? []) add(permission, reason);
  }
  return { permissions: [...effective.values()].toSorted(byName), gaps: gaps.sentences };
}

/** What the tenant tells without effective roles: the roles that were given to the user and have permissions. */
function rolesAmong(own: readonly UserPermission[]): HeldRole[] {
  const roles = new Map(
    own.flatMap(({ sources }) =>
      sources
        .filter(({ source_type: type }) => type !== 'DIRECT')
        .map(({ source_id: id, source_name: name }) => [id, { id, name }] as const),
    ),
  );
  return [...roles.values()].map((role) => ({ role, direct: true, groups: [] }));
}

/** The permissions of each role. Those of roles given to the user are known already; others are asked for. */
async function rolePermissions(
  permissions: TenantPermissions,
  own: readonly UserPermission[],
  held: readonly HeldRole[],
  gaps: Gaps,
): Promise<Map<string, readonly ApiPermission[]>> {
  const given = new Set(
    held.filter(({ direct, organization }) => direct && organization === undefined).map(idOf),
  );
  const known = new Map<string, ApiPermission[]>([...given].map((id) => [id, []]));
  for (const { sources, ...permission } of own) {
    for (const { source_id: id } of sources) known.get(id)?.push(permission);
  }
  const others = [...new Set(held.map(idOf))].filter((id) => !given.has(id));
  const asked = await eachOf(others, async (id) => {
    const found = await gaps.look(
      accessScopes.rolePermissions,
      'What roles of groups and organizations allow is left out',
      () => permissions.ofRole(id),
    );
    return [id, found ?? []] as const;
  });
  return new Map<string, readonly ApiPermission[]>([...known, ...asked]);
}

function idOf({ role }: HeldRole): string {
  return role.id;
}

function byName(one: EffectivePermission, other: EffectivePermission): number {
  return permissionKey(one).localeCompare(permissionKey(other), 'en');
}
