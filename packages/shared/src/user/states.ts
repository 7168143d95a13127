import type { UserSummary } from './user-summary.ts';

/** A state worth a word, and how grave it is. */
export type UserState =
  | { label: 'Blocked'; tone: 'red' }
  | { label: 'E-mail unverified'; tone: 'amber' }
  | { label: 'Never signed in'; tone: 'neutral' };

/**
 * What is out of the ordinary with a user, the gravest first. Auth0 leaves `email_verified` out where
 * it is not known to be true, and `last_login` and `logins_count` until the first sign-in.
 * Source: auth0.com/docs/manage-users/user-accounts/user-profiles/user-profile-structure
 */
export function userStates(user: UserSummary): UserState[] {
  const states: UserState[] = [];
  if (user.blocked === true) states.push({ label: 'Blocked', tone: 'red' });
  if (user.email !== undefined && user.email_verified !== true)
    states.push({ label: 'E-mail unverified', tone: 'amber' });
  if (user.last_login === undefined && (user.logins_count ?? 0) === 0)
    states.push({ label: 'Never signed in', tone: 'neutral' });
  return states;
}
