import { type RawBuilder, sql } from 'kysely';
import type { Found, Slice } from '../management/paging.ts';
import type { Database } from './open.ts';

/**
 * The part of a list that a request wants, cut out by the database.
 * @param list a whole `select`, without an order.
 * @param order the columns of `list` that put it in order; for checkpoints one that is unique.
 */
export async function findPage<Row>(
  db: Database,
  list: RawBuilder<Row>,
  order: RawBuilder<unknown>,
  slice: Slice,
): Promise<Found<Row>> {
  if (slice.kind === 'checkpoint') {
    const rest = slice.after === undefined ? sql`` : sql`where ${order} > ${slice.after}`;
    const { rows } = await sql<Row>`select * from (${list}) as list ${rest}
      order by ${order} limit ${slice.limit + 1}`.execute(db);
    return { entries: rows };
  }
  const { rows } = await sql<Row>`select * from (${list}) as list
    order by ${order} limit ${slice.limit} offset ${slice.offset}`.execute(db);
  if (!slice.includeTotals) return { entries: rows };
  const count = await sql<{ total: number }>`select count(*)::integer as total
    from (${list}) as list`.execute(db);
  return { entries: rows, total: count.rows[0]?.total };
}
