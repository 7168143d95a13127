import { RoleId } from '@rollcall/shared/access/assignable-roles.ts';
import { isOverEverybody, permissionsOf } from '@rollcall/shared/access/decision.ts';
import type { Organization } from '@rollcall/shared/contract/organizations.ts';
import type { Role } from '@rollcall/shared/contract/roles.ts';
import { ProblemError } from '../../http/problem.ts';
import { findOrganizations } from '../../management/find-organizations.ts';
import type { TenantOrganizations } from '../../management/organizations.ts';
import type { TenantRoles } from '../../management/roles.ts';
import type { TeamMember } from '../../store/team.ts';

/** As many as a search for one shows. */
const mostFound = 50;

/** The roles that a list can be filtered by: whose names have these words in them, or the one with this id. */
export async function findRoleFilters(
  roles: TenantRoles,
  q: string,
): Promise<{ roles: Role[]; complete: boolean }> {
  const id = RoleId.safeParse(q.trim());
  if (id.success) return { roles: await roles.named([id.data]).catch(noRole), complete: true };
  const found = await roles.find(q.trim());
  const some = found.roles.slice(0, mostFound);
  return { roles: some, complete: found.complete && some.length === found.roles.length };
}

function noRole(error: unknown): Role[] {
  if (error instanceof ProblemError && error.code === 'refused_by_tenant') return [];
  throw error;
}

/**
 * The organizations that a list can be filtered by. Their names are customers, so they are told to those
 * alone who see everybody or manage organizations; others name one by its id.
 */
export async function findOrganizationFilters(
  organizations: TenantOrganizations,
  { grants }: TeamMember,
  q: string,
): Promise<{ organizations: Organization[]; complete: boolean; named: boolean }> {
  const named =
    isOverEverybody(grants, 'users:read') || permissionsOf(grants).includes('organizations:manage');
  return { ...(await findOrganizations(organizations, q, named)), named };
}
