import type { UserProfile } from '../store/schema.ts';

/** What the log calls a user. */
export function nameOf(user: UserProfile | undefined): string | undefined {
  return user?.email ?? user?.username ?? user?.phone_number ?? user?.name;
}
