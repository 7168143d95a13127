import { claimedSentence } from '@rollcall/shared/access/team-claim.ts';
import type { TeamMemberDetail } from '@rollcall/shared/contract/team.ts';

/** What to call a team member. */
export function memberName({ name, email, subject, id }: TeamMemberDetail): string {
  return name ?? email ?? subject ?? id;
}

/** Why somebody's grants are not changed on the team page, when they come from elsewhere. */
export function sourceSentence(source: TeamMemberDetail['source'], claim: string | undefined) {
  const sentences = {
    team: undefined,
    configuration:
      'Made an Admin by the configuration of this Rollcall, by ROLLCALL_ADMINS. It is changed there.',
    claim: claimedSentence(claim ?? 'that is configured'),
  } as const satisfies Record<TeamMemberDetail['source'], string | undefined>;
  return sentences[source];
}
