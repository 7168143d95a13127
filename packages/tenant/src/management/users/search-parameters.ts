import type { Query } from '@rollcall/shared/query/ast.ts';
import { parseQuery } from '@rollcall/shared/query/parse.ts';
import { sortColumn } from '../../search/columns.ts';
import type { UserSearch } from '../../search/find-users.ts';
import { refusalOf } from '../../search/refusals.ts';
import { ManagementError } from '../management-error.ts';

/**
 * Only the third search engine is there; the others have ended.
 * @see https://auth0.com/docs/troubleshoot/product-lifecycle/past-migrations/migrate-v2-v3
 * @throws {ManagementError} 400
 */
export function assertSearchEngine(engine: 'v1' | 'v2' | 'v3' | undefined, q: string | undefined): void {
  if (engine === undefined || engine === 'v3') return;
  throw new ManagementError(
    400,
    engine === 'v1' && q !== undefined
      ? "The 'q' parameter is available only if you specify 'search_engine=v2|v3'."
      : `You are not allowed to use search_engine=${engine}.`,
    'invalid_query_string',
  );
}

/**
 * Reads `q`.
 * @throws {ManagementError} 400 when it cannot be parsed, or asks what may not be asked.
 */
export function readQuery(q: string): Query {
  const parsed = parseQuery(q);
  const refusal = parsed.ok ? refusalOf(parsed.query) : parsed.error.message;
  if (parsed.ok && refusal === undefined) return parsed.query;
  throw new ManagementError(
    400,
    `Query validation error: '${refusal}' on property q.`,
    'invalid_query_string',
  );
}

/**
 * Reads `sort`: one root attribute, up or down.
 * @throws {ManagementError} 400
 */
export function readSort(sort: string | undefined): UserSearch['sort'] {
  if (sort === undefined || sort === '') return undefined;
  const [, field = '', order] = /^([^:]+):(-?1)$/u.exec(sort) ?? [];
  const column = sortColumn(field);
  if (column !== undefined) return { column, descending: order === '-1' };
  throw new ManagementError(
    400,
    `Query validation error: 'Object didn't pass validation for format sort: ${sort}' on property sort (Field to sort by. Use field:order).`,
    'invalid_query_string',
  );
}
