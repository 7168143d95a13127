import { parseQuery } from '@rollcall/shared/query/parse.ts';
import type { RawBuilder } from 'kysely';
import { z } from 'zod';
import type { Plan } from '../../rate-limits/plans.ts';
import type { LogCondition, LogOrder } from '../../store/log-events.ts';
import type { Slice } from '../paging.ts';
import { ManagementError } from '../management-error.ts';
import { checkpointParameters, pagingParameters, readOffset } from '../paging.ts';
import { booleanParameter, validate } from '../validate.ts';
import { compileLogQuery } from './compile-query.ts';
import { USER_EVENT_TYPES } from './user-event-types.ts';

const ListParameters = z.object({
  ...pagingParameters(0, 50),
  ...checkpointParameters(),
  q: z.string().optional().describe('Query in Lucene query string syntax.'),
  search: z.string().optional().describe('Search criteria.'),
  sort: z.string().optional().describe('Field to use for sorting.'),
  fields: z.string().optional().describe('Comma-separated list of fields.'),
  include_fields: booleanParameter('Whether specified fields are to be included (true) or excluded (false)'),
});

/** What a list of log events was asked for. */
export interface LogRequest {
  slice: Extract<Slice, { kind: 'offset' }> | { kind: 'from'; logId: string; take: number };
  search: RawBuilder<boolean> | undefined;
  order: LogOrder;
  fields: readonly string[] | undefined;
  includeFields: boolean;
}

/**
 * Reads the parameters of `GET /logs`. With `from` or `take` all but these two are ignored.
 * @throws {ManagementError} 400
 * @see https://auth0.com/docs/deploy-monitor/logs/retrieve-log-events-using-mgmt-api
 */
export function readLogRequest(query: Readonly<Record<string, unknown>>): LogRequest {
  const asked = validate('Query', ListParameters, query);
  const fields = asked.fields === undefined || asked.fields === '' ? undefined : asked.fields.split(',');
  const rest = { fields, includeFields: asked.include_fields ?? true };
  if (asked.from !== undefined || asked.take !== undefined) {
    const slice = { kind: 'from', logId: asked.from ?? '', take: asked.take ?? 50 } as const;
    return { slice, search: undefined, order: 'asc', ...rest };
  }
  const { page, per_page, include_totals } = query;
  return {
    // 0 entries of a page are as good as one, and no page has them.
    slice: readOffset({ page, per_page: per_page === '0' ? undefined : per_page, include_totals }),
    search: readSearch(asked.q ?? asked.search ?? ''),
    order: readLogOrder(asked.sort),
    ...rest,
  };
}

/**
 * Reads `sort`: the log can be put in order of time only; newest first unless asked otherwise.
 * @throws {ManagementError} 400
 */
export function readLogOrder(sort: string | undefined): LogOrder {
  if (sort === undefined || sort === 'date:-1') return 'desc';
  if (sort === 'date:1') return 'asc';
  throw new ManagementError(
    400,
    `Query validation error: 'String does not match pattern ^date:(1|-1)$: ${sort}' on property sort (Field to use for sorting.).`,
    'invalid_query_string',
  );
}

/** What of the log a token may see under the tenant's plan. */
export function visibleTo(scopes: ReadonlySet<string>, plan: Plan): LogCondition {
  return {
    ...(scopes.has('read:logs') ? {} : { types: USER_EVENT_TYPES }),
    ...(plan.logRetentionDays === undefined ? {} : { days: plan.logRetentionDays }),
  };
}

function readSearch(text: string): RawBuilder<boolean> | undefined {
  const parsed = parseQuery(text);
  if (parsed.ok) return parsed.query.kind === 'all' ? undefined : compileLogQuery(parsed.query);
  throw new ManagementError(
    400,
    `Query validation error: '${parsed.error.message}' on property q.`,
    'invalid_query_string',
  );
}
