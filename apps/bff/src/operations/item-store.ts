import { ItemCounts } from '@rollcall/shared/contract/operations.ts';
import type { ItemState } from '@rollcall/shared/contract/operation-states.ts';
import { sql } from 'kysely';
import { written } from '../audit/entry.ts';
import type { Store } from '../store/schema.ts';
import type { TakenOperation } from './operation-store.ts';

/** An item before it is kept. */
export interface NewItem {
  seq: number;
  userId?: string | undefined;
  input?: object | undefined;
  sealed?: string | undefined;
}

/** An item that this process has taken to do it now. */
export interface ClaimedItem {
  seq: number;
  userId: string | null;
  tries: number;
  input: unknown;
  sealed: string | null;
  /** By the clock of this process. */
  claimedAt: number;
}

/** What has become of an item. */
export interface Settled {
  state: Exclude<ItemState, 'sending'>;
  code?: string | undefined;
  detail?: string | undefined;
  /** `pending`: not before then. */
  nextTryAt?: Date | undefined;
  /** The user that it turned out to be about. */
  userId?: string | undefined;
  /** In place of what was sealed; `null` wipes it. */
  sealed?: string | null | undefined;
  events?: readonly number[] | undefined;
}

const rowsAtOnce = 500;

/**
 * The items of operations. One that is sent is written down as such before: whoever finds it so later knows
 * that it may have arrived.
 */
