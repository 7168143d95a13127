import { z } from 'zod';
import { historyKinds } from '../user/log-events.ts';
import { UserParams } from './profile.ts';
import type { Row } from './row.ts';

/**
 * A log event of the tenant, as far as it leaves the BFF. Of its `details` only which operation it was:
 * bodies that Auth0 keeps there can hold tickets and other secrets.
 */
export const LogEvent = z.object({
  log_id: z.string(),
  date: z.string(),
  /** Auth0's code; `logEventType` has the words. */
  type: z.string(),
  description: z.string().optional(),
  connection: z.string().optional(),
  client_id: z.string().optional(),
  client_name: z.string().optional(),
  ip: z.string().optional(),
  user_agent: z.string().optional(),
  country: z.string().optional(),
  city: z.string().optional(),
  /** The call of the Management API that the event tells of. */
  operation: z.object({ method: z.string(), path: z.string(), status: z.number().optional() }).optional(),
});
export type LogEvent = z.infer<typeof LogEvent>;

const Day = z.iso.date('A day, such as 2026-11-24.');

/** What to show of the log. Pages are of the tenant's own list, newest first. */
export const LogQuery = z.strictObject({
  page: z.coerce.number().int().min(0).max(19).default(0),
  per_page: z.coerce.number().int().min(1).max(50).default(50),
  kind: z.enum(historyKinds).optional(),
  from: Day.optional(),
  to: Day.optional(),
});
export type LogQuery = z.infer<typeof LogQuery>;

export const LogList = z.object({
  logs: z.array(LogEvent),
  /** The page to go on with; absent at the end. A page can be empty although there are more. */
  next: z.number().int().optional(),
  /** The moment of the oldest event that was looked at, whether it fits or not; absent where there was none. */
  reached: z.string().optional(),
  /** The tenant keeps more, which it lets nobody page to: 1,000 events are the most. */
  is_cut: z.boolean(),
});
export type LogList = z.infer<typeof LogList>;

export const historyRows = {
  listUserLogs: {
    method: 'GET',
    path: '/api/users/:userId/logs',
    permission: 'users:read',
    scopes: ['read:users', ['read:logs', 'read:logs_users']],
    user: 'in-scope',
    params: UserParams,
    query: LogQuery,
    status: 200,
    response: LogList,
    problems: ['not_found'],
  },
} as const satisfies Record<string, Row>;
