import { z } from 'zod';
import { AssignableRoles } from './assignable-roles.ts';
import { FieldMask } from './mask.ts';
import type { Permission } from './permissions.ts';
import { TeamRoleId, type TeamRole, teamRoles } from './team-roles.ts';
import { UserScope } from './user-scope.ts';

/**
 * What a team member was given, as it is stored and sent: a role, over which users, what it hides of them,
 * and which roles of the tenant it lets them be given.
 */
export const Grant = z.strictObject({
  role: TeamRoleId,
  scope: UserScope,
  mask: FieldMask.default([]),
  assignableRoles: AssignableRoles,
});
export type Grant = z.infer<typeof Grant>;
/** A grant as it is written down by people: without a mask it hides nothing. */
export type WrittenGrant = z.input<typeof Grant>;

/** A grant together with what its role means now. Decisions are made from these. */
export interface HeldGrant extends Grant {
  title: string;
  permissions: readonly Permission[];
}

/**
 * The grants as they count. A role that is no longer there gives nothing.
 * @param custom the roles that the team has made, by id
 */
export function holdGrants(
  grants: readonly Grant[],
  custom: Readonly<Record<string, TeamRole>>,
): HeldGrant[] {
  const known: Readonly<Record<string, TeamRole>> = { ...custom, ...teamRoles };
  return grants.flatMap((grant) => {
    const role = known[grant.role];
    return role === undefined ? [] : [{ ...grant, title: role.title, permissions: role.permissions }];
  });
}
