import { isOverEverybody, maskForSearches } from '@rollcall/shared/access/decision.ts';
import { hidesAddresses } from '@rollcall/shared/access/mask.ts';
import type { Permission } from '@rollcall/shared/access/permissions.ts';
import { ProblemError } from '../http/problem.ts';
import type { TeamMember } from '../store/team.ts';

/**
 * What a team member is told of a refused write. That there is such a user already would tell a
 * member whose grants cover certain users only about the others, and one from whom addresses are hidden
 * about those, so they are told no cause.
 */
export function hidingOthers(
  member: TeamMember,
  permission: Permission,
  error: unknown,
  detail: string,
): unknown {
  if (!(error instanceof ProblemError) || error.code !== 'already_exists') return error;
  const seesAddresses = !hidesAddresses(maskForSearches(member.grants));
  if (seesAddresses && isOverEverybody(member.grants, permission)) return error;
  return new ProblemError('refused_by_tenant', { detail, cause: error });
}
