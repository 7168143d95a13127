import { findAccounts } from '../../store/accounts.ts';
import type { Database } from '../../store/open.ts';
import type { UserRecord } from '../../store/users.ts';
import { accountWithEmail, conflictOf, conflictOfConstraint, indexAccounts, keysOf } from './conflicts.ts';
import { addFactors } from './factors.ts';
import { insertAccounts } from './insert-accounts.ts';
import { isTooLarge, newAccount } from './new-account.ts';
import type { Row } from './read-file.ts';
import type { RowError } from './row-error.ts';
import { type Match, updateAccounts } from './update-accounts.ts';
import type { ImportedUser } from './user-schema.ts';

/** What became of some rows. */
export interface Outcome {
  inserted: number;
  updated: number;
  failures: readonly Failure[];
}

/** A row that was not, or not wholly, taken over. */
export interface Failure {
  row: Row;
  errors: readonly RowError[];
}

interface Candidate {
  row: Row;
  user: ImportedUser;
  record: UserRecord;
}

const TOO_LARGE: RowError = {
  code: 'PROFILE_SIZE_EXCEEDED',
  message: 'The user profile is larger than 10 KB',
};
const NO_FACTORS: RowError = { code: 'MFA_FACTORS_FAILED', message: 'Unable to import factors' };

/**
 * Takes rows over into a connection, set by set. A row that fails leaves nothing behind, except that a
 * user stays whose factors could not be taken over.
 */
export async function importChunk(
  transaction: Database,
  rows: readonly Row[],
  { connection, upsert }: { connection: string; upsert: boolean },
): Promise<Outcome> {
  const failures: Failure[] = [];
  const candidates = rows.flatMap((row): Candidate[] => {
    const { content } = row;
    if ('user' in content) return [{ row, user: content.user, record: newAccount(content.user, connection) }];
    failures.push({ row, errors: content.errors });
    return [];
  });
  const accounts = await findAccounts(
    transaction,
    connection,
    keysOf(candidates.map(({ record }) => record)),
  );
  const known = indexAccounts(accounts, connection);
  const matches: (Candidate & Match)[] = [];
  const additions: Candidate[] = [];
  for (const candidate of candidates) {
    const { row, record } = candidate;
    const account = accountWithEmail(known, record);
    const conflict = conflictOf(known, record, upsert);
    if (conflict !== undefined) failures.push({ row, errors: [conflict] });
    else if (account !== undefined) matches.push({ ...candidate, account });
    else if (isTooLarge(record.profile)) failures.push({ row, errors: [TOO_LARGE] });
    else additions.push(candidate);
  }
  const tooLarge = await updateAccounts(transaction, matches);
  const unfit = await addAll(transaction, additions, upsert);
  return {
    inserted: additions.length - unfit.length,
    updated: matches.length - tooLarge.length,
    failures: [...failures, ...tooLarge.map(({ row }) => ({ row, errors: [TOO_LARGE] })), ...unfit],
  };
}

async function addAll(
  transaction: Database,
  additions: readonly Candidate[],
  upsert: boolean,
): Promise<Failure[]> {
  const refused = await insertAccounts(
    transaction,
    additions.map(({ record }) => record),
  );
  const failures: Failure[] = [];
  for (const { row, user, record } of additions) {
    const constraint = refused.get(record);
    if (constraint !== undefined) {
      failures.push({ row, errors: [conflictOfConstraint(constraint, upsert)] });
    } else if (!(await addFactors(transaction, record.profile.user_id, user))) {
      failures.push({ row, errors: [NO_FACTORS] });
    }
  }
  return failures;
}
