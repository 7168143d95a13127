import type { Query, Value } from '@rollcall/shared/query/ast.ts';
import { BARE_TERM_FIELDS, isCaseInsensitive } from '@rollcall/shared/query/fields.ts';
import { scalarOf } from '@rollcall/shared/query/match.ts';
import { type RawBuilder, sql } from 'kysely';
import { columnKind } from './columns.ts';
import { comparePattern, compareRange, type Condition, hasAnyOf, join } from './conditions.ts';
import { compileMoment } from './moments.ts';
import { pathTerm, valueTerm } from './index-user.ts';
import { hashOf } from './write-index.ts';

/** What a wildcard or a range stands for. */
export interface Expansion {
  terms: readonly string[];
  /** Whether so many users have one of them that reading users in order soon finds a page of them. */
  isCommon: boolean;
}

/** What wildcards and ranges stand for, by their place in the query. */
export type Expansions = ReadonlyMap<Query, Expansion>;

/**
 * The condition on `search_index` that holds for exactly the users `matchesQuery` accepts. Every
 * value travels as a parameter, and so does every name of a field that has no column.
 *
 * @param expansions what the vocabulary made of wildcards and ranges on fields without a column.
 * @param isNegated whether this is a part of something that a NOT turns around.
 */
export function compileQuery(query: Query, expansions: Expansions, isNegated = false): Condition {
  switch (query.kind) {
    case 'all':
      return sql<boolean>`true`;
    case 'and':
    case 'or':
      return join(
        query.operands.map((operand) => compileQuery(operand, expansions, isNegated)),
        query.kind,
      );
    case 'not':
      // What is absent compares as null, and must count as a miss on both sides of a NOT.
      return sql<boolean>`((${compileQuery(query.operand, expansions, true)}) is not true)`;
    case 'exists':
      return columnKind(query.field) === undefined
        ? hasTerm(pathTerm(query.field))
        : sql<boolean>`${sql.ref(query.field)} is not null`;
    case 'term': {
      const expansion = expansions.get(query);
      if (expansion !== undefined) return hasExpanded(expansion, isNegated);
      const fields = query.field === undefined ? BARE_TERM_FIELDS : [query.field];
      return join(
        fields.map((field) => compileTerm(field, query.value)),
        'or',
      );
    }
  }
}

function compileTerm(field: string, value: Value): Condition {
  const kind = columnKind(field);
  if (kind === undefined) {
    return value.kind === 'text' ? hasValue(field, foldText(field, value.text)) : NOBODY;
  }
  const column = sql.ref(field);
  switch (kind) {
    case 'moment':
      return compileMoment(column, value);
    case 'text':
      return compileText(column, foldValue(field, value));
    case 'number':
      return compileNumber(column, value);
    case 'boolean': {
      const scalar = value.kind === 'text' ? scalarOf(value.text) : undefined;
      return typeof scalar === 'boolean' ? sql<boolean>`${column} = ${sql.lit(scalar)}` : NOBODY;
    }
  }
}

const NOBODY = sql<boolean>`false`;

function compileText(column: RawBuilder<unknown>, value: Value): Condition {
  switch (value.kind) {
    case 'text':
      return sql<boolean>`${column} = ${value.text}`;
    case 'pattern':
      return comparePattern(column, value.parts);
    case 'range':
      return compareRange(column, value, (bound) => sql`${bound}`);
  }
}

function compileNumber(column: RawBuilder<unknown>, value: Value): Condition {
  if (value.kind === 'pattern') return NOBODY;
  if (value.kind === 'range') return compareRange(column, value, numberBound);
  const number = numberBound(value.text);
  return number === undefined ? NOBODY : sql<boolean>`${column} = ${number}`;
}

/** A bound as a number of SQL; undefined when it is none. */
export function numberBound(bound: string): RawBuilder<unknown> | undefined {
  const number = scalarOf(bound);
  return typeof number === 'number' ? sql`${String(number)}::text::double precision` : undefined;
}

/** A value with its texts in the case that the index holds them in. */
export function foldValue(field: string, value: Value): Value {
  const fold = (text: string) => foldText(field, text);
  switch (value.kind) {
    case 'text':
      return { ...value, text: fold(value.text) };
    case 'pattern':
      return { ...value, parts: value.parts.map(fold) };
    case 'range':
      return {
        ...value,
        from: value.from === undefined ? undefined : fold(value.from),
        to: value.to === undefined ? undefined : fold(value.to),
      };
  }
}

function foldText(field: string, text: string): string {
  return isCaseInsensitive(field) ? text.toLowerCase() : text;
}

function hasValue(field: string, text: string): Condition {
  const scalar = scalarOf(text);
  const asText = hasTerm(valueTerm(field, text));
  return scalar === undefined ? asText : join([asText, hasTerm(valueTerm(field, scalar))], 'or');
}

function hasTerm(term: string): Condition {
  return sql<boolean>`terms @> array[${hashOf(sql`${term}::text`)}]`;
}

/** Never row by row where there are few holders or they are left out: that compares every term with every one of a row. */
function hasExpanded({ terms, isCommon }: Expansion, isNegated: boolean): Condition {
  if (terms.length === 0) return NOBODY;
  // The OFFSET keeps it a look-up in the index, done once.
  const holders = sql`select holder.user_id from search_index as holder where ${hasAnyOf(terms)} offset 0`;
  if (!isCommon) return sql<boolean>`user_id = any(array(${holders}))`;
  return isNegated ? sql<boolean>`user_id in (${holders})` : hasAnyOf(terms);
}
