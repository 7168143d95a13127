import { withoutWidths } from '@rollcall/shared/user/columns.ts';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { userListsKey } from '../../../api/user-lists.ts';
import { later } from './lazy.ts';
import type { WalkSearch } from './walk-search.ts';

/** The walk of a joined list: begun once for the same list, and anew when it is some minutes old. */
export function joinedWalkQuery(search: WalkSearch) {
  const { q, sort, role, organization, mfa } = search;
  return queryOptions({
    queryKey: ['walks', 'joined', { q, sort, role, organization, mfa }],
    queryFn: async () => (await (await later()).startWalk(search)).id,
    staleTime: 10 * 60_000,
    retry: false,
  });
}

/** How far a walk is; asked again while it goes on. */
export function walkQuery(id: string) {
  return queryOptions({
    queryKey: ['walks', id],
    queryFn: async ({ signal }) => (await later()).getWalk(id, signal),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? 700 : false),
    staleTime: 60_000,
  });
}

/** A page of those whom a walk has found. */
export function walkUsersQuery(
  id: string,
  { page, per_page, columns }: Pick<WalkSearch, 'page' | 'per_page' | 'columns'>,
) {
  const query = { page, per_page, columns: withoutWidths(columns) };
  return queryOptions({
    queryKey: [...userListsKey, 'walk', id, query],
    queryFn: async ({ signal }) => (await later()).listWalkUsers(id, query, signal),
    placeholderData: keepPreviousData,
    staleTime: 5_000,
  });
}
