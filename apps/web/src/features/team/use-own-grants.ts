import type { HeldGrant } from '@rollcall/shared/access/grants.ts';
import type { TeamMemberDetail, TeamRoleDetail } from '@rollcall/shared/contract/team.ts';
import { useMe } from '../../api/me.ts';
import { holdWith } from './grant-draft.ts';

/** What the team member who looks has themselves, with what the roles mean now. */
export function useOwnGrants(
  members: readonly TeamMemberDetail[],
  roles: readonly TeamRoleDetail[],
): HeldGrant[] {
  const { member } = useMe();
  return holdWith(members.find(({ id }) => id === member.id)?.grants ?? [], roles);
}
