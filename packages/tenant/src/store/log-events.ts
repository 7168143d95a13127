import { type Insertable, type RawBuilder, sql } from 'kysely';
import type { Database } from './open.ts';
import type { JsonObject, LogEventTable } from './schema.ts';

const DAY = 86_400_000;

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

/** Which events are meant; what is absent does not narrow. */
export interface LogCondition {
  types?: readonly string[];
  userId?: string;
  /** Only events of the last so many days. */
  days?: number;
  search?: RawBuilder<boolean> | undefined;
}

export type LogOrder = 'asc' | 'desc';

/** One page of the log, in order of time. */
export async function listLogEvents(
  db: Database,
  condition: LogCondition,
  { offset, limit, order }: { offset: number; limit: number; order: LogOrder },
): Promise<JsonObject[]> {
  const rows = await matching(db, condition)
    .select('event')
    .orderBy('date', order)
    .orderBy('log_id', order)
    .limit(limit)
    .offset(offset)
    .execute();
  return rows.map(({ event }) => event);
}

/** The events that follow one, oldest first; an empty `logId` is before all of them. */
export async function logEventsAfter(
  db: Database,
  condition: LogCondition,
  logId: string,
  limit: number,
): Promise<JsonObject[]> {
  const rows = await matching(db, condition)
    .select('event')
    .where('log_id', '>', logId)
    .orderBy('log_id')
    .limit(limit)
    .execute();
  return rows.map(({ event }) => event);
}

/** How many events there are. */
export async function countLogEvents(db: Database, condition: LogCondition): Promise<number> {
  const { total } = await matching(db, condition)
    .select(({ fn }) => fn.countAll<string>().as('total'))
    .executeTakeFirstOrThrow();
  return Number(total);
}

/** One event, if the condition covers it. */
export async function findLogEvent(
  db: Database,
  condition: LogCondition,
  logId: string,
): Promise<JsonObject | undefined> {
  const row = await matching(db, condition).select('event').where('log_id', '=', logId).executeTakeFirst();
  return row?.event;
}

function matching(db: Database, { types, userId, days, search }: LogCondition) {
  return db
    .selectFrom('log_events')
    .$if(types !== undefined, (query) => query.where('type', 'in', [...(types ?? [])]))
    .$if(userId !== undefined, (query) => query.where('user_id', '=', userId ?? ''))
    .$if(days !== undefined, (query) => query.where('date', '>', new Date(Date.now() - (days ?? 0) * DAY)))
    .$if(search !== undefined, (query) => query.where(search ?? sql<boolean>`true`));
}
