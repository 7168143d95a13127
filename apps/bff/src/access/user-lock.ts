import { sql } from 'kysely';
import { ProblemError } from '../http/problem.ts';
import type { Store } from '../store/schema.ts';

/** Runs `act` while nobody else runs one for the same user. */
export type UserLock = <Result>(userId: string, act: () => Promise<Result>) => Promise<Result>;

/**
 * One act after the other, per user, within this process. With the embedded database that is all
 * there is: it belongs to one process.
 */
export function queueLock(): UserLock {
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
 * One act after the other, per user, among all replicas that share the PostgreSQL server. The
 * queue comes first, so that a process never holds more than one connection per user.
 * Source: postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS
 */
export function replicaLock(store: Store): UserLock {
  const queue = queueLock();
  return (userId, act) =>
    queue(userId, () =>
      store.transaction().execute(async (transaction) => {
        try {
          await sql`select set_config('lock_timeout', '20s', true)`.execute(transaction);
          await sql`select pg_advisory_xact_lock(hashtextextended(${userId}, 0))`.execute(transaction);
        } catch (cause) {
          throw new ProblemError('store_unavailable', { cause });
        }
        return act();
      }),
    );
}
