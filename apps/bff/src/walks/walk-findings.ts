import { sql } from 'kysely';
import type { Store } from '../store/schema.ts';

type Filter = 'role' | 'organization';

/** A user that was found, and what they are put in order by. */
export interface Hit {
  userId: string;
  sortValue: string | null;
}

/** What a step of a walk has found. */
export interface Findings {
  hits?: readonly Hit[];
  /** Users who were found and are none of it after all. */
  dropped?: readonly string[];
  members?: { filter: Filter; ids: readonly string[] };
}

/** Whom walks have found, and who belongs to what they filter by. */
export class WalkFindings {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** The ids of those who were found, some of them, in the order of the walk and then of the ids; who has nothing to be put in order by comes last. */
  async hits(id: string, direction: 'asc' | 'desc', start: number, limit: number): Promise<string[]> {
    const found = await this.#store
      .selectFrom('walk_hits')
      .select('user_id')
      .where('walk_id', '=', id)
      .orderBy('sort_value', (order) => (direction === 'asc' ? order.asc() : order.desc()).nullsLast())
      .orderBy('user_id')
      .offset(start)
      .limit(limit)
      .execute();
    return found.map(({ user_id: userId }) => userId);
  }

  /** Some of those who were found, in the same order, from behind one of them. */
  async hitsBehind(
    id: string,
    direction: 'asc' | 'desc',
    last: Hit | undefined,
    limit: number,
  ): Promise<Hit[]> {
    const beyond = direction === 'asc' ? '>' : '<';
    let query = this.#store
      .selectFrom('walk_hits')
      .select(['user_id', 'sort_value'])
      .where('walk_id', '=', id)
      .orderBy('sort_value', (order) => (direction === 'asc' ? order.asc() : order.desc()).nullsLast())
      .orderBy('user_id')
      .limit(limit);
    if (last !== undefined) {
      const { sortValue, userId } = last;
      query = query.where((hit) =>
        sortValue === null
          ? hit.and([hit('sort_value', 'is', null), hit('user_id', '>', userId)])
          : hit.or([
              hit('sort_value', beyond, sortValue),
              hit.and([hit('sort_value', '=', sortValue), hit('user_id', '>', userId)]),
              hit('sort_value', 'is', null),
            ]),
      );
    }
    const found = await query.execute();
    return found.map(({ user_id: userId, sort_value: sortValue }) => ({ userId, sortValue }));
  }

  /** The ids of those who were found, in their own order, from behind this one. */
  async hitsAfter(id: string, after: string, limit: number): Promise<string[]> {
    const found = await this.#store
      .selectFrom('walk_hits')
      .select('user_id')
      .where('walk_id', '=', id)
      .where('user_id', '>', after)
      .orderBy('user_id')
      .limit(limit)
      .execute();
    return found.map(({ user_id: userId }) => userId);
  }

  /** Who belongs to all that the walk filters by, in the order of the ids, from behind this one. */
  async membersAfter(id: string, filters: readonly Filter[], after: string, limit: number) {
    const { rows } = await sql<{ user_id: string }>`
      select user_id from walk_members where walk_id = ${id} and user_id > ${after}
      group by user_id having count(*) = ${filters.length} order by user_id limit ${limit}`.execute(
      this.#store,
    );
    return rows.map(({ user_id: userId }) => userId);
  }

  /** How many belong to all that the walk filters by. */
  async countMembers(id: string, filters: readonly Filter[]): Promise<number> {
    const { rows } = await sql<{ count: number | string }>`
      select count(*) as count from (
        select user_id from walk_members where walk_id = ${id}
        group by user_id having count(*) = ${filters.length}
      ) members`.execute(this.#store);
    return Number(rows[0]?.count ?? 0);
  }

  /** Those of some users who belong to all that the walk filters by. */
  async membersAmong(id: string, filters: readonly Filter[], ids: readonly string[]): Promise<Set<string>> {
    if (ids.length === 0) return new Set();
    const found = await this.#store
      .selectFrom('walk_members')
      .select('user_id')
      .where('walk_id', '=', id)
      .where('user_id', 'in', ids)
      .groupBy('user_id')
      .having((row) => row.fn.countAll(), '=', filters.length)
      .execute();
    return new Set(found.map(({ user_id: userId }) => userId));
  }
}

/** Keeps what a step has found, each user once, and answers how many more there are than before. */
export async function keepFindings(store: Store, id: string, findings: Findings): Promise<number> {
  await keepMembers(store, id, findings.members);
  const added = await keepHits(store, id, findings.hits ?? []);
  return added - (await dropHits(store, id, findings.dropped ?? []));
}

async function keepMembers(store: Store, id: string, members: Findings['members']): Promise<void> {
  if (members === undefined || members.ids.length === 0) return;
  await store
    .insertInto('walk_members')
    .values(members.ids.map((userId) => ({ walk_id: id, filter: members.filter, user_id: userId })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Keeps each user once, and answers how many of them are new. */
async function keepHits(store: Store, id: string, hits: readonly Hit[]): Promise<number> {
  if (hits.length === 0) return 0;
  const { numInsertedOrUpdatedRows: added = 0n } = await store
    .insertInto('walk_hits')
    .values(hits.map(({ userId, sortValue }) => ({ walk_id: id, user_id: userId, sort_value: sortValue })))
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return Number(added);
}

async function dropHits(store: Store, id: string, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0;
  const { numDeletedRows: dropped } = await store
    .deleteFrom('walk_hits')
    .where('walk_id', '=', id)
    .where('user_id', 'in', ids)
    .executeTakeFirst();
  return Number(dropped);
}
