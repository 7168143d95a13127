import type { ItemState } from '@rollcall/shared/contract/operation-states.ts';
import { sql } from 'kysely';
import type { TakenOperation } from '../operations/operation-store.ts';
import type { Store } from '../store/schema.ts';

/** What has become of rows that share it. */
export interface Fate {
  state: Exclude<ItemState, 'sending'>;
  code?: string | undefined;
  detail?: string | undefined;
}

/** What imports ask of the items of operations, many at a time. */
export class ImportItems {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** Takes over what an earlier process has sent, so that this one can say what has become of it. */
  async adopt({ id, turn }: TakenOperation): Promise<void> {
    await this.#store
      .updateTable('operation_items')
      .set({ turn })
      .where('operation_id', '=', id)
      .where('state', '=', 'sending')
      .where('turn', '<', turn)
      .execute();
  }

  /** What is sent and not known yet, with when that was. */
  sending(operationId: string) {
    return this.#store
      .selectFrom('operation_items')
      .select(['seq', 'tries', 'input', 'sealed', 'sent_at'])
      .where('operation_id', '=', operationId)
      .where('state', '=', 'sending')
      .orderBy('seq')
      .execute();
  }

  /** Writes down the same of many rows that are sent, unless another process has them by now. */
  async settle({ id, turn }: TakenOperation, seqs: readonly number[], fate: Fate): Promise<void> {
    if (seqs.length === 0) return;
    const { state, code = null, detail = null } = fate;
    await this.#store
      .updateTable('operation_items')
      .set({ state, code, detail, ...(state === 'pending' ? {} : { sealed: null }) })
      .where('operation_id', '=', id)
      .where('turn', '=', turn)
      .where('state', '=', 'sending')
      .where(sql<boolean>`seq = any (${[...seqs]}::integer[])`)
      .execute();
  }

  /** An address that two rows have; `undefined` where there is none. */
  async repeated(operationId: string): Promise<string | undefined> {
    const { rows } = await sql<{ email: string }>`
      select lower(input->'user'->>'email') as email from operation_items
      where operation_id = ${operationId} group by 1 having count(*) > 1 limit 1`.execute(this.#store);
    return rows[0]?.email;
  }

  /** Rows that were not imported or of which it is not known, from behind one of them. */
  failures(operationId: string, after: number, limit: number) {
    return this.#store
      .selectFrom('operation_items')
      .select(['seq', 'state', 'code', 'detail', 'input'])
      .where('operation_id', '=', operationId)
      .where('seq', '>', after)
      .where('state', 'in', ['failed', 'unknown', 'refused'])
      .orderBy('seq')
      .limit(limit)
      .execute();
  }

  /** How many imports somebody has begun since then. */
  async begunSince(memberId: string, since: Date): Promise<number> {
    const { count } = await this.#store
      .selectFrom('operations')
      .select((row) => row.fn.countAll<number | string>().as('count'))
      .where('kind', '=', 'import')
      .where('member_id', '=', memberId)
      .where('started_at', '>', since)
      .executeTakeFirstOrThrow();
    return Number(count);
  }

  /** Wipes what is sealed of imports that are over, however they ended. */
  async wipe(): Promise<void> {
    await sql`
      update operation_items item set sealed = null from operations operation
      where operation.id = item.operation_id and item.sealed is not null
      and operation.kind = 'import' and operation.state in ('done', 'failed', 'cancelled')`.execute(
      this.#store,
    );
  }
}
