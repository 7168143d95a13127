import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { saveConnection } from '../store/connections.ts';
import { addJob, addJobWithin, deleteOldJobs, findJob, type Job, readPayload } from '../store/jobs.ts';
import { type Database, openStore } from '../store/open.ts';
import { SEED_CONNECTIONS } from '../seed/connections.ts';
import { addJobErrors, listJobErrors } from '../store/job-results.ts';
import { createJobRunner } from './runner.ts';

let db: Database;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ db, close } = await openStore({}));
  for (const connection of SEED_CONNECTIONS) await saveConnection(db, connection);
});

afterEach(() => {
  vi.useRealTimers();
});

afterAll(() => close());

const CONNECTION = { id: 'con_UsernamePassword', name: 'Username-Password-Authentication' };
const HOUR = 3_600_000;
const runner = () => createJobRunner({ db, url: 'http://localhost:3001' });

function newImport(users: readonly object[], connection = CONNECTION): Promise<Job> {
  return addJob(db, {
    type: 'users_import',
    connection,
    parameters: { upsert: false, send_completion_email: true },
    payload: new TextEncoder().encode(JSON.stringify(users)),
  });
}

async function ended(id: string): Promise<Job | undefined> {
  await expect.poll(async () => (await findJob(db, id))?.status, { timeout: 10_000 }).not.toBe('pending');
  return findJob(db, id);
}

describe('a runner', () => {
  test('takes up what is pending, and forgets the file once the job has ended', async () => {
    const { id } = await newImport([{ email: 'pending@example.com', password_hash: 'x' }]);
    expect(await readPayload(db, id)).toBeDefined();
    const jobs = runner();
    await jobs.resume();
    expect(await ended(id)).toMatchObject({ status: 'completed', failed: 1 });
    expect(await readPayload(db, id)).toBeUndefined();
    await jobs.stop();
  });

  test('tells the owners how an import ended, unless that was not wanted', async () => {
    const jobs = runner();
    const told = await newImport([{ email: 'told@example.com' }]);
    jobs.begin(told.id);
    await ended(told.id);
    const quiet = await addJob(db, {
      type: 'users_import',
      connection: CONNECTION,
      parameters: { upsert: false, send_completion_email: false },
      payload: new TextEncoder().encode('[]'),
    });
    jobs.begin(quiet.id);
    await ended(quiet.id);
    const mails = await db.selectFrom('messages').select('body').where('kind', '=', 'job_report').execute();
    expect(mails.filter(({ body }) => body.includes(told.id))).toMatchObject([
      { body: expect.stringContaining('1 inserted, 0 updated, 0 failed, of 1') },
    ]);
    expect(mails.filter(({ body }) => body.includes(quiet.id))).toEqual([]);
    await jobs.stop();
  });

  test('ends an import as failed after two hours, and keeps what was done', async () => {
    const { id } = await newImport([{ email: 'late@example.com' }]);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 2 * HOUR + 1_000 });
    const jobs = runner();
    jobs.begin(id);
    expect(await ended(id)).toMatchObject({
      status: 'failed',
      status_details: 'The job timed out after two hours.',
      inserted: 0,
    });
    await jobs.stop();
  });

  test('fails an import whose connection is gone', async () => {
    const { id } = await newImport([{ email: 'a@example.com' }], {
      id: 'con_Gone000000000001',
      name: 'Gone',
    });
    const jobs = runner();
    jobs.begin(id);
    expect(await ended(id)).toMatchObject({
      status: 'failed',
      status_details: 'The connection does not exist.',
    });
    await jobs.stop();
  });

  test('survives a job that breaks, and says so', async () => {
    const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const { id } = await addJob(db, { type: 'users_export', parameters: { format: 'tar' } });
    const jobs = runner();
    jobs.begin(id);
    expect(await ended(id)).toMatchObject({
      status: 'failed',
      status_details: 'An internal error occurred.',
    });
    expect(stderr).toHaveBeenCalled();
    stderr.mockRestore();
    await jobs.stop();
  });

  test('takes up nothing after it was stopped', async () => {
    const jobs = runner();
    await jobs.stop();
    const { id } = await newImport([]);
    jobs.begin(id);
    expect(await findJob(db, id)).toMatchObject({ status: 'pending', done: 0 });
    const next = runner();
    await next.resume();
    expect(await ended(id)).toMatchObject({ status: 'completed' });
    await next.stop();
  });

  test('stops an import between two chunks, and the next one goes on there', async () => {
    const users = Array.from({ length: 1_000 }, (_, index) => ({ email: `stopped-${index}@example.com` }));
    const { id } = await newImport(users);
    const first = runner();
    first.begin(id);
    while ((await findJob(db, id))?.done === 0);
    await first.stop();
    const stopped = await findJob(db, id);
    expect(stopped).toMatchObject({ status: 'pending', inserted: stopped?.done });
    const next = runner();
    await next.resume();
    expect(await ended(id)).toMatchObject({ status: 'completed', inserted: 1_000, failed: 0 });
    await next.stop();
  });

  test('may have a second one beside it: a row is imported once all the same', async () => {
    const users = Array.from({ length: 600 }, (_, index) => ({ email: `shared-${index}@example.com` }));
    const { id } = await newImport(users);
    const both = [runner(), runner()];
    for (const jobs of both) jobs.begin(id);
    expect(await ended(id)).toMatchObject({ status: 'completed', inserted: 600, failed: 0, done: 600 });
    for (const jobs of both) await jobs.stop();
  });
});

describe('jobs', () => {
  test('are never more than allowed, however many are asked for at once', async () => {
    const job = { type: 'users_import', parameters: {} } as const;
    const added = await Promise.all([1, 2, 3, 4, 5].map(() => addJobWithin(db, 2, job)));
    const present = added.filter((each) => each !== undefined);
    expect(present).toHaveLength(2);
    for (const { id } of present) await db.deleteFrom('jobs').where('id', '=', id).execute();
  });

  test('are gone after a day with all that belongs to them', async () => {
    const { id } = await newImport([]);
    await addJobErrors(db, id, [{ place: 0, entry: '{}' }]);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 24 * HOUR - 1_000 });
    await deleteOldJobs(db);
    expect(await findJob(db, id)).toBeDefined();
    vi.setSystemTime(Date.now() + 2_000);
    expect(await findJob(db, id)).toBeUndefined();
    await deleteOldJobs(db);
    expect(await listJobErrors(db, id)).toEqual([]);
  });
});
