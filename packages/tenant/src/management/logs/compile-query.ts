import type { Query, Value } from '@rollcall/shared/query/ast.ts';
import { periodOf } from '@rollcall/shared/query/dates.ts';
import { type RawBuilder, sql } from 'kysely';
import { ManagementError } from '../management-error.ts';

type Condition = RawBuilder<boolean>;

/** @see https://auth0.com/docs/deploy-monitor/logs/log-search-query-syntax */
const SEARCHABLE = new Set([
  'audience',
  'client_id',
  'client_name',
  'connection',
  'connection_id',
  'date',
  'description',
  'hostname',
  'ip',
  'log_id',
  'organization_id',
  'organization_name',
  'scope',
  'strategy',
  'strategy_type',
  'type',
  'user_agent',
  'user_id',
  'user_name',
]);
/** What a term without a field looks into: whether the value begins with it, capitals ignored. */
const BARE_TERM_FIELDS = ['client_name', 'connection', 'user_name'];

/**
 * The condition on `log_events` for a search of the log. Unlike searches for users, capitals count
 * in every field.
 * @throws {ManagementError} 400 for what the log cannot be asked.
 */
export function compileLogQuery(query: Query): Condition {
  switch (query.kind) {
    case 'all':
      return sql<boolean>`true`;
    case 'and':
      return join(query.operands.map(compileLogQuery), ' and ');
    case 'or':
      return join(query.operands.map(compileLogQuery), ' or ');
    case 'not':
      return sql<boolean>`((${compileLogQuery(query.operand)}) is not true)`;
    case 'exists':
      return sql<boolean>`${columnOf(query.field)} is not null`;
    case 'term':
      return query.field === undefined ? bareTerm(query.value) : term(query.field, query.value);
  }
}

function bareTerm(value: Value): Condition {
  if (value.kind === 'range') throw refused('A range needs a field.');
  const beginning = value.kind === 'text' ? escapeLike(value.text) : value.parts.map(escapeLike).join('%');
  return join(
    BARE_TERM_FIELDS.map((field) => sql<boolean>`${columnOf(field)} ilike ${`${beginning}%`}`),
    ' or ',
  );
}

function term(field: string, value: Value): Condition {
  if (field === 'date') return moment(value);
  const column = columnOf(field);
  switch (value.kind) {
    case 'text':
      return sql<boolean>`${column} = ${value.text}`;
    case 'pattern':
      if (value.parts[0] === '' && Array.from(value.parts[1] ?? '').length < 3) {
        throw refused('A wildcard at the beginning needs at least 3 characters after it.');
      }
      return sql<boolean>`${column} like ${value.parts.map(escapeLike).join('%')}`;
    case 'range':
      return join(
        [
          sql<boolean>`${column} is not null`,
          ...(value.from === undefined
            ? []
            : [sql<boolean>`${column} ${sql.raw(value.includeFrom ? '>=' : '>')} ${value.from}`]),
          ...(value.to === undefined
            ? []
            : [sql<boolean>`${column} ${sql.raw(value.includeTo ? '<=' : '<')} ${value.to}`]),
        ],
        ' and ',
      );
  }
}

function moment(value: Value): Condition {
  if (value.kind === 'pattern') throw refused('date takes a range, such as date:[2026-01-01 TO 2026-01-31].');
  const range =
    value.kind === 'range' ? value : { from: value.text, to: value.text, includeFrom: true, includeTo: true };
  const conditions = [sql<boolean>`date is not null`];
  if (range.from !== undefined) {
    const { start, end } = readPeriod(range.from);
    conditions.push(sql<boolean>`date >= ${timestamp(range.includeFrom ? start : end)}`);
  }
  if (range.to !== undefined) {
    const { start, end } = readPeriod(range.to);
    conditions.push(sql<boolean>`date < ${timestamp(range.includeTo ? end : start)}`);
  }
  return join(conditions, ' and ');
}

function readPeriod(text: string) {
  const period = periodOf(text);
  if (period === undefined) throw refused(`"${text}" is not a date.`);
  return period;
}

function timestamp(milliseconds: number): RawBuilder<Date> {
  return sql<Date>`to_timestamp(${milliseconds}::float8 / 1000)`;
}

function columnOf(field: string): RawBuilder<string> {
  if (field === 'log_id' || field === 'type' || field === 'user_id' || field === 'date')
    return sql.ref(field);
  if (!SEARCHABLE.has(field)) throw refused(`The log cannot be searched by ${field}.`);
  return sql<string>`((event ->> ${field}::text) collate "C")`;
}

function join(conditions: readonly Condition[], separator: ' and ' | ' or '): Condition {
  return sql<boolean>`(${sql.join([...conditions], sql.raw(separator))})`;
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/gu, '\\$&');
}

function refused(reason: string): ManagementError {
  return new ManagementError(
    400,
    `Query validation error: '${reason}' on property q.`,
    'invalid_query_string',
  );
}
