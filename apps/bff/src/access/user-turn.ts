import { sql } from 'kysely';
import { ProblemError } from '../http/problem.ts';
import type { Store } from '../store/schema.ts';

/** Runs `act` while nobody else runs one for the same user. */
export type UserTurn = <Result>(userId: string, act: () => Promise<Result>) => Promise<Result>;

/**
 * One act after the other, per user, within this process. With the embedded database that is all
 * there is: it belongs to one process.
 */
export function turnsInProcess(): UserTurn {
  const last = new Map<string, Promise<unknown>>();
  return async (userId, act) => {
    const before = last.get(userId) ?? Promise.resolve();
    const mine = before.then(act, act);
    last.set(userId, mine);
    try {
      return await mine;
    } finally {
      if (last.get(userId) === mine) last.delete(userId);
    }
  };
}

/**
 * One act after the other, per user, among all replicas that share the PostgreSQL server. A turn
 * holds a connection of `store` in an open transaction while the tenant is asked, so `store` has to
 * have connections of its own. The turns within the process come first, so that a process never
 * holds more than one connection per user.
 *
 * @throws {ProblemError} `store_unavailable` when a turn cannot be got; then `act` has not run. Once
 * it has run, what it answered or threw counts, whatever becomes of the connection.
 * Source: postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS
 */
export function turnsAmongReplicas(store: Store): UserTurn {
  const inProcess = turnsInProcess();
  return (userId, act) =>
    inProcess(userId, async () => {
      const outcomes: PromiseSettledResult<Awaited<ReturnType<typeof act>>>[] = [];
      let failure: unknown;
      try {
        await store.transaction().execute(async (transaction) => {
          await sql`select set_config('lock_timeout', '20s', true)`.execute(transaction);
          // The transaction idles while the tenant is asked, which the server may be set to cut short.
          await sql`select set_config('idle_in_transaction_session_timeout', '0', true)`.execute(transaction);
          await sql`select pg_advisory_xact_lock(hashtextextended(${userId}, 0))`.execute(transaction);
          outcomes.push(...(await Promise.allSettled([act()])));
        });
      } catch (cause) {
        failure = cause;
      }
      const [outcome] = outcomes;
      if (outcome === undefined) throw new ProblemError('store_unavailable', { cause: failure });
      if (outcome.status === 'rejected') throw outcome.reason;
      return outcome.value;
    });
}
