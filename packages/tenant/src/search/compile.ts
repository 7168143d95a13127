import type { Query, Value } from '@rollcall/shared/query/ast.ts';
import { periodOf } from '@rollcall/shared/query/dates.ts';
import { BARE_TERM_FIELDS, isCaseInsensitive, isDate, isExactOnly } from '@rollcall/shared/query/fields.ts';
import { scalarOf } from '@rollcall/shared/query/match.ts';
import { type RawBuilder, sql } from 'kysely';
import { pathTerm, valueTerm } from './index-user.ts';

type Condition = RawBuilder<boolean>;
type Range = Extract<Value, { kind: 'range' }>;

/** Searchable texts with a column and an index of their own. */
const TEXT_COLUMNS = new Set([
  'user_id',
  'email',
  'name',
  'given_name',
  'family_name',
  'nickname',
  'username',
]);

/**
 * The condition on `search_index` that holds for exactly the users `matchesQuery` accepts. Every
 * value travels as a parameter, and so does every name of a field that has no column.
 */
export function compileQuery(query: Query): Condition {
  switch (query.kind) {
    case 'all':
      return sql<boolean>`true`;
    case 'and':
      return join(query.operands.map(compileQuery), ' and ');
    case 'or':
      return join(query.operands.map(compileQuery), ' or ');
    case 'not':
      // What is absent compares as null, and must count as a miss on both sides of a NOT.
      return sql<boolean>`((${compileQuery(query.operand)}) is not true)`;
    case 'exists':
      return hasTerm(pathTerm(query.field));
    case 'term': {
      const fields = query.field === undefined ? BARE_TERM_FIELDS : [query.field];
      return join(
        fields.map((field) => compileTerm(field, query.value)),
        ' or ',
      );
    }
  }
}

function compileTerm(field: string, value: Value): Condition {
  if (isDate(field)) return compileMoment(field, value);
  if (value.kind !== 'text' && isExactOnly(field)) return sql<boolean>`false`;
  const fold = (text: string) => (isCaseInsensitive(field) ? text.toLowerCase() : text);
  switch (value.kind) {
    case 'text':
      return compileText(field, fold(value.text));
    case 'pattern':
      return compilePattern(field, value.parts.map((part) => escapeLike(fold(part))).join('%'));
    case 'range':
      return compileRange(field, {
        ...value,
        from: value.from === undefined ? undefined : fold(value.from),
        to: value.to === undefined ? undefined : fold(value.to),
      });
  }
}

function compileText(field: string, text: string): Condition {
  if (TEXT_COLUMNS.has(field)) return sql<boolean>`${sql.ref(field)} = ${text}`;
  const scalar = scalarOf(text);
  const asText = hasTerm(valueTerm(field, text));
  return scalar === undefined ? asText : join([asText, hasTerm(valueTerm(field, scalar))], ' or ');
}

function compilePattern(field: string, pattern: string): Condition {
  if (TEXT_COLUMNS.has(field)) return sql<boolean>`${sql.ref(field)} like ${pattern}`;
  return someElement(
    field,
    sql<boolean>`jsonb_typeof(element) = 'string' and (element #>> '{}') like ${pattern}`,
  );
}

function compileRange(field: string, range: Range): Condition {
  if (TEXT_COLUMNS.has(field)) return textRange(sql.ref(field), range);
  const asNumber = numberRange(sql`(element #>> '{}')::numeric`, range);
  return someElement(
    field,
    sql<boolean>`case jsonb_typeof(element)
      when 'string' then ${textRange(sql`((element #>> '{}') collate "C")`, range)}
      when 'number' then ${asNumber} else false end`,
  );
}

function compileMoment(field: string, value: Value): Condition {
  if (value.kind === 'pattern') return sql<boolean>`false`;
  const range: Range =
    value.kind === 'range'
      ? value
      : { kind: 'range', from: value.text, to: value.text, includeFrom: true, includeTo: true };
  const first = range.from === undefined ? undefined : periodOf(range.from);
  const last = range.to === undefined ? undefined : periodOf(range.to);
  if ((range.from !== undefined && first === undefined) || (range.to !== undefined && last === undefined)) {
    return sql<boolean>`false`;
  }
  const column = sql.ref(field);
  const conditions = [sql<boolean>`${column} is not null`];
  if (first !== undefined) {
    conditions.push(sql<boolean>`${column} >= ${moment(range.includeFrom ? first.start : first.end)}`);
  }
  if (last !== undefined) {
    conditions.push(sql<boolean>`${column} < ${moment(range.includeTo ? last.end : last.start)}`);
  }
  return join(conditions, ' and ');
}

function textRange(value: RawBuilder<unknown>, range: Range): Condition {
  const conditions = [sql<boolean>`${value} is not null`];
  if (range.from !== undefined) {
    conditions.push(sql<boolean>`${value} ${sql.raw(range.includeFrom ? '>=' : '>')} ${range.from}`);
  }
  if (range.to !== undefined) {
    conditions.push(sql<boolean>`${value} ${sql.raw(range.includeTo ? '<=' : '<')} ${range.to}`);
  }
  return join(conditions, ' and ');
}

function numberRange(value: RawBuilder<unknown>, range: Range): Condition {
  const conditions: Condition[] = [];
  for (const [bound, operator] of [
    [range.from, range.includeFrom ? '>=' : '>'],
    [range.to, range.includeTo ? '<=' : '<'],
  ] as const) {
    if (bound === undefined) continue;
    const number = scalarOf(bound);
    if (typeof number !== 'number') return sql<boolean>`false`;
    conditions.push(sql<boolean>`${value} ${sql.raw(operator)} ${String(number)}::numeric`);
  }
  return join(conditions, ' and ');
}

function hasTerm(term: string): Condition {
  return sql<boolean>`terms @> array[${term}]::text[]`;
}

function someElement(field: string, condition: Condition): Condition {
  return sql<boolean>`exists (
    select from jsonb_array_elements(document -> ${field}::text) as elements (element) where ${condition})`;
}

function moment(milliseconds: number): RawBuilder<Date> {
  return sql<Date>`to_timestamp(${milliseconds}::float8 / 1000)`;
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/gu, '\\$&');
}

function join(conditions: readonly Condition[], separator: ' and ' | ' or '): Condition {
  return sql<boolean>`(${sql.join([...conditions], sql.raw(separator))})`;
}
