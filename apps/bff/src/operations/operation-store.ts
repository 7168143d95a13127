import type { OperationKind, OperationState } from '@rollcall/shared/contract/operation-states.ts';
import type { ProblemCode } from '@rollcall/shared/problems.ts';
import { type SqlBool, sql } from 'kysely';
import { written } from '../audit/entry.ts';
import type { Store } from '../store/schema.ts';

/** An operation before it has an id. */
export interface NewOperation {
  kind: OperationKind;
  state: 'collecting' | 'preparing' | 'running';
  memberId: string;
  memberName: string;
  rights: string;
  reason: string | undefined;
  params: object;
}

/** How long a process has to say that it lives; whoever has said nothing by then has died. */
const leaseMs = 15_000;
/** How long is told of what is over. */
const keptMs = 90 * 24 * 60 * 60_000;
/** What nobody goes on with, somebody has left. */
const abandonedMs = 24 * 60 * 60_000;

const working = ['preparing', 'running'] as const;

/**
 * What is done in the background. It is in the database: it outlives the process, and one of many goes on
 * with it. Whoever takes an operation has a lease, and a number, the turn; with an older number nothing is
 * written any more.
 */
export class OperationStore {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** Keeps a new operation and answers its id. */
  async add(operation: NewOperation, now: Date): Promise<string> {
    const { kind, state, memberId, memberName, rights, reason = null, params } = operation;
    const { id } = await this.#store
      .insertInto('operations')
      .values({
        kind,
        state,
        member_id: memberId,
        member_name: memberName,
        rights,
        reason,
        params: written(params),
        next_try_at: state === 'collecting' ? null : now,
        created_at: now,
        started_at: state === 'running' ? now : null,
        expires_at: new Date(now.getTime() + keptMs),
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    return id;
  }

  /** The operation with this id; `undefined` where there is none. */
  async find(id: string) {
    return this.#store.selectFrom('operations').selectAll().where('id', '=', id).executeTakeFirst();
  }

  /** The newest operations of one member, and of these kinds of everybody; from behind one of them. */
  async list(
    of: { memberId: string; kinds: readonly OperationKind[]; which: Which; before?: string | undefined },
    limit: number,
  ) {
    let query = this.#store
      .selectFrom('operations')
      .selectAll()
      .where((row) =>
        row.or([row('member_id', '=', of.memberId), ...of.kinds.map((kind) => row('kind', '=', kind))]),
      )
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit);
    if (of.which !== 'all') query = query.where('state', of.which === 'over' ? 'in' : 'not in', [...over]);
    const before = of.before === undefined ? undefined : await this.find(of.before);
    if (before !== undefined) {
      query = query.where(sql<SqlBool>`(created_at, id) < (${before.created_at}, ${before.id})`);
    }
    return query.execute();
  }

  /**
   * Takes the operation that waits for longest to be gone on with, so that nobody else does. One whose
   * moment has come begins to run by this.
   */
  async takeDue(now: Date, kinds: readonly OperationKind[]): Promise<TakenOperation | undefined> {
    const due = this.#store
      .selectFrom('operations')
      .select('id')
      .where('state', 'in', ['preparing', 'scheduled', 'running'])
      .where('kind', 'in', kinds)
      .where('next_try_at', '<=', now)
      .where((row) => row.or([row('leased_until', 'is', null), row('leased_until', '<', now)]))
      .orderBy('next_try_at')
      .limit(1)
      .forUpdate()
      .skipLocked();
    return this.#store
      .updateTable('operations')
      .set({
        turn: sql<number>`turn + 1`,
        leased_until: leased(now),
        state: sql<OperationState>`case state when 'scheduled' then 'running' else state end`,
        started_at: sql<Date>`case when state = 'preparing' then null else coalesce(started_at, ${now}) end`,
      })
      .where('id', '=', due)
      .returningAll()
      .executeTakeFirst();
  }

  /** Says that a process is still at it. Answers no when it is another's by now, or stopped. */
  async hold(taken: TakenOperation, now: Date): Promise<boolean> {
    return this.#change(taken, { leased_until: leased(now) });
  }

  /** Keeps how far it is. Answers no as `hold` does. */
  async note(taken: TakenOperation, progress: object, now: Date): Promise<boolean> {
    return this.#change(taken, {
      progress: written(progress),
      leased_until: leased(now),
      tries: 0,
      failure: null,
    });
  }

  /** Brings it into its next state, where it waits for a person or is over. */
  async end(taken: TakenOperation, state: 'ready' | 'done', now: Date): Promise<boolean> {
    return this.#change(taken, {
      state,
      next_try_at: null,
      leased_until: null,
      failure: null,
      ...(state === 'done' ? { ended_at: now } : {}),
    });
  }

  /** Ends an operation that cannot go on. */
  async fail(taken: TakenOperation, failure: Failure, now: Date): Promise<boolean> {
    const over = { state: 'failed', next_try_at: null, leased_until: null, ended_at: now } as const;
    return this.#change(taken, { ...over, failure: written(failure) });
  }

  /** Leaves it to whoever takes it next, not before this moment. */
  async release(taken: TakenOperation, nextTryAt: Date, failure?: Failure): Promise<boolean> {
    return this.#change(taken, {
      leased_until: null,
      next_try_at: nextTryAt,
      ...(failure === undefined ? {} : { tries: taken.tries + 1, failure: written(failure) }),
    });
  }

  /**
   * What a person decides: brings an operation from one of these states into another, and answers whether it
   * was in one. Whoever is at it has lost it.
   */
  async move(
    id: string,
    from: readonly OperationState[],
    to: OperationState,
    now: Date,
    more: { runAt?: Date; approver?: { id: string; name: string } } = {},
  ): Promise<boolean> {
    const nextTryAt = { preparing: now, running: now, scheduled: more.runAt ?? now };
    const moved = await this.#store
      .updateTable('operations')
      .set({
        state: to,
        leased_until: null,
        tries: 0,
        failure: null,
        next_try_at: Object.entries(nextTryAt).find(([state]) => state === to)?.[1] ?? null,
        ended_at: over.has(to) ? now : null,
        ...(more.runAt === undefined ? {} : { run_at: more.runAt }),
        ...(more.approver === undefined
          ? {}
          : { approver_id: more.approver.id, approver_name: more.approver.name }),
        ...(to === 'running' ? { started_at: sql<Date>`coalesce(started_at, ${now})` } : {}),
      })
      .where('id', '=', id)
      .where('state', 'in', from)
      .returning('id')
      .executeTakeFirst();
    return moved !== undefined;
  }

  /** Where there is one process only: what its predecessor had taken can be gone on with at once. */
  async freeAll(): Promise<void> {
    await this.#store
      .updateTable('operations')
      .set({ leased_until: null })
      .where('leased_until', 'is not', null)
      .execute();
  }

  /** Forgets what is over for long, and what nobody has gone on with for a day. */
  async prune(now: Date): Promise<void> {
    await this.#wipeOld(now);
    await this.#store.deleteFrom('operations').where('expires_at', '<=', now).execute();
    await this.#store
      .deleteFrom('operations')
      .where('state', '=', 'collecting')
      .where('created_at', '<', new Date(now.getTime() - abandonedMs))
      .execute();
  }

  /** Wipes what was sealed of the items of operations that are over for a day. */
  async #wipeOld(now: Date): Promise<void> {
    await this.#store
      .updateTable('operation_items')
      .set({ sealed: null })
      .where('sealed', 'is not', null)
      .where('operation_id', 'in', (query) =>
        query
          .selectFrom('operations')
          .select('id')
          .where('ended_at', '<', new Date(now.getTime() - abandonedMs)),
      )
      .execute();
  }

  async #change({ id, turn }: TakenOperation, values: Changes): Promise<boolean> {
    const changed = await this.#store
      .updateTable('operations')
      .set(values)
      .where('id', '=', id)
      .where('turn', '=', turn)
      .where('state', 'in', working)
      .returning('id')
      .executeTakeFirst();
    return changed !== undefined;
  }
}

type Which = 'all' | 'open' | 'over';
const over: ReadonlySet<OperationState> = new Set(['done', 'failed', 'cancelled']);

interface Failure {
  code: ProblemCode;
  detail: string;
}

interface Changes {
  state?: OperationState;
  progress?: string;
  failure?: string | null;
  tries?: number;
  leased_until?: Date | null;
  next_try_at?: Date | null;
  ended_at?: Date;
}

/** An operation as it is stored. */
export type StoredOperation = NonNullable<Awaited<ReturnType<OperationStore['find']>>>;
/** An operation that this process, and no other, is at. */
export type TakenOperation = StoredOperation;

function leased(now: Date): Date {
  return new Date(now.getTime() + leaseMs);
}
