import type { Query } from '@rollcall/shared/query/ast.ts';
import { sql } from 'kysely';
import type { Database } from '../store/open.ts';
import type { UserProfile } from '../store/schema.ts';
import type { SortColumn } from './columns.ts';
import { compileQuery } from './compile.ts';
import type { Condition } from './conditions.ts';
import { type Deadline, startDeadline } from './deadline.ts';
import { expandQuery } from './expand.ts';

export interface UserSearch {
  query: Query;
  /** By `user_id` when undefined. */
  sort: { column: SortColumn; descending: boolean } | undefined;
  /** From 0. */
  page: number;
  perPage: number;
  withTotal: boolean;
}

/**
 * One page of the users that match, in the order asked for and then by `user_id`; users without
 * the sorted attribute come last in both directions. `total` is there only when asked for.
 *
 * @param timeoutMs how long it may take altogether.
 * @throws {SearchTimeout}
 */
export async function findUsers(
  db: Database,
  search: UserSearch,
  timeoutMs: number,
): Promise<{ users: UserProfile[]; total: number | undefined }> {
  return db.transaction().execute(async (transaction) => {
    const deadline = startDeadline(transaction, timeoutMs);
    await sql`select set_config('jit', 'off', true)`.execute(transaction);
    const expansions = await expandQuery(transaction, search.query, deadline);
    const condition = compileQuery(search.query, expansions);
    const users = await findPage(transaction, condition, search, deadline);
    if (!search.withTotal) return { users, total: undefined };
    return { users, total: await countMatches(transaction, condition, deadline) };
  });
}

async function countMatches(
  transaction: Database,
  condition: Condition,
  deadline: Deadline,
): Promise<number> {
  const { rows } = await deadline.within(() =>
    sql<{ total: string }>`select count(*) as total from search_index where ${condition}`.execute(
      transaction,
    ),
  );
  return Number(rows[0]?.total ?? 0);
}

/** Which users, in which order, and which stretch of them. */
interface Stretch {
  condition: Condition;
  order: string;
  limit: number;
  offset: number;
}

async function findPage(
  transaction: Database,
  condition: Condition,
  { sort, page, perPage }: UserSearch,
  deadline: Deadline,
): Promise<UserProfile[]> {
  const offset = page * perPage;
  const read = (stretch: Stretch) => readStretch(transaction, stretch, deadline);
  if (sort === undefined || sort.column.name === 'user_id') {
    const order = sort?.descending === true ? 'user_id desc' : 'user_id';
    return read({ condition, order, limit: perPage, offset });
  }
  const { name, nullable } = sort.column;
  const order = `${name} ${sort.descending ? 'desc' : 'asc'}, user_id`;
  if (!nullable) return read({ condition, order, limit: perPage, offset });
  // Read backwards, an index has those without a value first; so they are a list of their own.
  const there = sql<boolean>`${sql.ref(name)} is not null and ${condition}`;
  const users = await read({ condition: there, order, limit: perPage, offset });
  if (users.length === perPage) return users;
  const before = users.length > 0 ? offset + users.length : await countMatches(transaction, there, deadline);
  const rest = await read({
    condition: sql<boolean>`${sql.ref(name)} is null and ${condition}`,
    order: 'user_id',
    limit: perPage - users.length,
    offset: Math.max(0, offset - before),
  });
  return [...users, ...rest];
}

async function readStretch(
  transaction: Database,
  { condition, order, limit, offset }: Stretch,
  deadline: Deadline,
): Promise<UserProfile[]> {
  const { rows } = await deadline.within(() =>
    sql<{ profile: UserProfile }>`
      select coalesce(found.shown, users.profile) as profile
      from (
        select user_id, shown, row_number() over () as place from (
          select user_id, shown from search_index where ${condition} order by ${sql.raw(order)}
          limit ${limit} offset ${offset}
        ) as page
      ) as found
      left join users on users.user_id = found.user_id
      order by found.place`.execute(transaction),
  );
  return rows.map((row) => row.profile);
}
