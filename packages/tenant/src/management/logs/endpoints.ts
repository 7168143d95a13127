import { z } from 'zod';
import { countLogEvents, findLogEvent, listLogEvents, logEventsAfter } from '../../store/log-events.ts';
import type { JsonObject } from '../../store/schema.ts';
import type { Endpoint } from '../endpoint.ts';
import { project } from '../fields.ts';
import { ManagementError } from '../management-error.ts';
import { readOffset } from '../paging.ts';
import { readUserId } from '../users/user-id.ts';
import { validate } from '../validate.ts';
import { readLogOrder, readLogRequest, visibleTo } from './list-parameters.ts';

const SCOPES = ['read:logs', 'read:logs_users'] as const;
const SortParameter = z.object({ sort: z.string().optional().describe('Field to sort by.') });

/** `GET /logs`: by page, or everything after an event. @see https://auth0.com/docs/api/management/v2/logs/get-logs */
const list: Endpoint = {
  method: 'get',
  path: '/logs',
  summary: 'Search log events',
  scopes: SCOPES,
  handle: async ({ db, plan, url }, { query, scopes }) => {
    const { slice, search, order, fields, includeFields } = readLogRequest(query);
    const visible = visibleTo(scopes, plan.get());
    const show = (events: readonly JsonObject[]) =>
      fields === undefined
        ? events
        : events.map((event) => project(event, { fields, include: includeFields }));
    if (slice.kind === 'from') {
      const events = await logEventsAfter(db, visible, slice.logId, slice.take);
      const last = events.at(-1)?.['log_id'];
      if (typeof last !== 'string') return { status: 200, body: [] };
      const link = `<${url}/api/v2/logs?from=${last}&take=${slice.take}>; rel="next"`;
      return { status: 200, body: show(events), headers: { link } };
    }
    const events = show(await listLogEvents(db, { ...visible, search }, { ...slice, order }));
    if (!slice.includeTotals) return { status: 200, body: events };
    // Recorded: the total of this list is the length of the page.
    const { length } = events;
    const body = { start: slice.offset, limit: slice.limit, length, logs: events, total: length };
    return { status: 200, body };
  },
};

/** `GET /logs/{id}`. @see https://auth0.com/docs/api/management/v2/logs/get-logs-by-id */
const get: Endpoint = {
  method: 'get',
  path: '/logs/:id',
  summary: 'Get a log event by id',
  scopes: SCOPES,
  handle: async ({ db, plan }, { params, scopes }) => {
    const event = await findLogEvent(db, visibleTo(scopes, plan.get()), params['id'] ?? '');
    if (event === undefined) throw new ManagementError(404, 'Log not found.', 'inexistent_log');
    return { status: 200, body: event };
  },
};

/** `GET /users/{id}/logs`: what is told of a user outlives the user. @see https://auth0.com/docs/api/management/v2/users/get-logs-by-user */
const listOfUser: Endpoint = {
  method: 'get',
  path: '/users/:id/logs',
  summary: "Get user's log events",
  scopes: SCOPES,
  handle: async ({ db, plan }, { params, query, scopes }) => {
    const userId = readUserId(params);
    const { sort } = validate('Query', SortParameter, query);
    const slice = readOffset(query);
    const order = readLogOrder(sort);
    const condition = { ...visibleTo(scopes, plan.get()), userId };
    const events = await listLogEvents(db, condition, { ...slice, order });
    if (!slice.includeTotals) return { status: 200, body: events };
    const total = await countLogEvents(db, condition);
    const { length } = events;
    return { status: 200, body: { start: slice.offset, limit: slice.limit, length, logs: events, total } };
  },
};

/** The operations on log events. */
export const LOG_ENDPOINTS: readonly Endpoint[] = [list, get, listOfUser];
