import type { TeamMember } from './team.ts';

/** Who makes a call, in which session. */
export interface Caller {
  /** The team member who is signed in. Acts are theirs. */
  actor: TeamMember;
  /** Whom they see Rollcall as, if anybody: then this is whose grants count, and nothing can be changed. */
  viewed: TeamMember | undefined;
  /** The `user_id` of the tenant's account that the actor signs in with. */
  account: string | undefined;
  /** What others may know the session by. */
  sessionId: string;
  /** Until when acts that ask for a fresh sign-in are open; `undefined` when they are not. */
  steppedUpUntil: Date | undefined;
}

/** The team member whose grants decide. */
export function memberOf({ actor, viewed }: Caller): TeamMember {
  return viewed ?? actor;
}

/** What a team member is called. */
export function nameOf({ name, email, id }: TeamMember): string {
  return name ?? email ?? id;
}
