import {
  type Membership,
  membershipsPerPage,
  type MembershipList,
  type Organization,
  type organizationsRows,
} from '@rollcall/shared/contract/organizations.ts';
import type { Role } from '@rollcall/shared/contract/roles.ts';
import { refuseUnassignable } from '../../access/change-roles.ts';
import type { Call } from '../../http/handler.ts';
import { ProblemError } from '../../http/problem.ts';
import type { TenantOrganizations } from '../../management/organizations.ts';
import { eachOf } from '../../management/pages.ts';
import { byName, type TenantRoles } from '../../management/roles.ts';

/** What memberships are read and changed through. */
export interface MembershipDependencies {
  organizations: TenantOrganizations;
  roles: TenantRoles;
}

const readsRoles = 'read:organization_member_roles';

/** What the audit trail calls a membership, and the roles that come with it. */
const membershipField = ({ id }: Organization) => `organizations.${id}`;
const rolesField = ({ id }: Organization) => `organizations.${id}.roles`;

/** The name under which people know an organization. */
export function nameOf({ name, display_name: displayName }: Organization): string {
  return displayName ?? name;
}

/** A page of a user's memberships, with the roles of each where they can be read. */
export async function listMemberships(
  { organizations }: MembershipDependencies,
  { user, query: { page }, scopes }: Call<typeof organizationsRows.listUserOrganizations>,
): Promise<MembershipList> {
  const { user_id: userId } = user;
  const found = await organizations.ofUser(userId, page, membershipsPerPage);
  const memberships = await eachOf(found.organizations, async (organization): Promise<Membership> => ({
    organization,
    roles: scopes.includes(readsRoles) ? await organizations.rolesOf(organization.id, userId) : null,
  }));
  return {
    memberships,
    start: page * membershipsPerPage,
    limit: membershipsPerPage,
    total: found.total,
  };
}

/**
 * Makes the user a member, and gives roles there.
 *
 * @throws {ProblemError} `refused_by_tenant` for an organization that is not there or of which the user is a
 * member already; `partly_saved` when the user is a member now, without the roles
 */
export async function addMembership(
  { organizations, roles }: MembershipDependencies,
  { member, user, body, telling }: Call<typeof organizationsRows.addUserToOrganization>,
): Promise<void> {
  const { user_id: userId } = user;
  const wanted = body.roles ?? [];
  refuseUnassignable(member, user, wanted);
  const [organization, given, isMember] = await Promise.all([
    organizationOr(organizations, body.organization_id, 'refused_by_tenant'),
    roles.named(wanted),
    organizations.hasMember(body.organization_id, userId),
  ]);
  if (isMember) {
    throw new ProblemError('refused_by_tenant', {
      detail: `The user is a member of ${nameOf(organization)} already.`,
    });
  }
  await organizations.add(organization.id, userId);
  telling.changed([{ field: membershipField(organization), before: null, after: nameOf(organization) }]);
  if (given.length === 0) return;
  try {
    await organizations.assignRoles(organization.id, userId, wanted);
  } catch (cause) {
    throw new ProblemError('partly_saved', {
      detail: `The user is a member of ${nameOf(organization)} now, but has not got the roles. Try to give them again.`,
      saved: ['organization_id'],
      cause,
    });
  }
  telling.changed([{ field: rolesField(organization), before: [], after: namesOf(given) }]);
}

/** Takes a membership away, with its roles. @throws {ProblemError} `not_found` where there is none */
export async function removeMembership(
  { organizations }: MembershipDependencies,
  { user, params, scopes, telling }: Call<typeof organizationsRows.removeUserFromOrganization>,
): Promise<void> {
  const { user_id: userId } = user;
  const organization = await membershipOr404(organizations, params.organizationId, userId);
  const lost = scopes.includes(readsRoles) ? await organizations.rolesOf(organization.id, userId) : [];
  await organizations.remove(organization.id, userId);
  telling.changed([
    { field: membershipField(organization), before: nameOf(organization), after: null },
    ...(lost.length === 0 ? [] : [{ field: rolesField(organization), before: namesOf(lost), after: null }]),
  ]);
}

/**
 * Makes these the roles of a member there, by giving what is missing and taking what is too much.
 *
 * @throws {ProblemError} `not_found` where the user is no member; `partly_saved` when roles were given and
 * others could not be taken
 */
export async function setMemberRoles(
  { organizations, roles }: MembershipDependencies,
  { member, user, params, body, telling }: Call<typeof organizationsRows.setOrganizationRoles>,
): Promise<Membership> {
  const { user_id: userId } = user;
  const organization = await membershipOr404(organizations, params.organizationId, userId);
  const { id } = organization;
  const before = await organizations.rolesOf(id, userId);
  const missing = body.roles.filter((role) => !before.some((held) => held.id === role));
  const surplus = before.filter((role) => !body.roles.includes(role.id));
  refuseUnassignable(member, user, [...missing, ...surplus.map((role) => role.id)]);
  const given = await roles.named(missing);
  if (missing.length > 0) await organizations.assignRoles(id, userId, missing);
  const between = [...before, ...given];
  const after = between.filter((role) => !surplus.includes(role));
  const told = (now: readonly Role[]) =>
    telling.changed([{ field: rolesField(organization), before: namesOf(before), after: namesOf(now) }]);
  if (surplus.length > 0) {
    try {
      await organizations.removeRoles(
        id,
        userId,
        surplus.map((role) => role.id),
      );
    } catch (cause) {
      if (missing.length === 0) throw cause;
      told(between);
      throw new ProblemError('partly_saved', {
        detail: `Given: ${namesOf(given).join(', ')}. Not taken away: ${namesOf(surplus).join(', ')}.`,
        saved: ['roles'],
        cause,
      });
    }
  }
  if (missing.length + surplus.length > 0) told(after);
  return { organization, roles: byName(after) };
}

/** The organization of a membership. @throws {ProblemError} `not_found` where there is none */
async function membershipOr404(
  organizations: TenantOrganizations,
  id: string,
  userId: string,
): Promise<Organization> {
  const [organization, isMember] = await Promise.all([
    organizationOr(organizations, id, 'not_found'),
    organizations.hasMember(id, userId),
  ]);
  if (!isMember) throw new ProblemError('not_found');
  return organization;
}

/** An organization by its id, or a problem of this kind: the user is there, whatever is not found. */
export async function organizationOr(
  organizations: TenantOrganizations,
  id: string,
  code: 'not_found' | 'refused_by_tenant',
): Promise<Organization> {
  try {
    return await organizations.get(id);
  } catch (error) {
    const isGone = error instanceof ProblemError && error.code === 'not_found';
    if (!isGone || code === 'not_found') throw error;
    throw new ProblemError('refused_by_tenant', { detail: 'There is no such organization.', cause: error });
  }
}

function namesOf(roles: readonly Role[]): string[] {
  return byName(roles).map(({ name }) => name);
}
