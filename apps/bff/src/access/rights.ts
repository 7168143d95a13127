import { createHash } from 'node:crypto';
import { ProblemError } from '../http/problem.ts';
import { findMember } from '../store/find-member.ts';
import type { Store } from '../store/schema.ts';
import type { TeamMember } from '../store/team.ts';

/** What stands for the grants of a team member, so that a change of one of them can be seen without keeping them. */
export function rightsOf({ grants }: TeamMember): string {
  return createHash('sha256').update(JSON.stringify(grants)).digest('hex');
}

/**
 * The team member for whom a walk goes on, with the same grants that it began with.
 *
 * @throws {ProblemError} `not_a_team_member`, `permission_missing`, `store_unavailable`
 */
export async function memberWithRights(
  store: Store,
  walk: { member_id: string; rights: string },
): Promise<TeamMember> {
  const found = await findMember(store, walk.member_id).catch((cause: unknown) => {
    throw new ProblemError('store_unavailable', { cause });
  });
  if (found === undefined) throw new ProblemError('not_a_team_member');
  refuseOtherRights(found.member, walk);
  return found.member;
}

/**
 * Who was found under other grants than those of today may not be told under them.
 *
 * @throws {ProblemError} `permission_missing`
 */
export function refuseOtherRights(member: TeamMember, walk: { rights: string }): void {
  if (rightsOf(member) === walk.rights) return;
  throw new ProblemError('permission_missing', {
    detail: 'Your rights have changed since this list was begun. Start it again.',
  });
}
