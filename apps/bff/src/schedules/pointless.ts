import type { AuditAction } from '@rollcall/shared/contract/audit-actions.ts';
import type { AuditEvent } from '@rollcall/shared/contract/audit.ts';
import type { ScheduledKind } from '@rollcall/shared/contract/schedules.ts';
import type { ScheduleStore } from './schedule-store.ts';

/** Acts after which there is nothing left to do of what was planned. */
const ending: Partial<Record<AuditAction, readonly ScheduledKind[]>> = {
  'user.unblock': ['unblock', 'delete'],
  // A new password lifts the block.
  'user.set_password': ['unblock', 'delete'],
  'user.delete': ['unblock', 'delete'],
};

/** Cancels what an act has made pointless: a block that somebody sets later is not to end by an old plan. */
export async function cancelPointless(schedules: ScheduleStore, event: AuditEvent): Promise<void> {
  const kinds = ending[event.action];
  if (event.action === 'user.link_identity') await cancelOfLinked(schedules, event);
  if (kinds === undefined || event.target?.kind !== 'user') return;
  await schedules.cancelFor(event.target.id, kinds, whyOf(event));
}

/** Who was linked to somebody else is no user any more, so there is nobody to unblock or to delete. */
async function cancelOfLinked(schedules: ScheduleStore, event: AuditEvent): Promise<void> {
  for (const { field } of event.changes) {
    const userId = field.startsWith(identityPrefix) ? field.slice(identityPrefix.length) : undefined;
    if (userId !== undefined) await schedules.cancelFor(userId, ['unblock', 'delete'], whyOf(event));
  }
}

/** What the audit trail puts before the id of an identity. */
const identityPrefix = 'identities.';

function whyOf({ actor }: AuditEvent): string {
  return `Made pointless by ${actor?.name ?? 'somebody'}.`;
}
