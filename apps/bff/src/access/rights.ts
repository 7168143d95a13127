import { createHash } from 'node:crypto';
import type { TeamMember } from '../store/team.ts';

/** What stands for the grants of a team member, so that a change of one of them can be seen without keeping them. */
export function rightsOf({ grants }: TeamMember): string {
  return createHash('sha256').update(JSON.stringify(grants)).digest('hex');
}
