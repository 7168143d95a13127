import type { ProblemCode } from '@rollcall/shared/problems.ts';
import { type SqlBool, sql } from 'kysely';
import { written } from '../audit/entry.ts';
import type { Store } from '../store/schema.ts';
import { Position } from './position.ts';
import { type Findings, keepFindings } from './walk-findings.ts';

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

/** What one step of a walk has come to. */
export interface Step extends Findings {
  /** What is done next; `undefined` at the end. */
  position: Position | undefined;
  calls: number;
  expected?: number | null;
  expectedCalls?: number | null;
}

/** How long a process has for one step; whoever has said nothing by then has died. */
const leaseMs = 60_000;
/** How long a walk is kept. */
const keptMs = 60 * 60_000;
/** How long it is kept for what goes on with it. */
const heldMs = 24 * 60 * 60_000;
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
        .where('is_held', '=', false)
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

  /** How a walk stands, whoever's it is; `undefined` where it is gone. */
  async stateOf(id: string) {
    return this.#store
      .selectFrom('walks')
      .select(['id', 'state', 'found', 'expected', 'failure', 'sort'])
      .where('id', '=', id)
      .executeTakeFirst();
  }

  /** Keeps a walk for what goes on with it, or lets it go as one that has just begun. */
  async retain(id: string, isHeld: boolean, now: Date): Promise<void> {
    const expiresAt = new Date(now.getTime() + (isHeld ? heldMs : keptMs));
    await this.#store
      .updateTable('walks')
      .set({ is_held: isHeld, expires_at: expiresAt })
      .where('id', '=', id)
      .execute();
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
      const more = await keepFindings(transaction, id, step);
      const { position, calls, expected, expectedCalls } = step;
      await transaction
        .updateTable('walks')
        .set({
          found: sql<number>`found + ${more}::integer`,
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

  /** Forgets what is over. */
  async prune(now: Date): Promise<void> {
    await this.#store.deleteFrom('walks').where('expires_at', '<=', now).execute();
  }
}

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
