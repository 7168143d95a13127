import type { AuditEvent } from '@rollcall/shared/contract/audit.ts';
import type { LogEvent } from '@rollcall/shared/contract/history.ts';
import { type HistoryKind, logEventType } from '@rollcall/shared/user/log-events.ts';

/** One thing that happened, as the tenant's log or as Rollcall's audit trail tells it. */
export type Entry = { id: string; at: string; kind: HistoryKind } & (
  { source: 'log'; event: LogEvent } | { source: 'rollcall'; event: AuditEvent }
);

/** What has been read of one source. */
export interface Read {
  /** What fits what is looked for, newest first. */
  entries: readonly Entry[];
  /** The oldest moment that was looked at. */
  reached: string | undefined;
  hasMore: boolean;
}

/** What can be shown of all sources, and which of them have to be read on to show more. */
interface Timeline {
  entries: Entry[];
  behind: number[];
}

/** An event of the tenant's log. */
export function logEntry(event: LogEvent): Entry {
  return {
    source: 'log',
    id: `log-${event.log_id}`,
    at: event.date,
    kind: logEventType(event.type).kind,
    event,
  };
}

/** An event of Rollcall's audit trail. */
export function auditEntry(event: AuditEvent): Entry {
  return { source: 'rollcall', id: `rollcall-${event.id}`, at: event.at, kind: auditKind(event), event };
}

/**
 * Several sources as one, newest first. A source that has more may still have something newer than what
 * another one has shown already: entries older than what every such source has reached are held back, so
 * that nothing is ever put in between later.
 */
export function joinTimeline(sources: readonly Read[]): Timeline {
  const open = sources.map(({ hasMore, reached }) => (hasMore ? (reached ?? '9999') : ''));
  const horizon = open.reduce((newest, moment) => (moment > newest ? moment : newest), '');
  const entries = sources
    .flatMap((source) => source.entries)
    .filter(({ at }) => at >= horizon)
    .toSorted((one, other) => (one.at < other.at ? 1 : one.at > other.at ? -1 : 0));
  const behind = open.flatMap((moment, index) => (moment !== '' && moment === horizon ? [index] : []));
  return { entries: once(entries), behind };
}

/** Pages move on while something new happens; what was on the last one may come again. */
function once(entries: readonly Entry[]): Entry[] {
  return [...new Map(entries.map((entry) => [entry.id, entry])).values()];
}

function auditKind({ action, outcome }: AuditEvent): HistoryKind {
  if (outcome === 'denied' || outcome === 'failed') return 'failure';
  if (action === 'session.sign_in') return 'sign-in';
  if (action === 'session.sign_in_refused') return 'failure';
  if (action.startsWith('session.')) return 'security';
  return action === 'read' ? 'other' : 'change';
}
