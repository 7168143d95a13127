import { sql } from 'kysely';
import { keyOf } from './session-store.ts';
import type { Store } from './schema.ts';

/** What a sign-in that has gone off to the tenant has to remember. It never leaves the database. */
export interface SignInTransaction {
  state: string;
  nonce: string;
  codeVerifier: string;
  returnTo: string;
  /** What the session is stored under whose person is to confirm who they are; absent in a sign-in. */
  stepUpOf?: string | undefined;
}

/** A transaction that is taken out, and how long ago it was begun. */
export interface TakenTransaction extends SignInTransaction {
  ageSeconds: number;
}

/** Keeps a transaction for ten minutes, under a secret that only the browser's cookie holds. */
export async function keepTransaction(
  store: Store,
  secret: string,
  transaction: SignInTransaction,
): Promise<void> {
  await store
    .insertInto('sign_in_transactions')
    .values({
      key: keyOf(secret),
      state: transaction.state,
      nonce: transaction.nonce,
      code_verifier: transaction.codeVerifier,
      return_to: transaction.returnTo,
      step_up_of: transaction.stepUpOf ?? null,
    })
    .execute();
}

/** Takes a transaction out; a second try finds nothing, and neither does one after ten minutes. */
export async function takeTransaction(store: Store, secret: string): Promise<TakenTransaction | undefined> {
  const row = await store
    .deleteFrom('sign_in_transactions')
    .where('key', '=', keyOf(secret))
    .where(sql<boolean>`created_at > now() - interval '10 minutes'`)
    .returningAll()
    .returning(sql<number>`extract(epoch from now() - created_at)::float8`.as('age_seconds'))
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    state: row.state,
    nonce: row.nonce,
    codeVerifier: row.code_verifier,
    returnTo: row.return_to,
    stepUpOf: row.step_up_of ?? undefined,
    ageSeconds: row.age_seconds,
  };
}
