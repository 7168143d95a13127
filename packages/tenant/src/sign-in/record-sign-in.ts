import type { TenantContext } from '../management/endpoint.ts';
import { type LogEvent, writeLogEvent } from '../store/log-events.ts';
import type { UserProfile } from '../store/schema.ts';
import { lockUser, saveProfile } from '../store/users.ts';

/** Writes down that a user has just signed in: in the user and, as `event`, in the log. */
export async function recordSignIn(
  { db, search }: TenantContext,
  userId: string,
  ip: string,
  event: LogEvent,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const record = await lockUser(transaction, userId);
    if (record === undefined) return;
    const now = new Date().toISOString();
    const profile: UserProfile = {
      ...record.profile,
      last_login: now,
      updated_at: now,
      last_ip: ip,
      logins_count: (record.profile.logins_count ?? 0) + 1,
    };
    await saveProfile(transaction, profile);
    await search.changed(transaction, record.profile, profile);
    await writeLogEvent(transaction, event);
  });
}
