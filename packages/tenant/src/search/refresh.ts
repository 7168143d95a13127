import { sql } from 'kysely';
import type { Database } from '../store/open.ts';
import type { UserProfile } from '../store/schema.ts';
import { indexUser } from './index-user.ts';
import { insertIndexEntries } from './write-index.ts';

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
  /** From the next write on, lists stay as they were for so many milliseconds. */
  setDelay: (delayMs: number) => void;
  /** Brings the index up to date now, before the database closes. */
  stop: () => Promise<void>;
}

/** @param delayMs how long lists stay as they were after a write, in milliseconds. */
export function createSearchRefresher(db: Database, delayMs: number): SearchRefresher {
  let delay = delayMs;
  const waiting = new Map<NodeJS.Timeout, string>();
  const running = new Set<Promise<void>>();
  const run = (userId: string) => {
    const refreshed = catchUp(db, [userId]).finally(() => running.delete(refreshed));
    running.add(refreshed);
  };
  return {
    changed: async (transaction, before, after) => {
      const userId = after?.user_id ?? before?.user_id;
      if (userId === undefined) return;
      if (delay === 0) {
        await reindexUsers(transaction, [userId]);
        return;
      }
      if (before === undefined) await keepFromShowing(transaction, userId);
      else await keepShowing(transaction, before);
      const timer = setTimeout(() => {
        waiting.delete(timer);
        run(userId);
      }, delay);
      waiting.set(timer, userId);
    },
    setDelay: (next) => {
      delay = next;
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
  await catchUp(
    db,
    stale.map(({ user_id }) => user_id),
  );
}

async function keepShowing(transaction: Database, before: UserProfile): Promise<void> {
  await transaction
    .updateTable('search_index')
    .set({ shown: JSON.stringify(before) })
    .where('user_id', '=', before.user_id)
    .where('shown', 'is', null)
    .execute();
}

async function keepFromShowing(transaction: Database, userId: string): Promise<void> {
  await transaction.deleteFrom('search_index').where('user_id', '=', userId).execute();
}

async function catchUp(db: Database, userIds: readonly string[]): Promise<void> {
  await db.transaction().execute((transaction) => reindexUsers(transaction, userIds));
}

const CHUNK = 500;

/**
 * Makes searches see these users as they are now, their organizations included; one who is gone
 * leaves the index. For writes beside the user's own row, such as memberships made by the seed.
 */
export async function reindexUsers(transaction: Database, userIds: readonly string[]): Promise<void> {
  for (let start = 0; start < userIds.length; start += CHUNK) {
    await reindexChunk(transaction, userIds.slice(start, start + CHUNK));
  }
}

async function reindexChunk(transaction: Database, userIds: readonly string[]): Promise<void> {
  const users = await transaction
    .selectFrom('users')
    .select('profile')
    .where(sql<boolean>`user_id = any(${userIds}::text[])`)
    .execute();
  const organizations = await organizationsOf(transaction, userIds);
  const found = new Set(users.map(({ profile }) => profile.user_id));
  await insertIndexEntries(
    transaction,
    users.map(({ profile }) => indexUser(profile, organizations.get(profile.user_id))),
  );
  const gone = userIds.filter((userId) => !found.has(userId));
  if (gone.length > 0) {
    await transaction
      .deleteFrom('search_index')
      .where(sql<boolean>`user_id = any(${gone}::text[])`)
      .execute();
  }
}

/** The ids of the organizations that each of these users is a member of. */
async function organizationsOf(
  transaction: Database,
  userIds: readonly string[],
): Promise<ReadonlyMap<string, string[]>> {
  const rows = await transaction
    .selectFrom('organization_members')
    .select(['user_id', sql<string[]>`array_agg(organization_id order by organization_id)`.as('ids')])
    .where(sql<boolean>`user_id = any(${userIds}::text[])`)
    .groupBy('user_id')
    .execute();
  return new Map(rows.map(({ user_id, ids }) => [user_id, ids]));
}
