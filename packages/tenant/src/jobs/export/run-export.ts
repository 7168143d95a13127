import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { addToJobFile, deleteJobFile } from '../../store/job-results.ts';
import { endJob, type Job, lockPendingJob, saveProgress } from '../../store/jobs.ts';
import type { Database } from '../../store/open.ts';
import { countUsersOf, usersOfAfter } from '../../store/users-of-connection.ts';
import type { JobWork } from '../job-work.ts';
import { DEFAULT_FIELDS, ExportParameters } from './fields.ts';
import { writerOf } from './lines.ts';

/** How many users are read at once. */
const CHUNK = 1_000;
/** How many bytes of the file are one row of the database. */
const PIECE = 262_144;

/**
 * Writes the users into a file in the database, a chunk at a time: a million of them need no more
 * memory than a thousand. A file is one gzip stream, so one that was interrupted begins anew.
 */
export const runExport: JobWork = async ({ db }, job, signal) => {
  const run = randomUUID();
  const { limit = Number.MAX_SAFE_INTEGER } = ExportParameters.parse(job.parameters);
  const total = Math.min(limit, await countUsersOf(db, job.connection ?? undefined));
  const isMine = await db.transaction().execute(async (transaction) => {
    if ((await lockPendingJob(transaction, job.id)) === undefined) return false;
    await deleteJobFile(transaction, job.id);
    await saveProgress(transaction, job.id, { run, total, done: 0, started_at: new Date() });
    return true;
  });
  if (!isMine) return;
  const gzip = createGzip();
  const [written, kept] = await Promise.allSettled([
    pipeline(Readable.from(linesOf(db, job, total, signal)), gzip),
    keepFile(db, { jobId: job.id, run }, gzip),
  ]);
  for (const part of [kept, written]) {
    if (part.status === 'fulfilled') continue;
    if (part.reason instanceof Abandoned) return;
    throw part.reason;
  }
  await endJob(db, job.id, { status: 'completed' }, run);
};

/** The tenant closes, or another process works on the same job: what this attempt does is worth nothing any more. */
class Abandoned extends Error {
  override name = 'Abandoned';
}

async function* linesOf(db: Database, job: Job, total: number, signal: AbortSignal): AsyncGenerator<string> {
  const { format, fields = DEFAULT_FIELDS } = ExportParameters.parse(job.parameters);
  const { head, line } = writerOf(format, fields);
  if (head !== '') yield head;
  let last = '';
  let done = 0;
  while (done < total) {
    if (signal.aborted) throw new Abandoned();
    const users = await usersOfAfter(db, job.connection ?? undefined, last, Math.min(CHUNK, total - done));
    const end = users.at(-1);
    if (end === undefined) return;
    last = end.user_id;
    done += users.length;
    yield users.map(line).join('');
    await saveProgress(db, job.id, { done });
  }
}

async function keepFile(
  db: Database,
  place: { jobId: string; run: string },
  compressed: AsyncIterable<Uint8Array>,
): Promise<void> {
  let number = 0;
  let pending: Uint8Array[] = [];
  let size = 0;
  const keep = async () => {
    if (!(await addToJobFile(db, { ...place, number }, Buffer.concat(pending)))) throw new Abandoned();
    number += 1;
    pending = [];
    size = 0;
  };
  for await (const chunk of compressed) {
    pending.push(chunk);
    size += chunk.length;
    if (size >= PIECE) await keep();
  }
  if (size > 0) await keep();
}
