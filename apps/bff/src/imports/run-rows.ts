import { setTimeout as pause } from 'node:timers/promises';
import type { ProblemCode } from '@rollcall/shared/problems.ts';
import { ProblemError } from '../http/problem.ts';
import { importRow } from './import-row.ts';
import type { ImportDependencies, RunningImport } from './run.ts';
import { ImportProgress, rowOf } from './stored-import.ts';

/** How many rows are claimed together, and how many of them are done at the same time. */
const mostClaimed = 12;
const atOnce = 3;
const graceMs = 20_000;
const waitMs = 1000;

/** What is not about the row: it is tried again when that is over. */
const passing: ReadonlySet<ProblemCode> = new Set([
  'tenant_busy',
  'tenant_unreachable',
  'tenant_invalid',
  'tenant_misconfigured',
  'store_unavailable',
  'scope_missing',
]);

/**
 * Imports the rows one by one, each as a team member would create or change the user. What a process has sent
 * that died is looked at again: whoever is there since the import began was created by it.
 */
export async function runRows(
  dependencies: ImportDependencies,
  running: RunningImport,
  signal: AbortSignal,
): Promise<void> {
  const { items, operations, secrets, timing } = dependencies;
  const { operation } = running;
  const progress = ImportProgress.parse(operation.progress);
  while (!signal.aborted) {
    const sentBefore = new Date(Date.now() - (timing?.graceMs ?? graceMs));
    await items.recover(operation, sentBefore, 'pending');
    const claimed = await items.claim(operation, mostClaimed, new Date());
    if (claimed.length === 0) {
      if (!(await items.left(operation.id))) return;
      await pause(timing?.pollMs ?? waitMs, undefined, { signal }).catch(() => undefined);
      continue;
    }
    const left = [...claimed];
    let failure: ProblemError | undefined;
    const workers = Array.from({ length: atOnce }, async () => {
      for (let item = left.shift(); item !== undefined; item = left.shift()) {
        if (signal.aborted || failure !== undefined) {
          await items.settle(operation, item.seq, { state: 'pending' });
          continue;
        }
        try {
          const { counts, ...fate } = await importRow(
            dependencies,
            running,
            rowOf(secrets, operation.id, item),
          );
          await items.settle(operation, item.seq, fate);
          if (counts !== undefined) progress[counts] += 1;
        } catch (error) {
          failure =
            error instanceof ProblemError ? error : new ProblemError('internal_error', { cause: error });
          await items.settle(operation, item.seq, {
            state: passing.has(failure.code) ? 'pending' : 'failed',
            code: failure.code,
          });
        }
      }
    });
    await Promise.all(workers);
    if (!(await operations.note(operation, progress, new Date()))) return;
    if (failure !== undefined && passing.has(failure.code)) throw failure;
  }
}
