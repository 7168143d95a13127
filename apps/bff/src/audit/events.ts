import type { AuditEvent, AuditOutcome } from '@rollcall/shared/contract/audit.ts';
import type { AuditAction } from '@rollcall/shared/contract/audit-actions.ts';
import { type EntryContent, isEscaped } from './entry.ts';

/**
 * An act as its entries tell it: how it began, or all there is to it, and how it ended. What was said
 * at the end counts; without an end it is not known how it ended.
 */
export function eventOf(first: EntryContent, end: EntryContent | undefined): AuditEvent {
  const last = end ?? first;
  const outcome: AuditOutcome = last.outcome ?? 'begun';
  const event = {
    id: first.event,
    at: first.at,
    action: first.action,
    actor: first.actor,
    viewingAs: first.viewingAs,
    target: last.target,
    outcome,
    problem: last.problem,
    missing: last.missing,
    reason: first.reason,
    changes: last.changes ?? [],
    requestId: first.requestId,
    // What a revert was asked for is known from its beginning; its target is the user.
    reverts:
      first.action === 'audit.revert' && first.target?.kind === 'audit' ? Number(first.target.id) : undefined,
  };
  return { ...event, revertible: whyNotRevertible(event) === undefined };
}

const revertibleActions: ReadonlySet<AuditAction> = new Set([
  'user.update',
  'user.block',
  'user.unblock',
  'user.assign_roles',
  'user.remove_roles',
  'user.assign_permissions',
  'user.remove_permissions',
  'audit.revert',
]);

/** Why an act cannot be undone by a new one, in a sentence; `undefined` when it can. */
export function whyNotRevertible({
  action,
  outcome,
  target,
  changes,
}: Pick<AuditEvent, 'action' | 'outcome' | 'target' | 'changes'>): string | undefined {
  if (!revertibleActions.has(action) || target?.kind !== 'user') {
    return 'Only changes of profiles, metadata, roles and permissions, and blocking and unblocking, can be reverted.';
  }
  if (outcome === 'begun' || outcome === 'unknown') return 'It is not known how this act ended.';
  if (outcome !== 'done') return 'This act was not done, so there is nothing to revert.';
  if (changes.length === 0) return 'This act changed nothing that the audit trail keeps.';
  if (changes.some(({ before }) => isEscaped(before))) {
    return 'A value from before holds characters that the audit trail cannot keep.';
  }
  return undefined;
}
