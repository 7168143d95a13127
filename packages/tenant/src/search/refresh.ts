import { insertIndexRows } from '../store/users.ts';
import type { Database } from '../store/open.ts';
import type { UserProfile } from '../store/schema.ts';
import { indexUser } from './index-user.ts';

/**
 * Keeps the search index in step with the users, at once or after a delay: Auth0's own search is
 * eventually consistent, and a client has to live with lists that are older than single reads.
 * @see https://auth0.com/docs/manage-users/user-search/list-and-search-users
 */
export interface SearchRefresher {
  /** Call inside the transaction that wrote; `before` is undefined for a new user, `after` for a deleted one. */
  changed: (
    transaction: Database,
    before: UserProfile | undefined,
    after: UserProfile | undefined,
  ) => Promise<void>;
  /** Brings the index up to date now, before the database closes. */
  stop: () => Promise<void>;
}

/** @param delayMs how long lists stay as they were after a write, in milliseconds. */
export function createSearchRefresher(db: Database, delayMs: number): SearchRefresher {
  const waiting = new Map<NodeJS.Timeout, string>();
  const running = new Set<Promise<void>>();
  const run = (userId: string) => {
    const refreshed = catchUp(db, userId).finally(() => running.delete(refreshed));
    running.add(refreshed);
  };
  return {
    changed: async (transaction, before, after) => {
      const userId = after?.user_id ?? before?.user_id;
      if (userId === undefined) return;
      if (delayMs === 0) {
        await refresh(transaction, userId, after);
        return;
      }
      if (before !== undefined) await keepShowing(transaction, before);
      const timer = setTimeout(() => {
        waiting.delete(timer);
        run(userId);
      }, delayMs);
      waiting.set(timer, userId);
    },
    stop: async () => {
      for (const [timer, userId] of waiting) {
        clearTimeout(timer);
        run(userId);
      }
      waiting.clear();
      await Promise.all(running);
    },
  };
}

/** Brings the index in step with what was written just before the last process was killed. */
export async function catchUpAll(db: Database): Promise<void> {
  const stale = await db
    .selectFrom('search_index')
    .select('user_id')
    .where('shown', 'is not', null)
    .union(
      db
        .selectFrom('users')
        .leftJoin('search_index as indexed', 'indexed.user_id', 'users.user_id')
        .select('users.user_id')
        .where('indexed.user_id', 'is', null),
    )
    .execute();
  for (const { user_id } of stale) await catchUp(db, user_id);
}

async function keepShowing(transaction: Database, before: UserProfile): Promise<void> {
  await transaction
    .updateTable('search_index')
    .set({ shown: JSON.stringify(before) })
    .where('user_id', '=', before.user_id)
    .where('shown', 'is', null)
    .execute();
}

async function catchUp(db: Database, userId: string): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const row = await transaction
      .selectFrom('users')
      .select('profile')
      .where('user_id', '=', userId)
      .executeTakeFirst();
    await refresh(transaction, userId, row?.profile);
  });
}

async function refresh(
  transaction: Database,
  userId: string,
  profile: UserProfile | undefined,
): Promise<void> {
  if (profile !== undefined) await insertIndexRows(transaction, [indexUser(profile)]);
  else await transaction.deleteFrom('search_index').where('user_id', '=', userId).execute();
}
