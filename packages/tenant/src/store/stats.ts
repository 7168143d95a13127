import { sql } from 'kysely';
import type { Database } from './open.ts';

/** What happened on one day, in UTC. */
export interface DailyStats {
  date: string;
  logins: number;
  signups: number;
  leaked_passwords: number;
  created_at: string;
  updated_at: string;
}

/** How many users signed in during the last so many days. */
export async function countActiveUsers(db: Database, days: number): Promise<number> {
  const { total } = await db
    .selectFrom('search_index')
    .select(({ fn }) => fn.countAll<string>().as('total'))
    .where('last_login', '>', new Date(Date.now() - days * 86_400_000))
    .executeTakeFirstOrThrow();
  return Number(total);
}

/** The days of a range (both ends included) on which anything happened, in order. */
export async function dailyStats(db: Database, first: Date, last: Date): Promise<DailyStats[]> {
  const { rows } = await sql<Omit<DailyStats, 'date' | 'created_at' | 'updated_at'> & Moments>`
    select date_trunc('day', date, 'UTC') as day, min(date) as first, max(date) as last,
      (count(*) filter (where type = 's'))::int as logins,
      (count(*) filter (where type = 'ss'))::int as signups,
      (count(*) filter (where type in ('pwd_leak', 'signup_pwd_leak', 'reset_pwd_leak')))::int as leaked_passwords
    from log_events
    where type in ('s', 'ss', 'pwd_leak', 'signup_pwd_leak', 'reset_pwd_leak')
      and date >= ${startOfDay(first)} and date < ${new Date(startOfDay(last).getTime() + 86_400_000)}
    group by 1 order by 1`.execute(db);
  return rows.map(({ day, first: began, last: ended, ...counts }) => ({
    date: day.toISOString(),
    ...counts,
    created_at: began.toISOString(),
    updated_at: ended.toISOString(),
  }));
}

interface Moments {
  day: Date;
  first: Date;
  last: Date;
}

function startOfDay(date: Date): Date {
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()));
}
