import type { LogQuery } from '@rollcall/shared/contract/history.ts';
import { logEventType } from '@rollcall/shared/user/log-events.ts';
import type { TenantLogEvent, TenantLogEvents } from '../../management/log-events.ts';

/** How many pages are read for one request, where few events fit what was asked for. */
const mostPages = 5;
/** Auth0 pages to the first 1,000 events only. */
const mostEvents = 1000;

interface Found {
  logs: TenantLogEvent[];
  next?: number;
  reached?: string | undefined;
  is_cut: boolean;
}

/**
 * The events of a user that fit, newest first. The tenant narrows this list by nothing, so it is read
 * page after page until something fits, the period is over, or enough was read for one request.
 *
 * @throws {ProblemError} what the tenant's refusal means
 */
export async function listUserLogs(
  logEvents: Pick<TenantLogEvents, 'ofUser'>,
  userId: string,
  { page: first, per_page: perPage, kind, from, to }: LogQuery,
): Promise<Found> {
  const isOver = (event: TenantLogEvent) => from !== undefined && dayOf(event) < from;
  const fits = (event: TenantLogEvent) =>
    !isOver(event) &&
    (to === undefined || dayOf(event) <= to) &&
    (kind === undefined || logEventType(event.type).kind === kind);
  for (let page = first; ; page += 1) {
    const { count, events } = await logEvents.ofUser(userId, page, perPage);
    const logs = events.filter(fits);
    const found = { logs, reached: events.at(-1)?.date, is_cut: false };
    if (count < perPage || events.some(isOver)) return found;
    if ((page + 2) * perPage > mostEvents) return { ...found, is_cut: true };
    if (logs.length > 0 || page + 1 - first >= mostPages) return { ...found, next: page + 1 };
  }
}

/** Days are those of UTC, as in the audit trail. */
function dayOf({ date }: TenantLogEvent): string {
  return date.slice(0, 10);
}
