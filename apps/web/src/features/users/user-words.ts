import { displayName } from '@rollcall/shared/user/display-name.ts';
import type { UserSummary } from '@rollcall/shared/user/user-summary.ts';

/** What tells a user apart from others of the same name; nothing where the name already does. */
export function userHandle(user: UserSummary): string | undefined {
  const name = displayName(user);
  return [user.email, user.username, user.phone_number, user.user_id].find(
    (handle) => handle !== undefined && handle !== name,
  );
}
