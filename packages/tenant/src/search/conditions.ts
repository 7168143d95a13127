import type { Value } from '@rollcall/shared/query/ast.ts';
import { type RawBuilder, sql } from 'kysely';

/** A condition of SQL. */
export type Condition = RawBuilder<boolean>;

/** Nobody is in an empty disjunction, everybody in an empty conjunction. */
export function join(conditions: readonly Condition[], kind: 'and' | 'or'): Condition {
  if (conditions.length === 0) return kind === 'and' ? sql<boolean>`true` : sql<boolean>`false`;
  return sql<boolean>`(${sql.join([...conditions], sql.raw(` ${kind} `))})`;
}

/** @param parts of a wildcard, already in the right case. */
export function comparePattern(text: RawBuilder<unknown>, parts: readonly string[]): Condition {
  return sql<boolean>`${text} like ${parts.map(escapeLike).join('%')}`;
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/gu, '\\$&');
}

/**
 * Whether a value lies in a range; a missing one does not, not even in an open one.
 * @param bound makes SQL of an end, or undefined when no value compares with it.
 */
export function compareRange(
  value: RawBuilder<unknown>,
  range: Extract<Value, { kind: 'range' }>,
  bound: (text: string) => RawBuilder<unknown> | undefined,
): Condition {
  const conditions = [sql<boolean>`${value} is not null`];
  for (const [end, operator] of [
    [range.from, range.includeFrom ? '>=' : '>'],
    [range.to, range.includeTo ? '<=' : '<'],
  ] as const) {
    if (end === undefined) continue;
    const compared = bound(end);
    if (compared === undefined) return sql<boolean>`false`;
    conditions.push(sql<boolean>`${value} ${sql.raw(operator)} ${compared}`);
  }
  return join(conditions, 'and');
}

/** Whether a row of `search_index` has one of these terms at least. */
export function hasAnyOf(terms: readonly string[]): Condition {
  return sql<boolean>`terms && ${`{${terms.join()}}`}::text::bigint[]`;
}
