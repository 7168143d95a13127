import type { Value } from '@rollcall/shared/query/ast.ts';
import { periodOf } from '@rollcall/shared/query/dates.ts';
import { type RawBuilder, sql } from 'kysely';
import { type Condition, join } from './conditions.ts';

const NOBODY = sql<boolean>`false`;

/** Whether a moment lies in the periods that a value names; what names none matches nobody. */
export function compileMoment(column: RawBuilder<unknown>, value: Value): Condition {
  if (value.kind === 'pattern') return NOBODY;
  const { from, to, includeFrom, includeTo } =
    value.kind === 'range' ? value : { from: value.text, to: value.text, includeFrom: true, includeTo: true };
  const conditions = [sql<boolean>`${column} is not null`];
  if (from !== undefined) {
    const first = periodOf(from);
    if (first === undefined) return NOBODY;
    conditions.push(sql<boolean>`${column} >= ${moment(includeFrom ? first.start : first.end)}`);
  }
  if (to !== undefined) {
    const last = periodOf(to);
    if (last === undefined) return NOBODY;
    conditions.push(sql<boolean>`${column} < ${moment(includeTo ? last.end : last.start)}`);
  }
  return join(conditions, 'and');
}

function moment(milliseconds: number): RawBuilder<unknown> {
  return sql`to_timestamp(${milliseconds}::float8 / 1000)`;
}
