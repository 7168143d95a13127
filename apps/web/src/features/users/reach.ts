import type { ListSearch } from './search-params.ts';

/** Auth0 pages through so many results only. Source: Management API GET /api/v2/users */
const reachable = 1_000;

/** Whether a page lies within what Auth0 pages through. */
export function isWithinReach({ page, per_page }: Pick<ListSearch, 'page' | 'per_page'>): boolean {
  return (page + 1) * per_page <= reachable;
}

/**
 * Which pages there are around this one, and whether Auth0's limit is what ends them.
 *
 * @param isWhole whether the list goes to its end, whatever Auth0 pages through
 */
export function pagesAround(search: ListSearch, total: number, isWhole = false) {
  const hasMore = (search.page + 1) * search.per_page < total;
  const isNextWithinReach = isWhole || isWithinReach({ ...search, page: search.page + 1 });
  return {
    hasPrevious: search.page > 0,
    hasNext: hasMore && isNextWithinReach,
    endsAtLimit: hasMore && !isNextWithinReach,
  };
}
