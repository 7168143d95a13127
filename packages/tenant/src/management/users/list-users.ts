import { parseQuery } from '@rollcall/shared/query/parse.ts';
import { z } from 'zod';
import { findUsers, isSortable, type Sort } from '../../search/find-users.ts';
import { refusalOf } from '../../search/refusals.ts';
import type { Endpoint } from '../endpoint.ts';
import { project, readProjection } from '../fields.ts';
import { ManagementError } from '../management-error.ts';
import { assertWithinFirstThousand, pagingParameters } from '../paging.ts';
import { booleanParameter, validate } from '../validate.ts';
import { USER_FIELDS } from './user-fields.ts';

const ListParameters = z.object({
  ...pagingParameters(0, 50),
  q: z.string().optional().describe('Query in Lucene query string syntax.'),
  sort: z.string().optional().describe('Field to sort by. Use field:order.'),
  fields: z.string().optional().describe('Comma-separated list of fields.'),
  include_fields: booleanParameter('Whether specified fields are to be included (true) or excluded (false).'),
  search_engine: z.enum(['v1', 'v2', 'v3']).optional().describe('The version of the search engine'),
  primary_order: booleanParameter('If true (default), results are returned in a deterministic order.'),
});

/** `GET /users`. @see https://auth0.com/docs/api/management/v2/users/get-users */
export const listUsers: Endpoint = {
  method: 'get',
  path: '/users',
  summary: 'List or Search Users',
  scopes: ['read:users'],
  handle: async ({ db }, { query }) => {
    const parameters = validate('Query', ListParameters, query);
    const projection = readProjection(parameters.fields, parameters.include_fields, USER_FIELDS);
    const page = parameters.page ?? 0;
    const perPage = parameters.per_page ?? 50;
    assertWithinFirstThousand(page, perPage);
    const { users, total } = await findUsers(db, {
      query: readQuery(parameters.q ?? ''),
      sort: parameters.sort === undefined ? undefined : readSort(parameters.sort),
      page,
      perPage,
      withTotal: parameters.include_totals === true,
    });
    const shown = users.map((user) => project(user, projection));
    if (total === undefined) return { status: 200, body: shown };
    return {
      status: 200,
      body: { start: page * perPage, limit: perPage, length: shown.length, users: shown, total },
    };
  },
};

function readQuery(q: string) {
  const parsed = parseQuery(q);
  const refusal = parsed.ok ? refusalOf(parsed.query) : parsed.error.message;
  if (parsed.ok && refusal === undefined) return parsed.query;
  throw new ManagementError(
    400,
    `Query validation error: '${refusal}' on property q.`,
    'invalid_query_string',
  );
}

function readSort(sort: string): Sort {
  const match = /^([^:]+):(-?1)$/u.exec(sort);
  const field = match?.[1];
  if (field !== undefined && isSortable(field)) return { field, descending: match?.[2] === '-1' };
  throw new ManagementError(
    400,
    `Query validation error: 'Object didn't pass validation for format sort: ${sort}' on property sort (Field to sort by. Use field:order).`,
    'invalid_query_string',
  );
}
