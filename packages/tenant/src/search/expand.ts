import type { Query, Value } from '@rollcall/shared/query/ast.ts';
import { isExactOnly } from '@rollcall/shared/query/fields.ts';
import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../store/open.ts';
import { columnKind } from './columns.ts';
import { type Expansion, type Expansions, foldValue, numberBound } from './compile.ts';
import { comparePattern, compareRange, type Condition, hasAnyOf, join } from './conditions.ts';
import { type Deadline, SearchTimeout } from './deadline.ts';

/** The most values a wildcard or a range may stand for, as Lucene's own `maxClauseCount`: each is a look-up. */
const WIDEST = 1_024;
/** How many users are few enough to be named one by one; more are met soon when users are read in order. */
const FEW = 20_000;

/**
 * Looks up what the wildcards and ranges on fields without a column stand for, as Lucene does.
 * @throws {SearchTimeout} also at once, when that is more than the index could find in time.
 */
export async function expandQuery(
  transaction: Database,
  query: Query,
  deadline: Deadline,
): Promise<Expansions> {
  const expansions = new Map<Query, Expansion>();
  const found = termsToExpand(query);
  if (found.length > 0) await preferIndexes(transaction);
  for (const [term, field, value] of found) {
    const condition = wordCondition(foldValue(field, value));
    const { rows } = await deadline.within(() =>
      sql<{ term: string }>`
        select term::text from search_vocabulary where field = ${field} and ${condition}
        limit ${WIDEST + 1}`.execute(transaction),
    );
    if (rows.length > WIDEST) throw new SearchTimeout();
    const terms = rows.map((row) => row.term);
    expansions.set(term, { terms, isCommon: await isCommon(transaction, terms, deadline) });
  }
  return expansions;
}

/** The planner guesses that a thousand terms are common, however rare each of them is. */
async function isCommon(
  transaction: Database,
  terms: readonly string[],
  deadline: Deadline,
): Promise<boolean> {
  if (terms.length === 0) return false;
  const { rows } = await deadline.within(() =>
    sql<{ found: string }>`
      select count(*) as found
      from (select 1 from search_index where ${hasAnyOf(terms)} limit ${FEW + 1}) as holders`.execute(
      transaction,
    ),
  );
  return Number(rows[0]?.found ?? 0) > FEW;
}

/** The planner takes many terms for common ones, and would look for them in every row. */
async function preferIndexes(transaction: Database): Promise<void> {
  await sql`select set_config('enable_seqscan', 'off', true), set_config('work_mem', '256MB', true)`.execute(
    transaction,
  );
}

function termsToExpand(query: Query): (readonly [Query, string, Value])[] {
  switch (query.kind) {
    case 'and':
    case 'or':
      return query.operands.flatMap(termsToExpand);
    case 'not':
      return termsToExpand(query.operand);
    case 'term': {
      const { field, value } = query;
      if (field === undefined || value.kind === 'text') return [];
      return isExactOnly(field) || columnKind(field) !== undefined ? [] : [[query, field, value]];
    }
    case 'all':
    case 'exists':
      return [];
  }
}

function wordCondition(value: Value): Condition {
  const text: RawBuilder<unknown> = sql.ref('text');
  switch (value.kind) {
    case 'text':
      return sql<boolean>`${text} = ${value.text}`;
    case 'pattern':
      return comparePattern(text, value.parts);
    case 'range':
      return join(
        [
          compareRange(text, value, (bound) => sql`${bound}`),
          compareRange(sql.ref('number'), value, numberBound),
        ],
        'or',
      );
  }
}