export class ItemStore {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** Keeps items; one whose number is there already stays as it is. */
  async add(operationId: string, items: readonly NewItem[]): Promise<void> {
    for (let start = 0; start < items.length; start += rowsAtOnce) {
      await this.#store
        .insertInto('operation_items')
        .values(
          items.slice(start, start + rowsAtOnce).map(({ seq, userId, input, sealed }) => ({
            operation_id: operationId,
            seq,
            user_id: userId ?? null,
            input: input === undefined ? null : written(input),
            sealed: sealed ?? null,
          })),
        )
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
  }

  /** Makes whom a walk has found the items of an operation, in its order, without some. */
  async addFromWalk(operationId: string, walkId: string, except: readonly string[]): Promise<number> {
    const { rows } = await sql<{ seq: number }>`
      insert into operation_items (operation_id, seq, user_id)
      select ${operationId}, row_number() over (order by user_id) - 1, user_id from walk_hits
      where walk_id = ${walkId} and user_id <> all (${[...except]}::text[])
      returning seq`.execute(this.#store);
    return rows.length;
  }

  /** Makes those to whom another operation has done something the items of one that undoes it. */
  async addFromDone(operationId: string, doneId: string): Promise<number> {
    const { rows } = await sql<{ seq: number }>`
      insert into operation_items (operation_id, seq, user_id, input)
      select ${operationId}, row_number() over (order by seq) - 1, user_id,
        jsonb_build_object('events', coalesce(event_ids, '[]'), 'changes', input -> 'sent')
      from operation_items
      where operation_id = ${doneId} and state = 'done'
      returning seq`.execute(this.#store);
    return rows.length;
  }

  /** How many items are in each state. */
  async counts(operationId: string): Promise<ItemCounts> {
    const rows = await this.#store
      .selectFrom('operation_items')
      .select(['state', (row) => row.fn.countAll<number | string>().as('count')])
      .where('operation_id', '=', operationId)
      .groupBy('state')
      .execute();
    const none = { pending: 0, sending: 0, done: 0, failed: 0, unknown: 0, refused: 0, already: 0 };
    return ItemCounts.parse({
      ...none,
      ...Object.fromEntries(rows.map(({ state, count }) => [state, Number(count)])),
    });
  }

  /** Why items were refused, have failed or are not known: each reason once, the most frequent first. */
  async reasons(operationId: string) {
    const rows = await this.#store
      .selectFrom('operation_items')
      .select(['code', 'detail', (row) => row.fn.countAll<number | string>().as('count')])
      .where('operation_id', '=', operationId)
      .where('code', 'is not', null)
      .groupBy(['code', 'detail'])
      .orderBy(sql`count(*)`, 'desc')
      .limit(20)
      .execute();
    return rows.map(({ code, detail, count }) => ({
      code: code ?? '',
      detail: detail ?? '',
      count: Number(count),
    }));
  }

  /** Items in the order of their numbers, from behind this one. */
  async page(operationId: string, after: number, limit: number, state?: ItemState) {
    const query = this.#store
      .selectFrom('operation_items')
      .select(['seq', 'user_id', 'state', 'code', 'detail', 'input', 'sealed', 'event_ids'])
      .where('operation_id', '=', operationId)
      .where('seq', '>', after)
      .orderBy('seq')
      .limit(limit);
    return (state === undefined ? query : query.where('state', '=', state)).execute();
  }

  /** The highest number of an item; -1 where there is none. */
  async last(operationId: string): Promise<number> {
    const { last } = await this.#store
      .selectFrom('operation_items')
      .select((row) => row.fn.max('seq').as('last'))
      .where('operation_id', '=', operationId)
      .executeTakeFirstOrThrow();
    return last ?? -1;
  }

  /** Writes down what was found out about items before anything is sent. */
  async judge(operationId: string, judged: readonly (Settled & { seq: number })[]): Promise<void> {
    if (judged.length === 0) return;
    await this.#store.transaction().execute(async (transaction) => {
      for (const { seq, state, code, detail, userId } of judged) {
        await transaction
          .updateTable('operation_items')
          .set({
            state,
            code: code ?? null,
            detail: detail ?? null,
            ...(userId === undefined ? {} : { user_id: userId }),
          })
          .where('operation_id', '=', operationId)
          .where('seq', '=', seq)
          .where('state', 'in', ['pending', 'refused', 'already'])
          .execute();
      }
    });
  }

  /**
   * Takes the next items to be sent, and writes them down as sent. None where the operation is another
   * process's by now, or stopped.
   */
  async claim({ id, turn }: TakenOperation, limit: number, now: Date): Promise<ClaimedItem[]> {
    const { rows } = await sql<Omit<ClaimedItem, 'claimedAt'>>`
      with mine as (
        select id from operations where id = ${id} and turn = ${turn} and state = 'running' for share
      ), next as (
        select item.seq from operation_items item join mine on item.operation_id = mine.id
        where item.state = 'pending' and (item.next_try_at is null or item.next_try_at <= ${now})
        order by item.seq limit ${limit}
      )
      update operation_items item
      set state = 'sending', turn = ${turn}, sent_at = ${now}, tries = tries + 1
      from next where item.operation_id = ${id} and item.seq = next.seq
      returning item.seq, item.user_id as "userId", item.tries, item.input, item.sealed`.execute(this.#store);
    const claimedAt = performance.now();
    return rows.map((row) => ({ ...row, claimedAt })).toSorted((one, other) => one.seq - other.seq);
  }

  /**
   * Writes down what an item is about to change, right before it is sent: whoever finds it done later knows
   * by whom, and what was there before. Answers no where another process has the item by now.
   */
  async sending({ id, turn }: TakenOperation, seq: number, changes: readonly object[]): Promise<boolean> {
    const sent = written({ sent: changes });
    const { rows } = await sql`
      update operation_items set input = coalesce(input, '{}') || ${sent}::text::jsonb
      where operation_id = ${id} and seq = ${seq} and turn = ${turn} and state = 'sending'
      returning seq`.execute(this.#store);
    return rows.length > 0;
  }

  /** Writes down what has become of an item, unless another process has it by now. */
  async settle({ id, turn }: TakenOperation, seq: number, settled: Settled): Promise<void> {
    const { state, code, detail, nextTryAt, userId, sealed, events } = settled;
    await this.#store
      .updateTable('operation_items')
      .set({
        state,
        code: code ?? null,
        detail: detail ?? null,
        next_try_at: nextTryAt ?? null,
        ...(userId === undefined ? {} : { user_id: userId }),
        ...(sealed === undefined ? {} : { sealed }),
        ...(events === undefined || events.length === 0 ? {} : { event_ids: written([...events]) }),
      })
      .where('operation_id', '=', id)
      .where('seq', '=', seq)
      .where('turn', '=', turn)
      .where('state', '=', 'sending')
      .execute();
  }

  /**
   * Deals with what a process has sent that then died. Nobody looks at it before what was under way must have
   * arrived or be lost; then it is looked at again, or is not known for ever.
   */
  async recover({ id, turn }: TakenOperation, sentBefore: Date, state: 'pending' | 'unknown'): Promise<void> {
    const unknown = {
      code: 'outcome_unknown',
      detail: 'Rollcall stopped while this was under way. Whether it was done cannot be looked up.',
    };
    await this.#store
      .updateTable('operation_items')
      .set({ state, turn, ...(state === 'unknown' ? unknown : {}) })
      .where('operation_id', '=', id)
      .where('state', '=', 'sending')
      .where('turn', '<', turn)
      .where('sent_at', '<', sentBefore)
      .execute();
  }

  /** Whether there is anything left to do, and from when on. */
  async left(operationId: string): Promise<boolean> {
    const found = await this.#store
      .selectFrom('operation_items')
      .select('seq')
      .where('operation_id', '=', operationId)
      .where('state', 'in', ['pending', 'sending'])
      .limit(1)
      .executeTakeFirst();
    return found !== undefined;
  }

  /** Has what failed done once more, and answers how many these are. */
  async retryFailed(operationId: string): Promise<number> {
    const retried = await this.#store
      .updateTable('operation_items')
      .set({ state: 'pending', tries: 0, code: null, detail: null, next_try_at: null })
      .where('operation_id', '=', operationId)
      .where('state', '=', 'failed')
      .returning('seq')
      .execute();
    return retried.length;
  }

  /** Wipes what was sealed. */
  async wipe(operationId: string): Promise<void> {
    await this.#store
      .updateTable('operation_items')
      .set({ sealed: null })
      .where('operation_id', '=', operationId)
      .where('sealed', 'is not', null)
      .execute();
  }
}
