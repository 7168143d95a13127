import type { Grant, HeldGrant } from '@rollcall/shared/access/grants.ts';
import { type RankRefusal, refuseBeyond } from '@rollcall/shared/access/rank.ts';
import type { TeamMemberDetail, TeamRoleDetail } from '@rollcall/shared/contract/team.ts';
import { holdWith } from './grant-draft.ts';
import { useOwnGrants } from './use-own-grants.ts';

/** What one has oneself, and why one may not give these grants, where one may not. */
export function useGrantRefusal(
  members: readonly TeamMemberDetail[] = [],
  roles: readonly TeamRoleDetail[] = [],
  grants: readonly Grant[] = [],
): { own: HeldGrant[]; refusal: RankRefusal | undefined } {
  const own = useOwnGrants(members, roles);
  return { own, refusal: refuseBeyond(own, holdWith(grants, roles)) };
}
