import { setTimeout as pause } from 'node:timers/promises';
import { portions } from '@rollcall/shared/import/portions.ts';
import { ProblemError } from '../http/problem.ts';
import { mostBytesOfJob } from '../management/import-jobs.ts';
import { judgeLost } from './judge-lost.ts';
import type { ImportDependencies, RunningImport } from './run.ts';
import { settleJob } from './settle-job.ts';
import { ImportProgress, type ImportRow, rowOf } from './stored-import.ts';
import { teamRefusals, type TeamRefusals } from './team-refusals.ts';

/** Auth0 takes two imports of a tenant at a time. */
const mostJobs = 2;
/** As many rows as are looked at for one job; it takes fewer where they are large. */
const mostRowsOfJob = 5000;
/** How often a job is looked at, how long is waited for a place where others import, and what was sent may arrive. */
const defaultTiming = { pollMs: 1500, busyMs: 5000, graceMs: 20_000 };

/**
 * Has Auth0's jobs import the rows. Before a job is asked for, its rows are written down as sent; with its id,
 * whoever goes on later asks what came of it. Of a job whose id is lost each row is judged by itself.
 */
export async function runJobs(
  dependencies: ImportDependencies,
  running: RunningImport,
  signal: AbortSignal,
): Promise<void> {
  const { operations, importItems, timing = defaultTiming } = dependencies;
  const { operation } = running;
  const progress = ImportProgress.parse(operation.progress);
  await importItems.adopt(operation);
  await judgeOrphans(dependencies, running, progress, signal);
  const refusals = await teamRefusals(dependencies, running);
  let isMore = true;
  let notBefore = 0;
  while (!signal.aborted && (isMore || progress.jobs.length > 0)) {
    while (isMore && progress.jobs.length < mostJobs && Date.now() >= notBefore && !signal.aborted) {
      const begun = await beginJob(dependencies, running, refusals, progress, signal);
      if (begun === 'busy') notBefore = Date.now() + timing.busyMs;
      if (begun === 'none') isMore = false;
    }
    if (isMore || progress.jobs.length > 0) await waitFor(timing.pollMs, signal);
    for (const job of progress.jobs) {
      if (signal.aborted) return;
      const isOver = await settleJob(dependencies, running, progress, job);
      if (!isOver) continue;
      // What could not be told may have to be sent once more.
      isMore = true;
      if (!(await operations.note(operation, progress, new Date()))) return;
    }
  }
}

async function waitFor(milliseconds: number, signal: AbortSignal): Promise<void> {
  await pause(Math.max(0, milliseconds), undefined, { signal }).catch(() => undefined);
}

/** What was sent by a process that died before it knew the job. */
async function judgeOrphans(
  dependencies: ImportDependencies,
  running: RunningImport,
  progress: ImportProgress,
  signal: AbortSignal,
): Promise<void> {
  const { importItems, secrets, operations, timing = defaultTiming } = dependencies;
  const { operation } = running;
  const known = new Set(progress.jobs.flatMap(({ seqs }) => seqs));
  const sent = await importItems.sending(operation.id);
  const orphans = sent.filter(({ seq }) => !known.has(seq));
  if (orphans.length === 0) return;
  const latest = Math.max(...orphans.map(({ sent_at: at }) => at?.getTime() ?? 0));
  await waitFor(latest + timing.graceMs - Date.now(), signal);
  if (signal.aborted) return;
  const rows = orphans.map((item) => rowOf(secrets, operation.id, item));
  await judgeLost(dependencies, running, progress, rows);
  await operations.note(operation, progress, new Date());
}

/** Begins a job with the next rows. */
async function beginJob(
  dependencies: ImportDependencies,
  running: RunningImport,
  refusals: TeamRefusals,
  progress: ImportProgress,
  signal: AbortSignal,
): Promise<'begun' | 'busy' | 'none'> {
  const { items, importItems, jobs, operations, timing = defaultTiming } = dependencies;
  const { operation, params, connection } = running;
  const next = await nextRows(dependencies, running);
  if (next.length === 0) return 'none';
  const claimed = await items.claim(operation, next.length, new Date());
  const tries = new Map(claimed.map((item) => [item.seq, item.tries]));
  const rows: ImportRow[] = [];
  for (const row of next) {
    const times = tries.get(row.seq);
    if (times === undefined) continue;
    row.tries = times;
    const refusal = await refusals(row.user.email);
    if (refusal === undefined) rows.push(row);
    else await importItems.settle(operation, [row.seq], { state: 'refused', ...refusal });
  }
  if (rows.length === 0) return claimed.length === 0 ? 'none' : 'begun';
  const seqs = rows.map(({ seq }) => seq);
  try {
    const job = await jobs.start({
      connectionId: connection.id,
      upsert: params.mode === 'upsert',
      externalId: operation.id,
      sendCompletionEmail: params.send_completion_email,
      users: rows.map(({ user }) => user),
    });
    progress.jobs.push({ id: job.id, seqs });
    await operations.note(operation, progress, new Date());
    return 'begun';
  } catch (error) {
    const code = error instanceof ProblemError ? error.code : undefined;
    if (code === 'outcome_unknown') {
      await waitFor(timing.graceMs, signal);
      // Otherwise whoever goes on judges them.
      if (signal.aborted) return 'none';
      await judgeLost(dependencies, running, progress, rows);
      await operations.note(operation, progress, new Date());
      return 'begun';
    }
    await importItems.settle(operation, seqs, { state: 'pending' });
    if (code === 'tenant_busy') return 'busy';
    throw error;
  }
}

/** As many of the next rows as go into one job. */
async function nextRows(
  { items, secrets }: ImportDependencies,
  { operation }: RunningImport,
): Promise<ImportRow[]> {
  const pending = await items.page(operation.id, -1, mostRowsOfJob, 'pending');
  const rows = pending.map((item) => rowOf(secrets, operation.id, { ...item, tries: 0 }));
  const [users = []] = portions(
    rows.map(({ user }) => user),
    { mostBytes: mostBytesOfJob },
  );
  return rows.slice(0, users.length);
}
