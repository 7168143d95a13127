import { sameJson } from '@rollcall/shared/user/merge-patch.ts';
import { upsertable } from '@rollcall/shared/import/modes.ts';
import type { TenantUser } from '../management/user-schema.ts';
import type { Fate } from './import-items.ts';
import type { ImportDependencies, RunningImport } from './run.ts';
import type { ImportProgress, ImportRow } from './stored-import.ts';

const atOnce = 4;
/** How often a row is sent whose fate was lost. To send it again does no harm: it is there already, or it is the same once more. */
const mostTries = 3;
/** How far the clocks of Auth0 and of this machine may be apart, in milliseconds. */
const skewMs = 60_000;

/**
 * Judges rows of a job of which nobody can be asked any more, by looking at whom they would have made. Who is
 * there since the import began was made by it; who is not is sent again; and where even that does not tell, it is
 * said that it is not known.
 */
export async function judgeLost(
  dependencies: ImportDependencies,
  running: RunningImport,
  progress: ImportProgress,
  rows: readonly ImportRow[],
): Promise<void> {
  const { users, importItems, budget } = dependencies;
  const { operation, connection } = running;
  const left = [...rows];
  const workers = Array.from({ length: atOnce }, async () => {
    for (let row = left.shift(); row !== undefined; row = left.shift()) {
      await budget.spare('GET /api/v2/users-by-email', AbortSignal.timeout(10_000));
      const found = await users.byEmail(row.user.email.toLowerCase());
      const user = found.find(({ identities }) => identities.some((one) => one.connection === connection.name));
      const { fate, counts } = judge(running, row, user);
      await importItems.settle(operation, [row.seq], fate);
      if (counts !== undefined) progress[counts] += 1;
    }
  });
  await Promise.all(workers);
}

function judge(
  { operation, params }: RunningImport,
  row: ImportRow,
  user: TenantUser | undefined,
): { fate: Fate; counts?: 'inserted' | 'updated' } {
  const began = operation.started_at?.getTime() ?? operation.created_at.getTime();
  if (user !== undefined && Date.parse(user.created_at ?? '') >= began - skewMs) {
    return { fate: { state: 'done' }, counts: 'inserted' };
  }
  if (user !== undefined && params.mode === 'create') {
    const detail = 'There is such a user already, or the file has them twice.';
    return { fate: { state: 'failed', code: 'DUPLICATED_USER', detail } };
  }
  if (user !== undefined && isWritten(row, user)) return { fate: { state: 'done' }, counts: 'updated' };
  if (row.tries < mostTries) return { fate: { state: 'pending' } };
  const detail = 'The answer of Auth0 was lost, and looking at the user does not tell what came of it.';
  return { fate: { state: 'unknown', code: 'outcome_unknown', detail } };
}

/** Whether a user shows all of what an upsert writes. A hash is shown by nothing. */
function isWritten({ user: wanted }: ImportRow, user: TenantUser): boolean {
  if (wanted.custom_password_hash !== undefined) return false;
  const now = new Map<string, unknown>(Object.entries(user));
  const asked = new Map<string, unknown>(Object.entries(wanted));
  return upsertable.every((name) => !asked.has(name) || sameJson(asked.get(name), now.get(name) ?? {}));
}
