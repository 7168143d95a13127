import type { AuditAction } from '@rollcall/shared/contract/audit-actions.ts';
import type { AuditEvent } from '@rollcall/shared/contract/audit.ts';
import type { ScheduledKind } from '@rollcall/shared/contract/schedules.ts';
import { scheduledRequest } from './run-act.ts';
import type { ScheduleStore } from './schedule-store.ts';

/** Acts after which what was planned is not to be done any more. */
const ending: Partial<Record<AuditAction, readonly ScheduledKind[]>> = {
  // Whoever blocks without an end means none.
  'user.block': ['unblock'],
  'user.lock_down': ['unblock'],
  'user.unblock': ['unblock', 'delete'],
  // A new password lifts the block.
  'user.set_password': ['unblock', 'delete'],
  'user.delete': ['unblock', 'delete'],
};

/** Cancels what an act has made pointless: a block that somebody sets later is not to end by an old plan. */
export async function cancelPointless(schedules: ScheduleStore, event: AuditEvent): Promise<void> {
  const isUnblocked = event.changes.some(({ field, after }) => field === 'blocked' && after !== true);
  const kinds = isUnblocked ? ending['user.unblock'] : ending[event.action];
  const how = {
    why: `Made pointless by ${event.actor?.name ?? 'somebody'}.`,
    except: event.requestId.replace(scheduledRequest, ''),
  };
  // Who was linked to somebody else is no user any more, so there is nobody to unblock or to delete.
  for (const userId of event.action === 'user.link_identity' ? linkedIn(event) : [])
    await schedules.cancelFor({ userId, kinds: ['unblock', 'delete'], ...how });
  if (kinds === undefined || event.target?.kind !== 'user') return;
  await schedules.cancelFor({ userId: event.target.id, kinds, ...how });
}

/** What the audit trail puts before the id of an identity. */
const identityPrefix = 'identities.';

/** The accounts that an act of linking made identities of another user. */
function linkedIn({ changes }: AuditEvent): string[] {
  return changes.flatMap(({ field }) =>
    field.startsWith(identityPrefix) ? [field.slice(identityPrefix.length)] : [],
  );
}
