import { accessScopes, type PermissionReason } from '@rollcall/shared/contract/roles.ts';
import type { Organization } from '@rollcall/shared/contract/organizations.ts';
import type { TenantOrganizations } from '../../management/organizations.ts';
import { eachOf } from '../../management/pages.ts';
import type { EffectiveRole, TenantGroup, TenantRoles } from '../../management/roles.ts';
import type { Gaps } from './gaps.ts';

/** A role that counts for a user, and how the user comes to it. */
export type HeldRole = PermissionReason & { role: { id: string; name: string } };

/** What roles are asked for through. */
export interface RoleSources {
  roles: TenantRoles;
  organizations: TenantOrganizations;
}

/** As many organizations of a user as are looked into. */
const mostOrganizations = 20;

/** The roles that count everywhere; `undefined` where the tenant does not tell those of groups. */
export async function heldInTenant(
  { roles }: RoleSources,
  userId: string,
  gaps: Gaps,
): Promise<HeldRole[] | undefined> {
  const effective = await gaps.look(accessScopes.roles, 'Roles that come through groups are left out', () =>
    roles.effective(userId),
  );
  return (
    effective && withGroups(effective, accessScopes.groups, gaps, (role) => roles.groupsBehind(userId, role))
  );
}

/** The roles that count in one organization only, for all organizations of the user. */
export async function heldInOrganizations(
  { organizations }: RoleSources,
  userId: string,
  gaps: Gaps,
): Promise<HeldRole[]> {
  const found = await gaps.look(accessScopes.organizations, 'Organizations are left out', () =>
    organizations.ofUser(userId, 0, mostOrganizations),
  );
  if (found === undefined) return [];
  if (found.total > found.organizations.length) {
    gaps.add(`Of ${found.total} organizations, only the first ${found.organizations.length} were looked at.`);
  }
  const held = await eachOf(found.organizations, async (organization) => {
    const { id } = organization;
    const effective = await gaps.look(
      accessScopes.organizationRoles,
      'What roles in organizations allow is left out',
      () => organizations.effectiveRoles(id, userId),
    );
    const named = { id, name: nameOf(organization) };
    const roles = await withGroups(effective ?? [], accessScopes.organizationGroups, gaps, (role) =>
      organizations.groupsBehind(id, userId, role),
    );
    return roles.map((role) => ({ ...role, organization: named }));
  });
  return held.flat();
}

function nameOf({ name, display_name: displayName }: Organization): string {
  return displayName ?? name;
}

function withGroups(
  effective: readonly EffectiveRole[],
  scope: (typeof accessScopes)['groups' | 'organizationGroups'],
  gaps: Gaps,
  groupsBehind: (roleId: string) => Promise<TenantGroup[]>,
): Promise<HeldRole[]> {
  return eachOf(effective, async ({ id, name, sources }) => {
    const groups = sources.includes('groups')
      ? await gaps.look(scope, 'Which groups a role comes through is not told', () => groupsBehind(id))
      : [];
    return { role: { id, name }, direct: sources.includes('direct'), groups: groups ?? null };
  });
}
