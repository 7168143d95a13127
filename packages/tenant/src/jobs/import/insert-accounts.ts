import { attempt } from '../../store/accounts.ts';
import type { Database } from '../../store/open.ts';
import { insertUsers, type UserRecord } from '../../store/users.ts';

/**
 * Adds users in one statement per table. Where another writer was faster with an account, they are
 * added one by one; answered are the constraints that those run into that cannot be.
 */
export async function insertAccounts(
  transaction: Database,
  records: readonly UserRecord[],
): Promise<ReadonlyMap<UserRecord, string>> {
  const refused = new Map<UserRecord, string>();
  if (records.length === 0 || (await insert(transaction, records)) === undefined) return refused;
  for (const record of records) {
    const constraint = await insert(transaction, [record]);
    if (constraint !== undefined) refused.set(record, constraint);
  }
  return refused;
}

/** Answers the constraint that was violated, if one was; then nothing was added. */
async function insert(transaction: Database, records: readonly UserRecord[]): Promise<string | undefined> {
  try {
    await attempt(transaction, () => insertUsers(transaction, records));
    return undefined;
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== '23505') throw error;
    return 'constraint' in error ? String(error.constraint) : '';
  }
}
