import { type Selectable, sql } from 'kysely';
import { newId } from './ids.ts';
import type { Database } from './open.ts';
import type { JsonObject } from './schema.ts';
import type { JobTables, JobType } from './tables/jobs.ts';

/** A job as it stands, without the file it may have to work through. */
export type Job = Omit<Selectable<JobTables['jobs']>, 'payload'>;

/** Everything about a job is deleted after a day. @see https://auth0.com/docs/manage-users/user-migration/bulk-user-imports */
const KEPT_MS = 24 * 3_600_000;

const COLUMNS = [
  'id',
  'type',
  'status',
  'created_at',
  'started_at',
  'connection_id',
  'connection',
  'parameters',
  'done',
  'total',
  'inserted',
  'updated',
  'failed',
  'status_details',
  'run',
] as const;

interface NewJob {
  type: JobType;
  connection?: { id: string; name: string } | undefined;
  /** What was asked for. */
  parameters: JsonObject;
  /** The file to work through. */
  payload?: Uint8Array | undefined;
}

/** Writes a job down as pending. */
export async function addJob(db: Database, { type, connection, parameters, payload }: NewJob): Promise<Job> {
  return db
    .insertInto('jobs')
    .values({
      id: newId('job'),
      type,
      status: 'pending',
      created_at: new Date(),
      connection_id: connection?.id ?? null,
      connection: connection?.name ?? null,
      parameters: JSON.stringify(parameters),
      payload: payload ?? null,
    })
    .returning(COLUMNS)
    .executeTakeFirstOrThrow();
}

/**
 * Adds a job unless `limit` jobs of its type are pending already; then answers undefined. Of several
 * at once none slips through.
 */
export async function addJobWithin(db: Database, limit: number, job: NewJob): Promise<Job | undefined> {
  return db.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(hashtext(${`jobs:${job.type}`}))`.execute(transaction);
    const { active } = await transaction
      .selectFrom('jobs')
      .select(({ fn }) => fn.countAll<string>().as('active'))
      .where('type', '=', job.type)
      .where('status', '=', 'pending')
      .executeTakeFirstOrThrow();
    return Number(active) < limit ? addJob(transaction, job) : undefined;
  });
}

/** The job with this id, unless it is older than a day. */
export async function findJob(db: Database, id: string): Promise<Job | undefined> {
  return db
    .selectFrom('jobs')
    .select(COLUMNS)
    .where('id', '=', id)
    .where('created_at', '>', new Date(Date.now() - KEPT_MS))
    .executeTakeFirst();
}

/** A job that is still pending, locked against everybody else who works on it until the transaction ends. */
export async function lockPendingJob(transaction: Database, id: string): Promise<Job | undefined> {
  return transaction
    .selectFrom('jobs')
    .select(COLUMNS)
    .where('id', '=', id)
    .where('status', '=', 'pending')
    .forUpdate()
    .executeTakeFirst();
}

/** The file that a job works through. */
export async function readPayload(db: Database, id: string): Promise<Uint8Array | undefined> {
  const row = await db.selectFrom('jobs').select('payload').where('id', '=', id).executeTakeFirst();
  return row?.payload ?? undefined;
}

/** Changes what a job knows of its progress. */
export async function saveProgress(
  db: Database,
  id: string,
  progress: Partial<
    Pick<Job, 'done' | 'total' | 'inserted' | 'updated' | 'failed' | 'run'> & { started_at: Date }
  >,
): Promise<void> {
  await db.updateTable('jobs').set(progress).where('id', '=', id).execute();
}

/**
 * Ends a job that is pending; its file goes. Answers false when it had ended before.
 * @param run only if this attempt is still the one that works on it.
 */
export async function endJob(
  db: Database,
  id: string,
  outcome: { status: 'completed' } | { status: 'failed'; status_details: string },
  run?: string,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('jobs')
    .set({ ...outcome, payload: null })
    .where('id', '=', id)
    .where('status', '=', 'pending')
    .$if(run !== undefined, (query) => query.where('run', '=', run ?? null))
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** The jobs that have not ended, oldest first. */
export async function listPendingJobs(db: Database): Promise<string[]> {
  const rows = await db
    .selectFrom('jobs')
    .select('id')
    .where('status', '=', 'pending')
    .orderBy('created_at')
    .execute();
  return rows.map(({ id }) => id);
}

/** Deletes the jobs older than a day with all their data. */
export async function deleteOldJobs(db: Database): Promise<void> {
  await db
    .deleteFrom('jobs')
    .where('created_at', '<=', new Date(Date.now() - KEPT_MS))
    .execute();
}
