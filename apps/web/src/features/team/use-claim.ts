import { claimedSentence } from '@rollcall/shared/access/team-claim.ts';
import { type TeamMemberDetail, teamRows } from '@rollcall/shared/contract/team.ts';
import { useQuery } from '@tanstack/react-query';
import { useMay } from '../../api/me.ts';
import { sourceSentence } from './member-words.ts';
import { teamSettingsQuery } from './queries.ts';

/** Why a team member's grants are not changed on the team page; `undefined` where they come from it. */
export function useSourceSentence({ source }: TeamMemberDetail): string | undefined {
  const { data: settings } = useQuery({ ...teamSettingsQuery, enabled: source === 'claim' });
  return sourceSentence(source, settings?.teamClaim);
}

/** Why nobody can be invited, by this team member or at all; `undefined` where they can. */
export function useInviteObstacle(): string | undefined {
  const may = useMay(teamRows.inviteTeamMember);
  const { data: settings } = useQuery({ ...teamSettingsQuery, enabled: may.allowed });
  if (!may.allowed) return may.sentence;
  return settings?.teamClaim === undefined ? undefined : claimedSentence(settings.teamClaim);
}
