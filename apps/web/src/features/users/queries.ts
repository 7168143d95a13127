import { usersRows } from '@rollcall/shared/contract/users.ts';
import { withoutWidths } from '@rollcall/shared/user/columns.ts';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { userListsKey } from '../../api/user-lists.ts';
import type { ListSearch } from './search-params.ts';

/** One page of users. The page before stays until it is there; a newer question cancels an older one. */
export function userListQuery({ q, page, per_page, sort, columns }: ListSearch) {
  const query = { q, page, per_page, sort, columns: withoutWidths(columns) };
  return queryOptions({
    queryKey: [...userListsKey, query],
    queryFn: async ({ signal }) => (await call(usersRows.listUsers, { query, signal })).data,
    placeholderData: keepPreviousData,
    staleTime: 5_000,
  });
}
