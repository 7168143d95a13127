import { setImmediate as nextTurn } from 'node:timers/promises';
import { findConnectionById } from '../../store/connections.ts';
import { addJobErrors } from '../../store/job-results.ts';
import { endJob, type Job, lockPendingJob, readPayload, saveProgress } from '../../store/jobs.ts';
import type { Database } from '../../store/open.ts';
import type { JobWork } from '../job-work.ts';
import { type Failure, importChunk, type Outcome } from './import-chunk.ts';
import { ImportParameters } from './import-parameters.ts';
import { FileUnreadable, readRows, type Row } from './read-file.ts';
import { reportImport } from './report.ts';

/** How many rows are one transaction: short enough that other requests hardly wait for it. */
const CHUNK = 200;

/** @see https://auth0.com/docs/manage-users/user-migration/bulk-user-imports#job-timeouts */
const TIMEOUT_MS = 2 * 3_600_000;

/** Imports a file of users. Rows and progress are written together: no row is ever taken over twice. */
export const runImport: JobWork = async ({ db }, job, signal) => {
  const file = await readPayload(db, job.id);
  const connection = await findConnectionById(db, job.connection_id ?? '');
  if (file === undefined) return;
  if (connection === undefined) return failImport(db, job.id, 'The connection does not exist.');
  let rows: Row[];
  try {
    rows = readRows(file, connection);
  } catch (error) {
    if (!(error instanceof FileUnreadable)) throw error;
    return failImport(db, job.id, error.message);
  }
  await saveProgress(db, job.id, { total: rows.length, started_at: new Date() });
  let isUnderWay = true;
  while (isUnderWay && !signal.aborted) {
    isUnderWay = await importNext(db, job.id, rows).catch(againAfterDeadlock);
    // The embedded database never waits for anything: without a pause no request would be read until the end.
    await nextTurn();
  }
};

/** Two imports of the same people can wait for each other; the one that PostgreSQL ends tries its chunk again. */
function againAfterDeadlock(error: unknown): true {
  if (error instanceof Error && 'code' in error && error.code === '40P01') return true;
  throw error;
}

/** Ends an import that cannot be done. */
export async function failImport(db: Database, id: string, status_details: string): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const job = await lockPendingJob(transaction, id);
    if (job === undefined) return;
    await endJob(transaction, id, { status: 'failed', status_details });
    await reportImport(transaction, { ...job, status: 'failed', status_details });
  });
}

/** Answers whether there is more to do. */
async function importNext(db: Database, id: string, rows: readonly Row[]): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    const job = await lockPendingJob(transaction, id);
    if (job === undefined) return false;
    if (Date.now() - job.created_at.getTime() > TIMEOUT_MS) {
      const status_details = 'The job timed out after two hours.';
      await endJob(transaction, id, { status: 'failed', status_details });
      await reportImport(transaction, { ...job, status: 'failed', status_details });
      return false;
    }
    const chunk = rows.slice(job.done, job.done + CHUNK);
    const { inserted, updated, failures } = await takeOver(transaction, job, chunk);
    const progress = {
      done: job.done + chunk.length,
      inserted: job.inserted + inserted,
      updated: job.updated + updated,
      failed: job.failed + failures.length,
    };
    await addJobErrors(transaction, id, failures.map(entryOf));
    await saveProgress(transaction, id, progress);
    if (progress.done < rows.length) return true;
    await endJob(transaction, id, { status: 'completed' });
    await reportImport(transaction, { ...job, ...progress, status: 'completed' });
    return false;
  });
}

async function takeOver(transaction: Database, job: Job, chunk: readonly Row[]): Promise<Outcome> {
  const connection = await findConnectionById(transaction, job.connection_id ?? '');
  if (connection === undefined) return { inserted: 0, updated: 0, failures: chunk.map(withoutConnection) };
  return importChunk(transaction, chunk, {
    connection: connection.name,
    upsert: ImportParameters.parse(job.parameters).upsert,
  });
}

function withoutConnection(row: Row): Failure {
  return { row, errors: [{ code: 'CONNECTION_NOT_FOUND', message: 'The connection does not exist.' }] };
}

function entryOf({ row, errors }: Failure): { place: number; entry: string } {
  return { place: row.place, entry: JSON.stringify({ user: row.shown, errors }) };
}
