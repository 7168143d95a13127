import { ManagementError } from './management-error.ts';
import { booleanParameter, integerParameter } from './validate.ts';

/** The offset paging every list shares. @param perPageDefault said in the message about `per_page`. */
export function pagingParameters(minimumPerPage: 0 | 1, perPageDefault: number) {
  return {
    page: integerParameter(
      0,
      Number.MAX_SAFE_INTEGER,
      'Page index of the results to return. First page is 0.',
    ),
    per_page: integerParameter(
      minimumPerPage,
      100,
      `Number of results per page. Defaults to ${perPageDefault}.`,
    ),
    include_totals: booleanParameter(
      'Return results inside an object that contains the total result count (true) or as a direct array of results (false, default).',
    ),
  };
}

/**
 * Only the first 1,000 users of a search can be paged through.
 * @see https://auth0.com/docs/users/search/v3/view-search-results-by-page#limitation
 * @throws {ManagementError} 400 `invalid_paging`
 */
export function assertWithinFirstThousand(page: number, perPage: number): void {
  if ((page + 1) * perPage <= 1_000) return;
  throw new ManagementError(
    400,
    'You can only page through the first 1000 records. See https://auth0.com/docs/users/search/v3/view-search-results-by-page#limitation',
    'invalid_paging',
  );
}
