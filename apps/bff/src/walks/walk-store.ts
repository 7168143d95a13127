import type { ProblemCode } from '@rollcall/shared/problems.ts';
import { type SqlBool, sql } from 'kysely';
import { written } from '../audit/entry.ts';
import type { Store } from '../store/schema.ts';
import { Position } from './position.ts';

/** What a walk is to find, for whom. */
export interface NewWalk {
  ownerId: string;
  memberId: string;
  rights: string;
  q: string;
  sort: string;
  role: string | null;
  organization: string | null;
  mfa: 'none' | null;
  position: Position;
  until: Date;
}

/** A user that was found, and what they are put in order by. */
export interface Hit {
  userId: string;
  sortValue: string | null;
}

/** What one step of a walk has come to. */
export interface Step {
  /** What is done next; `undefined` at the end. */
  position: Position | undefined;
  calls: number;
  hits?: readonly Hit[];
  /** Users who were found and are none of it after all. */
  dropped?: readonly string[];
  members?: { filter: 'role' | 'organization'; ids: readonly string[] };
  expected?: number | null;
  expectedCalls?: number | null;
}

/** How long a process has for one step; whoever has said nothing by then has died. */
const leaseMs = 60_000;
/** How long a walk is kept. */
const keptMs = 60 * 60_000;
/** How many walks of one team member run at the same time, and how many are kept. */
const mostRunning = 2;
const mostKept = 10;

/** Walks, and what they have found. They are in the database: a walk outlives the process, and one of many goes on with it. */
export class WalkStore {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /**
   * Begins a walk and answers its id. Of the same team member's, only the last ones are kept, and only the
   * last two go on: whoever asks for something else has no use for what they asked before.
   */
  async add({ ownerId, memberId, position, ...walk }: NewWalk, now: Date): Promise<string> {
    await this.prune(now);
    return this.#store.transaction().execute(async (transaction) => {
      const before = await transaction
        .selectFrom('walks')
        .select('id')
        .where('owner_id', '=', ownerId)
        .orderBy('created_at', 'desc')
        .execute();
      const ids = before.map(({ id }) => id);
      const [others, tooMany] = [ids.slice(mostRunning - 1), ids.slice(mostKept - 1)];
      if (others.length > 0) {
        await transaction
          .updateTable('walks')
          .set({ state: 'cancelled', position: null, ended_at: now })
          .where('id', 'in', others)
          .where('state', '=', 'running')
          .execute();
      }
      if (tooMany.length > 0) await transaction.deleteFrom('walks').where('id', 'in', tooMany).execute();
      const { id } = await transaction
        .insertInto('walks')
        .values({
          ...walk,
          owner_id: ownerId,
          member_id: memberId,
          position: written(position),
          created_at: now,
          expires_at: new Date(now.getTime() + keptMs),
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      return id;
    });
  }

  /** A walk of this team member's; `undefined` where it is not there any more, or another one's. */
  async find(id: string, of: Pick<NewWalk, 'ownerId' | 'memberId'>, now: Date) {
    return this.#store
      .selectFrom('walks')
      .selectAll()
      .where('id', '=', id)
      .where('owner_id', '=', of.ownerId)
      .where('member_id', '=', of.memberId)
      .where('expires_at', '>', now)
      .executeTakeFirst();
  }

  /** Takes a walk that nobody is at; `undefined` where there is nothing to be done, or somebody is. */
  async take(id: string, now: Date) {
    const taken = await this.#store
      .updateTable('walks')
      .set({ turn: sql<number>`turn + 1`, leased_until: leased(now) })
      .where('id', '=', id)
      .where('state', '=', 'running')
      .where('expires_at', '>', now)
      .where((row) => row.or([row('leased_until', 'is', null), row('leased_until', '<', now)]))
      .returningAll()
      .executeTakeFirst();
    return taken === undefined ? undefined : { ...taken, position: Position.parse(taken.position) };
  }

  /** Keeps what a step has come to. Answers no when the walk is another process's by now, or cancelled. */
  async advance({ id, turn }: TakenWalk, step: Step, now: Date): Promise<boolean> {
    return this.#store.transaction().execute(async (transaction) => {
      const mine = await transaction
        .selectFrom('walks')
        .select('id')
        .where(isStill(id, turn))
        .forUpdate()
        .executeTakeFirst();
      if (mine === undefined) return false;
      await keepMembers(transaction, id, step.members);
      const added = await keepHits(transaction, id, step.hits ?? []);
      const dropped = await dropHits(transaction, id, step.dropped ?? []);
      const { position, calls, expected, expectedCalls } = step;
      await transaction
        .updateTable('walks')
        .set({
          found: sql<number>`found + ${added - dropped}::integer`,
          calls: sql<number>`calls + ${calls}::integer`,
          position: position === undefined ? null : written(position),
          ...(position === undefined ? { state: 'done', ended_at: now } : {}),
          leased_until: leased(now),
          ...(expected === undefined ? {} : { expected }),
          ...(expectedCalls === undefined ? {} : { expected_calls: expectedCalls }),
        })
        .where('id', '=', id)
        .execute();
      return true;
    });
  }

  /** Says that a process is still at it. Answers no when the walk is another's by now, or cancelled. */
  async hold({ id, turn }: TakenWalk, now: Date): Promise<boolean> {
    const held = await this.#store
      .updateTable('walks')
      .set({ leased_until: leased(now) })
      .where(isStill(id, turn))
      .returning('id')
      .executeTakeFirst();
    return held !== undefined;
  }

  /** Lets another process go on with it at once. */
  async release({ id, turn }: TakenWalk): Promise<void> {
    await this.#store.updateTable('walks').set({ leased_until: null }).where(isStill(id, turn)).execute();
  }

  /** Ends a walk that cannot go on. What it has found is not shown any more. */
  async fail(
    { id, turn }: TakenWalk,
    failure: { code: ProblemCode; detail: string },
    now: Date,
  ): Promise<void> {
    await this.#store
      .updateTable('walks')
      .set({ state: 'failed', failure: written(failure), position: null, ended_at: now })
      .where(isStill(id, turn))
      .execute();
  }

  /** Ends a walk that runs. */
  async cancel(id: string, now: Date): Promise<void> {
    await this.#store
      .updateTable('walks')
      .set({ state: 'cancelled', position: null, ended_at: now })
      .where('id', '=', id)
      .where('state', '=', 'running')
      .execute();
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

  /** Forgets what is over. */
  async prune(now: Date): Promise<void> {
    await this.#store.deleteFrom('walks').where('expires_at', '<=', now).execute();
  }
}

type Filter = 'role' | 'organization';

/** A walk as it is stored. */
export type StoredWalk = NonNullable<Awaited<ReturnType<WalkStore['find']>>>;
/** A walk that this process, and no other, is at. */
export type TakenWalk = NonNullable<Awaited<ReturnType<WalkStore['take']>>>;

function leased(now: Date): Date {
  return new Date(now.getTime() + leaseMs);
}

function isStill(id: string, turn: number) {
  return sql<SqlBool>`id = ${id} and turn = ${turn} and state = 'running'`;
}

async function keepMembers(store: Store, id: string, members: Step['members']): Promise<void> {
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
