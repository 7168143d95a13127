import { withoutWidths } from '@rollcall/shared/user/columns.ts';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '../../../api/call.ts';
import { userListsKey } from '../../../api/user-lists.ts';

/** What of the list's state a walk is made of. */
export interface WalkSearch {
  q: string;
  sort: string;
  role: string;
  organization: string;
  mfa: '' | 'none';
  /** A walk that was begun; empty for none. */
  walk: string;
  page: number;
  per_page: number;
  columns: string;
}

/** What a walk may say; it comes when there is one, not with the first load. */
async function contract() {
  return (await import('@rollcall/shared/contract/walks.ts')).walksRows;
}

/** Whether a list is joined with what no search knows, so that it always comes from a walk. */
export function isJoined({ role, organization, mfa }: WalkSearch): boolean {
  return role !== '' || organization !== '' || mfa !== '';
}

/** Begins a walk. */
export async function startWalk({ q, sort, role, organization, mfa }: WalkSearch, signal?: AbortSignal) {
  const body = {
    q,
    sort,
    ...(role === '' ? {} : { role }),
    ...(organization === '' ? {} : { organization }),
    ...(mfa === '' ? {} : { mfa }),
  };
  const { startWalk: row } = await contract();
  const { data } = await call(row, { body, ...(signal === undefined ? {} : { signal }) });
  return data;
}

/** The walk of a joined list: begun once for the same list, and anew when it is some minutes old. */
export function joinedWalkQuery(search: WalkSearch) {
  const { q, sort, role, organization, mfa } = search;
  return queryOptions({
    queryKey: ['walks', 'joined', { q, sort, role, organization, mfa }],
    queryFn: async ({ signal }) => (await startWalk(search, signal)).id,
    staleTime: 10 * 60_000,
    retry: false,
  });
}

/** How far a walk is; asked again while it goes on. */
export function walkQuery(id: string) {
  return queryOptions({
    queryKey: ['walks', id],
    queryFn: async ({ signal }) => {
      const { getWalk: row } = await contract();
      return (await call(row, { params: { walkId: id }, signal })).data;
    },
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
    queryFn: async ({ signal }) => {
      const { listWalkUsers: row } = await contract();
      return (await call(row, { params: { walkId: id }, query, signal })).data;
    },
    placeholderData: keepPreviousData,
    staleTime: 5_000,
  });
}

/** Ends a walk. */
export async function cancelWalk(id: string): Promise<void> {
  await call((await contract()).cancelWalk, { params: { walkId: id } });
}
