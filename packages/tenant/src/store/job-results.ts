import { sql } from 'kysely';
import type { Database } from './open.ts';

/** What could not be done with one entry of a job's file. */
interface JobError {
  /** The entry's index in the file. */
  place: number;
  /** JSON. */
  entry: string;
}

/** Keeps what went wrong with entries of a job. */
export async function addJobErrors(
  transaction: Database,
  jobId: string,
  errors: readonly JobError[],
): Promise<void> {
  if (errors.length === 0) return;
  await transaction
    .insertInto('job_errors')
    .values(errors.map((error) => ({ ...error, job_id: jobId })))
    .execute();
}

/** What went wrong, in the order of the file. */
export async function listJobErrors(db: Database, jobId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('job_errors')
    .select('entry')
    .where('job_id', '=', jobId)
    .orderBy('place')
    .execute();
  return rows.map(({ entry }) => entry);
}

/** Throws away what an earlier attempt wrote of a job's file. */
export async function deleteJobFile(transaction: Database, jobId: string): Promise<void> {
  await transaction.deleteFrom('job_files').where('job_id', '=', jobId).execute();
}

/** Adds a piece to a job's file. Answers false, and adds nothing, when another attempt has taken over. */
export async function addToJobFile(
  db: Database,
  { jobId, run, number }: { jobId: string; run: string; number: number },
  content: Uint8Array,
): Promise<boolean> {
  const { numAffectedRows } = await sql`insert into job_files (job_id, number, content)
    select id, ${number}::integer, ${content}::bytea from jobs
    where id = ${jobId} and run = ${run} and status = 'pending' for update`.execute(db);
  return numAffectedRows === 1n;
}

/** A job's file, piece by piece. */
export async function* readJobFile(db: Database, jobId: string): AsyncGenerator<Uint8Array> {
  for (let number = 0; ; number += 1) {
    const piece = await db
      .selectFrom('job_files')
      .select('content')
      .where('job_id', '=', jobId)
      .where('number', '=', number)
      .executeTakeFirst();
    if (piece === undefined) return;
    yield piece.content;
  }
}
