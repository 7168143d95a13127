import { z } from 'zod';
import { SearchTimeout } from '../../search/deadline.ts';
import { findUsers } from '../../search/find-users.ts';
import type { Endpoint } from '../endpoint.ts';
import { project, readProjection } from '../fields.ts';
import { ManagementError } from '../management-error.ts';
import { assertWithinFirstThousand, pagingParameters } from '../paging.ts';
import { booleanParameter, validate } from '../validate.ts';
import { withProviderTokens } from './provider-tokens.ts';
import { assertSearchEngine, readQuery, readSort } from './search-parameters.ts';
import { USER_FIELDS } from './user-fields.ts';

const ListParameters = z.object({
  ...pagingParameters(0, 50),
  q: z.string().optional().describe('Query in Lucene query string syntax.'),
  sort: z.string().optional().describe('Field to sort by. Use field:order.'),
  connection: z.string().optional().describe('Connection filter. Only applies when using search_engine=v1.'),
  fields: z.string().optional().describe('Comma-separated list of fields.'),
  include_fields: booleanParameter('Whether specified fields are to be included (true) or excluded (false).'),
  search_engine: z.enum(['v1', 'v2', 'v3']).optional().describe('The version of the search engine'),
  primary_order: booleanParameter('If true (default), results are returned in a deterministic order.'),
});

/**
 * `GET /users`. The order is deterministic whatever `primary_order` says, which is what it may be.
 * @see https://auth0.com/docs/api/management/v2/users/get-users
 */
export const listUsers: Endpoint = {
  method: 'get',
  path: '/users',
  summary: 'List or Search Users',
  scopes: ['read:users'],
  handle: async ({ db, searchTimeoutMs }, { query, scopes }) => {
    const parameters = validate('Query', ListParameters, query);
    assertSearchEngine(parameters.search_engine, parameters.q);
    const projection = readProjection(parameters.fields, parameters.include_fields, USER_FIELDS);
    const page = parameters.page ?? 0;
    const perPage = parameters.per_page ?? 50;
    assertWithinFirstThousand(page, perPage);
    const search = {
      query: readQuery(parameters.q ?? ''),
      sort: readSort(parameters.sort),
      page,
      perPage,
      withTotal: parameters.include_totals === true,
    };
    const { users, total } = await findUsers(db, search, searchTimeoutMs).catch(refuseTimeout);
    const shown = (await withProviderTokens(db, users, scopes)).map((user) => project(user, projection));
    if (total === undefined) return { status: 200, body: shown };
    return {
      status: 200,
      body: { start: page * perPage, limit: perPage, length: shown.length, users: shown, total },
    };
  },
};

function refuseTimeout(error: unknown): never {
  if (!(error instanceof SearchTimeout)) throw error;
  throw new ManagementError(
    503,
    'The query exceeded the timeout. Please try refining your search criteria. ' +
      'See https://auth0.com/docs/best-practices/search-best-practices',
  );
}
