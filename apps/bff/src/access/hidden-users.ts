import { isOverEverybody } from '@rollcall/shared/access/decision.ts';
import type { Permission } from '@rollcall/shared/access/permissions.ts';
import { ProblemError } from '../http/problem.ts';
import type { TeamMember } from '../store/team.ts';

/**
 * What a team member is told of a refused write. That there is such a user already would tell a
 * member whose grants cover certain users only about the others, so they are told no cause.
 */
export function hidingOthers(
  member: TeamMember,
  permission: Permission,
  error: unknown,
  detail: string,
): unknown {
  if (!(error instanceof ProblemError) || error.code !== 'already_exists') return error;
  if (isOverEverybody(member.grants, permission)) return error;
  return new ProblemError('refused_by_tenant', { detail, cause: error });
}
