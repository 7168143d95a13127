import type { AuditEvent, auditRows } from '@rollcall/shared/contract/audit.ts';
import type { Call } from '../../http/handler.ts';
import type { TenantUsers } from '../../management/users.ts';
import type { Store } from '../../store/schema.ts';
import { csvLine } from '@rollcall/shared/csv.ts';
import { listEvents } from './list-events.ts';
import { AuditReader } from './reader.ts';

const mostEvents = 100_000;
/** Characters; a file beyond this would keep the process from everything else. */
const mostText = 50_000_000;
const atOnce = 500;
/** How many users are read for who may read the trail over certain users only. */
const mostUsers = 1_000;

/** Events as a file: CSV for spreadsheets, or JSON lines. The newest come first and are all there is where it is cut. */
export async function exportEvents(
  store: Store,
  users: TenantUsers,
  { member, body: { format, ...filter } }: Call<typeof auditRows.exportAuditEvents>,
) {
  const reader = new AuditReader(member, users, mostUsers);
  const lineOf = format === 'csv' ? csvOf : jsonOf;
  const lines = format === 'csv' ? [csvLine(columns)] : [];
  let [count, length] = [0, 0];
  let next: number | undefined;
  do {
    const page = await listEvents(
      store,
      reader,
      { ...filter, before: next },
      Math.min(atOnce, mostEvents - count),
    );
    for (const event of page.events) {
      const line = lineOf(event);
      lines.push(line);
      length += line.length;
    }
    count += page.events.length;
    ({ next } = page);
  } while (next !== undefined && count < mostEvents && length < mostText && !reader.isSpent());
  return {
    name: `rollcall-audit-${new Date().toISOString().slice(0, 10)}.${format}`,
    type: format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson; charset=utf-8',
    text: lines.join(''),
    complete: next === undefined,
  };
}

const columns = [
  'id',
  'at',
  'action',
  'outcome',
  'actor_id',
  'actor_name',
  'viewing_as',
  'target_kind',
  'target_id',
  'target_name',
  'problem',
  'missing',
  'reason',
  'changes',
  'reverts',
  'request_id',
] as const;

function csvOf({ actor, target, ...event }: AuditEvent): string {
  const cells: Record<(typeof columns)[number], string | number | undefined> = {
    id: event.id,
    at: event.at,
    action: event.action,
    outcome: event.outcome,
    actor_id: actor?.id,
    actor_name: actor?.name,
    viewing_as: event.viewingAs,
    target_kind: target?.kind,
    target_id: target?.id,
    target_name: target?.name,
    problem: event.problem,
    missing: event.missing?.join(' '),
    reason: event.reason,
    changes: event.changes.length === 0 ? '' : JSON.stringify(event.changes),
    reverts: event.reverts,
    request_id: event.requestId,
  };
  return csvLine(columns.map((column) => String(cells[column] ?? '')));
}

function jsonOf({ revertible: _revertible, ...event }: AuditEvent): string {
  return `${JSON.stringify(event)}\n`;
}
