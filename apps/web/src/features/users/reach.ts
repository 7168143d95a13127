import type { ListSearch } from './search-params.ts';

/** Auth0 pages through so many results only. Source: Management API GET /api/v2/users */
const reachable = 1_000;

/** Whether a page lies within what Auth0 pages through. */
export function isWithinReach({ page, per_page }: Pick<ListSearch, 'page' | 'per_page'>): boolean {
  return (page + 1) * per_page <= reachable;
}

/** Which pages there are around this one, and whether Auth0's limit is what ends them. */
export function pagesAround(search: ListSearch, total: number) {
  const hasMore = (search.page + 1) * search.per_page < total;
  const isNextWithinReach = isWithinReach({ ...search, page: search.page + 1 });
  return {
    hasPrevious: search.page > 0,
    hasNext: hasMore && isNextWithinReach,
    endsAtLimit: hasMore && !isNextWithinReach,
  };
}
