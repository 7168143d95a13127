import { sameJson } from '@rollcall/shared/user/merge-patch.ts';
import { upsertable } from '@rollcall/shared/import/modes.ts';
import { knownToSearch } from '../access/known-to-search.ts';
import type { TenantUser } from '../management/user-schema.ts';
import type { Fate } from './import-items.ts';
import type { ImportDependencies, RunningImport } from './run.ts';
import type { ImportProgress, ImportRow } from './stored-import.ts';

/** As many addresses as one search has room for. */
const perSearch = 50;
const atOnce = 4;
/** How often a row is sent whose fate was lost. To send it again does no harm: it is there already, or it is the same once more. */
const mostTries = 3;
/** How far the clocks of Auth0 and of this machine may be apart, in milliseconds. */
const skewMs = 5_000;

/**
 * Judges rows of a job of which nobody can be asked any more, by looking at whom they would have made. Who is
 * there since the import began was made by it. Who is not to be found is sent again, which does no harm; whom
 * Auth0 then calls a duplicate is looked at once more. Where even that does not tell, it is not known.
 */
export async function judgeLost(
  dependencies: ImportDependencies,
  running: RunningImport,
  progress: ImportProgress,
  rows: readonly ImportRow[],
): Promise<void> {
  const { users, importItems } = dependencies;
  const { operation, connection, found } = running;
  const settle = async (row: ImportRow, { fate, counts }: Judged) => {
    await importItems.settle(operation, [row.seq], fate);
    if (counts !== undefined) progress[counts] += 1;
  };
  const isHere = ({ identities }: TenantUser) => identities.some((one) => one.connection === connection.name);
  for (let start = 0; start < rows.length; start += perSearch) {
    const some = rows.slice(start, start + perSearch);
    const wanted = some.map(({ user }) => ({ kind: 'email' as const, email: user.email.toLowerCase() }));
    const known = (await knownToSearch(users, found.member, wanted)).filter(isHere);
    const byEmail = new Map(known.map((user) => [user.email, user]));
    const made = some.filter((row) => isMadeSince(running, byEmail.get(row.user.email.toLowerCase())));
    await importItems.settle(
      operation,
      made.map(({ seq }) => seq),
      { state: 'done' },
    );
    progress.inserted += made.length;
    const left = some.filter((row) => !made.includes(row));
    const workers = Array.from({ length: atOnce }, async () => {
      for (let row = left.shift(); row !== undefined; row = left.shift()) {
        const email = row.user.email.toLowerCase();
        const isToBeSent = row.tries < 2 && !byEmail.has(email);
        const user = isToBeSent ? undefined : (await users.byEmail(email)).find(isHere);
        await settle(row, judge(running, row, user));
      }
    });
    await Promise.all(workers);
  }
}

interface Judged {
  fate: Fate;
  counts?: 'inserted' | 'updated';
}

function isMadeSince({ operation }: RunningImport, user: TenantUser | undefined): boolean {
  const began = operation.started_at?.getTime() ?? operation.created_at.getTime();
  return user !== undefined && Date.parse(user.created_at ?? '') >= began - skewMs;
}

function judge(running: RunningImport, row: ImportRow, user: TenantUser | undefined): Judged {
  if (isMadeSince(running, user)) return { fate: { state: 'done' }, counts: 'inserted' };
  if (user !== undefined && running.params.mode === 'create') {
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
