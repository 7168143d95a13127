import { auditRows } from '@rollcall/shared/contract/audit.ts';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import type { AuditFilter } from './filter.ts';

const key = 'audit';
/** How often it is looked whether there is something new, in milliseconds. */
const lookAgain = 20_000;
/** How many new events are counted. */
export const countedNew = 20;

/**
 * The events from the newest on, page after page. They stay as they were read, so that a list does not
 * move under the eyes; what is new is told by `newestEventsQuery`.
 */
export function auditEventsQuery(filter: AuditFilter) {
  return infiniteQueryOptions({
    queryKey: [key, 'events', filter],
    queryFn: ({ pageParam, signal }) => read(filter, 50, pageParam, signal),
    initialPageParam: none,
    getNextPageParam: ({ next }) => next,
    staleTime: Infinity,
  });
}

/** The newest events, looked at again and again. */
export function newestEventsQuery(filter: AuditFilter) {
  return queryOptions({
    queryKey: [key, 'newest', filter],
    queryFn: async ({ signal }) => (await read(filter, countedNew, undefined, signal)).events,
    refetchInterval: lookAgain,
    retry: false,
  });
}

const none: number | undefined = undefined;

async function read(filter: AuditFilter, limit: number, before: number | undefined, signal: AbortSignal) {
  const query = { ...filter, limit, before };
  return (await call(auditRows.listAuditEvents, { query, signal })).data;
}
