import type { TeamMemberDetail } from '@rollcall/shared/contract/team.ts';

/** What to call a team member. */
export function memberName({ name, email, subject, id }: TeamMemberDetail): string {
  return name ?? email ?? subject ?? id;
}

/** Where somebody's grants come from, when it is not the team page. */
export const sourceSentences = {
  team: undefined,
  configuration: 'Made an Admin by the configuration of this Rollcall, by ROLLCALL_ADMINS.',
  claim: 'Team roles come from a claim of the ID token and are changed at the tenant.',
} as const satisfies Record<TeamMemberDetail['source'], string | undefined>;
