import type { Database } from './open.ts';

const MINUTES = 10;
const TRIES = 10;

/** A sign-in whose first factor was right and that waits for the second one. */
export interface PendingSignIn {
  userId: string;
  /** The name of the connection of the first factor. */
  connection: string;
  /** The second factor was right, and only a new recovery code is still to be read. */
  passed: boolean;
}

/** Remembers a sign-in that waits for its second factor. */
export async function savePendingSignIn(
  db: Database,
  interaction: string,
  { userId, connection, passed }: PendingSignIn,
): Promise<void> {
  const row = {
    user_id: userId,
    connection,
    passed,
    tries_left: TRIES,
    expires_at: new Date(Date.now() + MINUTES * 60_000),
  };
  await db
    .insertInto('pending_sign_ins')
    .values({ interaction, ...row })
    .onConflict((conflict) => conflict.column('interaction').doUpdateSet(row))
    .execute();
}

/** The sign-in that waits; undefined when there is none, or it waited too long. */
export async function findPendingSignIn(
  db: Database,
  interaction: string,
): Promise<PendingSignIn | undefined> {
  const row = await db
    .selectFrom('pending_sign_ins')
    .select(['user_id', 'connection', 'passed'])
    .where('interaction', '=', interaction)
    .where('tries_left', '>', 0)
    .where('expires_at', '>', new Date())
    .executeTakeFirst();
  return row && { userId: row.user_id, connection: row.connection, passed: row.passed };
}

/** Pays for one try of a second factor, before it is looked at. Answers how many are left after it. */
export async function payForTry(db: Database, interaction: string): Promise<number | undefined> {
  const row = await db
    .updateTable('pending_sign_ins')
    .set((set) => ({ tries_left: set('tries_left', '-', 1) }))
    .where('interaction', '=', interaction)
    .where('tries_left', '>', 0)
    .where('expires_at', '>', new Date())
    .returning('tries_left')
    .executeTakeFirst();
  return row?.tries_left;
}

/** Forgets a sign-in that waited. */
export async function removePendingSignIn(db: Database, interaction: string): Promise<void> {
  await db.deleteFrom('pending_sign_ins').where('interaction', '=', interaction).execute();
}

/** Forgets what nobody can go on with any more: codes, waiting sign-ins, old tickets, old suspicions. */
export async function sweepSignIns(db: Database): Promise<void> {
  const now = new Date();
  const monthAgo = new Date(now.getTime() - 30 * 86_400_000);
  await db.deleteFrom('one_time_codes').where('expires_at', '<', now).execute();
  await db.deleteFrom('pending_sign_ins').where('expires_at', '<', now).execute();
  await db.deleteFrom('tickets').where('expires_at', '<', monthAgo).execute();
  await db.deleteFrom('failed_sign_ins').where('last_failure', '<', monthAgo).execute();
  await db
    .deleteFrom('suspicious_attempts')
    .where('attempted_at', '<', new Date(now.getTime() - 86_400_000))
    .execute();
}
