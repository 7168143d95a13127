import { displayName } from '@rollcall/shared/user/display-name.ts';
import type { UserSummary } from '@rollcall/shared/user/user.ts';

/** What tells a user apart from others of the same name; nothing where the name already does. */
export function userHandle(user: UserSummary): string | undefined {
  const name = displayName(user);
  return [user.email, user.username, user.phone_number, user.user_id].find(
    (handle) => handle !== undefined && handle !== name,
  );
}

/** A state worth a badge. */
export interface UserState {
  tone: 'red' | 'amber' | 'neutral';
  label: 'Blocked' | 'Unverified' | 'Never signed in';
}

/** What is out of the ordinary with a user, the gravest first. */
export function userStates(user: UserSummary): UserState[] {
  const states: UserState[] = [];
  if (user.blocked === true) states.push({ tone: 'red', label: 'Blocked' });
  if (user.email !== undefined && user.email_verified === false)
    states.push({ tone: 'amber', label: 'Unverified' });
  if (user.last_login === undefined) states.push({ tone: 'neutral', label: 'Never signed in' });
  return states;
}
