import type { Query, Value } from '@rollcall/shared/query/ast.ts';
import { periodOf } from '@rollcall/shared/query/dates.ts';
import { isDate, isExactOnly } from '@rollcall/shared/query/fields.ts';

/**
 * What a well-formed query may still not ask, as a sentence; undefined when it may be run.
 * @see https://auth0.com/docs/manage-users/user-search/user-search-query-syntax
 */
export function refusalOf(query: Query): string | undefined {
  switch (query.kind) {
    case 'and':
    case 'or':
      return query.operands.map(refusalOf).find((refusal) => refusal !== undefined);
    case 'not':
      return refusalOf(query.operand);
    case 'term':
      return termRefusal(query.field, query.value);
    case 'all':
    case 'exists':
      return undefined;
  }
}

function termRefusal(field: string | undefined, value: Value): string | undefined {
  if (field !== undefined && isExactOnly(field) && value.kind !== 'text') {
    return `Wildcards and ranges are not supported on user_metadata (${field}).`;
  }
  if (field !== undefined && isDate(field)) return dateRefusal(field, value);
  if (value.kind === 'pattern' && value.parts[0] === '' && Array.from(value.parts[1] ?? '').length < 3) {
    return 'A wildcard at the beginning needs at least 3 characters after it.';
  }
  return undefined;
}

function dateRefusal(field: string, value: Value): string | undefined {
  if (value.kind === 'pattern')
    return `${field} is a date: use a range, such as ${field}:[2024-01 TO 2024-03].`;
  const bounds = value.kind === 'text' ? [value.text] : [value.from, value.to];
  const wrong = bounds.find((bound) => bound !== undefined && periodOf(bound) === undefined);
  return wrong === undefined ? undefined : `"${wrong}" is not a date that ${field} can be compared with.`;
}
