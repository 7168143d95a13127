import { z } from 'zod';
import { countActiveUsers, dailyStats } from '../../store/stats.ts';
import type { Endpoint } from '../endpoint.ts';
import { validate } from '../validate.ts';

const DAY = 86_400_000;
const Day = z
  .string()
  .regex(/^\d{8}$/u)
  .refine((text) => readDay(text) !== undefined, "Object didn't pass validation for format date")
  .optional();
const RangeParameters = z.object({
  from: Day.describe('Optional first day of the date range (inclusive) in YYYYMMDD format.'),
  to: Day.describe('Optional last day of the date range (inclusive) in YYYYMMDD format.'),
});

/** `GET /stats/active-users`: a bare number. @see https://auth0.com/docs/api/management/v2/stats/get-active-users */
const activeUsers: Endpoint = {
  method: 'get',
  path: '/stats/active-users',
  summary: 'Get active users count',
  scopes: ['read:stats'],
  handle: async ({ db }) => ({ status: 200, body: await countActiveUsers(db, 30) }),
};

/** `GET /stats/daily`: the last 30 days unless asked otherwise. @see https://auth0.com/docs/api/management/v2/stats/get-daily */
const daily: Endpoint = {
  method: 'get',
  path: '/stats/daily',
  summary: 'Get daily stats',
  scopes: ['read:stats'],
  handle: async ({ db }, { query }) => {
    const { from, to } = validate('Query', RangeParameters, query);
    const last = (to === undefined ? undefined : readDay(to)) ?? new Date();
    const first = (from === undefined ? undefined : readDay(from)) ?? new Date(last.getTime() - 29 * DAY);
    return { status: 200, body: await dailyStats(db, first, last) };
  },
};

/** The operations on statistics. */
export const STATS_ENDPOINTS: readonly Endpoint[] = [activeUsers, daily];

function readDay(text: string): Date | undefined {
  const iso = `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
  const date = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? date : undefined;
}
