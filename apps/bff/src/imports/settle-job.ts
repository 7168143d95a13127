import { keysOf } from '@rollcall/shared/import/check-rows.ts';
import type { FailedUser } from '../management/import-jobs.ts';
import { judgeLost } from './judge-lost.ts';
import { fateOf } from './row-codes.ts';
import type { ImportDependencies, RunningImport } from './run.ts';
import { type ImportProgress, type ImportRow, rowOf } from './stored-import.ts';

/**
 * Asks for a job, and writes down what has become of its rows once it is over. Answers whether it is; then the
 * progress has it no more.
 */
export async function settleJob(
  dependencies: ImportDependencies,
  running: RunningImport,
  progress: ImportProgress,
  job: ImportProgress['jobs'][number],
): Promise<boolean> {
  const { jobs, importItems, secrets } = dependencies;
  const { operation } = running;
  const now = await jobs.find(job.id);
  if (now !== undefined && now.status !== 'completed' && now.status !== 'failed') return false;
  const failed = now?.status === 'completed' ? await jobs.failed(job.id) : undefined;
  const meant = new Set(job.seqs);
  const sent = (await importItems.sending(operation.id)).filter(({ seq }) => meant.has(seq));
  const rows = sent.map((item) => rowOf(secrets, operation.id, item));
  if (now === undefined || failed === undefined) {
    // Forgotten, or failed as a whole, perhaps in the middle.
    await judgeLost(dependencies, running, progress, rows);
  } else {
    progress.inserted += now.summary?.inserted ?? 0;
    progress.updated += now.summary?.updated ?? 0;
    await settleRows(dependencies, running, progress, { rows, failed, summary: now.summary });
  }
  progress.jobs = progress.jobs.filter(({ id }) => id !== job.id);
  return true;
}

interface Outcome {
  rows: readonly ImportRow[];
  failed: readonly FailedUser[];
  summary: { failed: number } | undefined;
}

async function settleRows(
  dependencies: ImportDependencies,
  running: RunningImport,
  progress: ImportProgress,
  { rows, failed, summary }: Outcome,
): Promise<void> {
  const { importItems } = dependencies;
  const { operation } = running;
  const { matched, unmatched } = match(rows, failed);
  // A row that was sent before may be there by that: whoever asks twice is told that it is a duplicate.
  const again = rows.filter(({ seq, tries }) => tries > 1 && isDuplicate(matched.get(seq)));
  await judgeLost(dependencies, running, progress, again);
  const fates = Map.groupBy(
    [...matched].filter(([seq]) => !again.some((row) => row.seq === seq)),
    ([, { errors }]) => JSON.stringify(fateOf(errors)),
  );
  for (const group of fates.values()) {
    const [first] = group;
    if (first === undefined) continue;
    await importItems.settle(
      operation,
      group.map(([seq]) => seq),
      fateOf(first[1].errors),
    );
  }
  const rest = rows.filter(({ seq }) => !matched.has(seq)).map(({ seq }) => seq);
  const isCertain = unmatched === 0 && (summary === undefined || summary.failed === failed.length);
  await importItems.settle(
    operation,
    rest,
    isCertain
      ? { state: 'done' }
      : {
          state: 'unknown',
          code: 'outcome_unknown',
          detail: 'Auth0 names rows that failed in a way that does not tell which they are.',
        },
  );
}

function isDuplicate(failed: FailedUser | undefined): boolean {
  return failed?.errors.some(({ code }) => code === 'DUPLICATED_USER') ?? false;
}

/** Finds the row of each user whom Auth0 has not imported, by what it repeats of them. */
function match(rows: readonly ImportRow[], failed: readonly FailedUser[]) {
  const places = new Map(rows.flatMap(({ seq, user }) => keysOf(user).map(({ key }) => [key, seq])));
  const matched = new Map<number, FailedUser>();
  let unmatched = 0;
  for (const entry of failed) {
    const seq = keysOf(entry.user)
      .map(({ key }) => places.get(key))
      .find((place) => place !== undefined);
    if (seq === undefined || matched.has(seq)) unmatched += 1;
    else matched.set(seq, entry);
  }
  return { matched, unmatched };
}
