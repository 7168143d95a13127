import { usersRows } from '@rollcall/shared/contract/users.ts';
import { readSearchBox } from '@rollcall/shared/user/search-box.ts';
import type { UserSummary } from '@rollcall/shared/user/user-summary.ts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { useMay } from '../../api/me.ts';
import { userListsKey } from '../../api/user-lists.ts';
import { useDebounced } from '../../lib/debounced.ts';

/** How long after the last key stroke users are looked for, in milliseconds. */
const pause = 200;
/** How many are shown. */
const most = 6;
const nobody: UserSummary[] = [];

/** The users whom a typed text finds: by words, an e-mail address or a user_id, never by a half-typed query. */
export function useFoundUsers(typed: string): { users: readonly UserSummary[]; isLooking: boolean } {
  const may = useMay(usersRows.listUsers);
  const q = useDebounced(typed.trim(), pause);
  const { kind } = readSearchBox(q);
  const isAsked = q.length > 1 && (kind === 'words' || kind === 'email' || kind === 'user_id');
  const { data, isFetching } = useQuery({
    queryKey: [...userListsKey, 'palette', q],
    queryFn: async ({ signal }) =>
      (await call(usersRows.listUsers, { query: { q, per_page: most, sort: 'created_at:-1' }, signal })).data
        .users,
    enabled: may.allowed && isAsked,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
  const isLooking = isFetching || (typed.trim() !== q && may.allowed);
  return { users: isAsked ? (data ?? nobody) : nobody, isLooking };
}
