import { decide, type Means, missingPermissions, permissionsOver } from '@rollcall/shared/access/decision.ts';
import type { ScopedUser } from '@rollcall/shared/access/user-scope.ts';
import type { Row } from '@rollcall/shared/contract/row.ts';
import { ProblemError } from '../http/problem.ts';
import type { TenantUser } from '../management/user-schema.ts';
import type { TenantUsers } from '../management/users.ts';
import type { TeamMember } from '../store/team.ts';

/**
 * Refuses an act that the means do not cover, and says which of the two keys is missing.
 *
 * @throws {ProblemError} `permission_missing`, `scope_missing`
 */
export function authorize(row: Row, means: Means, fields: readonly string[]): void {
  const decision = decide(row, means, fields);
  if (decision.allowed) return;
  const { sentence: detail } = decision;
  switch (decision.missing) {
    case 'permission':
      throw new ProblemError('permission_missing', { detail, missing: [decision.permission] });
    case 'scope':
      throw new ProblemError('scope_missing', { detail, missing: [...decision.anyOf] });
    default:
      throw new ProblemError('beyond_own_rights', { detail });
  }
}

/** Whether the team member may see this user. */
export function isVisible(member: TeamMember, user: ScopedUser): boolean {
  return permissionsOver(member.grants, user).includes('users:read');
}

/**
 * The one way to a single user: read fresh, and judged. A user whom the team member may not see
 * answers exactly like one who does not exist, by the same steps.
 *
 * @throws {ProblemError} `not_found`
 */
export async function loadInScope(
  users: TenantUsers,
  member: TeamMember,
  userId: string,
): Promise<TenantUser> {
  const user = await users.get(userId);
  if (!isVisible(member, user)) throw new ProblemError('not_found');
  return user;
}

/**
 * Refuses a change after which the team member could not have made it: nobody moves a user out of,
 * or creates one outside, what their own grants cover.
 *
 * @throws {ProblemError} `permission_missing`
 */
export function authorizeProposed(
  row: Row,
  member: TeamMember,
  fields: readonly string[],
  proposed: ScopedUser,
): void {
  const missing = missingPermissions(row, permissionsOver(member.grants, proposed), fields);
  if (missing.length === 0) return;
  throw new ProblemError('permission_missing', {
    detail: 'Your team role covers certain users only, and the user would not be one of them.',
    missing: missing.slice(0, 1),
  });
}
