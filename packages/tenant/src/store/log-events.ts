import { type Insertable, sql } from 'kysely';
import type { Database } from './open.ts';
import type { JsonObject, LogEventTable } from './schema.ts';

/**
 * Something that happened, as the tenant's log tells it; `log_id` and `date` are added when it is written.
 * @see https://auth0.com/docs/deploy-monitor/logs/log-event-type-codes
 */
export interface LogEvent {
  /** Auth0's code: `s`, `fp`, `sapi`, `sdu`, … */
  type: string;
  description?: string | undefined;
  connection?: string | undefined;
  connection_id?: string | undefined;
  strategy?: string | undefined;
  strategy_type?: 'database' | 'social' | 'enterprise' | 'passwordless' | undefined;
  client_id?: string | undefined;
  client_name?: string | undefined;
  ip?: string | undefined;
  user_agent?: string | undefined;
  user_id?: string | undefined;
  user_name?: string | undefined;
  audience?: string | undefined;
  scope?: string | undefined;
  details?: JsonObject | undefined;
}

/** Writes an event down. Call it inside the transaction of the act it tells of, where there is one. */
export async function writeLogEvent(db: Database, event: LogEvent): Promise<void> {
  const date = new Date();
  const { rows } = await sql<{ number: string }>`select nextval('log_numbers') as number`.execute(db);
  await db
    .insertInto('log_events')
    .values(logEventRow(event, date, Number(rows[0]?.number)))
    .execute();
}

/**
 * The row of an event.
 * @param number tells apart what happens in one millisecond.
 */
export function logEventRow(event: LogEvent, date: Date, number: number): Insertable<LogEventTable> {
  const digits = date.toISOString().replace(/\D/gu, '');
  const log_id = `900${digits}${String(number).padStart(20, '0')}`;
  const { user_agent, ...told } = event;
  const whole = {
    ...told,
    date: date.toISOString(),
    log_id,
    _id: log_id,
    isMobile: /\b(?:iPhone|Android|Mobile)\b/u.test(user_agent ?? ''),
    ...(user_agent === undefined ? {} : { user_agent }),
  };
  return { log_id, date, type: event.type, user_id: event.user_id ?? null, event: JSON.stringify(whole) };
}
