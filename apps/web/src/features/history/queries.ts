import { auditRows } from '@rollcall/shared/contract/audit.ts';
import { historyRows } from '@rollcall/shared/contract/history.ts';
import type { HistoryKind } from '@rollcall/shared/user/log-events.ts';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { auditEntry, logEntry, type Read } from './timeline.ts';

/** What is looked for in a user's history. */
export interface HistoryFilter {
  source?: 'log' | 'rollcall' | undefined;
  kind?: HistoryKind | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

const none: number | undefined = undefined;

/** One page of a source, and where the next one begins. */
interface Page extends Omit<Read, 'hasMore'> {
  next: number | undefined;
  /** The tenant keeps more than it lets anybody page to. */
  isCut: boolean;
}

// Read anew whenever the tab is opened: something may have happened meanwhile.
const fresh = { staleTime: Infinity, gcTime: 0 } as const;

/** The user's events in the tenant's log. */
export function userLogsQuery(userId: string, { kind, from, to }: HistoryFilter) {
  return infiniteQueryOptions({
    queryKey: ['history', userId, 'log', { kind, from, to }],
    queryFn: async ({ pageParam: page, signal }): Promise<Page> => {
      const query = { page, kind, from, to };
      const { data } = await call(historyRows.listUserLogs, { params: { userId }, query, signal });
      const { logs, next, reached, is_cut: isCut } = data;
      return { entries: logs.map(logEntry), reached, next, isCut };
    },
    initialPageParam: none,
    getNextPageParam: ({ next }) => next,
    ...fresh,
  });
}

/** What was done to the user in Rollcall. The trail does not know kinds; they are told apart here. */
export function userAuditQuery(userId: string, { kind, from, to }: HistoryFilter) {
  return infiniteQueryOptions({
    queryKey: ['history', userId, 'rollcall', { kind, from, to }],
    queryFn: async ({ pageParam: before, signal }): Promise<Page> => {
      const query = { before, from, to };
      const { data } = await call(auditRows.listUserAuditEvents, { params: { userId }, query, signal });
      const { events, next } = data;
      const entries = events.map(auditEntry).filter((entry) => kind === undefined || entry.kind === kind);
      return { entries, reached: events.at(-1)?.at, next, isCut: false };
    },
    initialPageParam: none,
    getNextPageParam: ({ next }) => next,
    ...fresh,
  });
}

/** All pages of a source as one. */
export function readOf(pages: readonly Page[] | undefined, hasMore: boolean): Read {
  return {
    entries: pages?.flatMap(({ entries }) => entries) ?? [],
    reached: pages?.findLast(({ reached }) => reached !== undefined)?.reached,
    hasMore,
  };
}
