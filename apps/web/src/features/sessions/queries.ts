import { sessionsRows } from '@rollcall/shared/contract/sessions.ts';
import {
  infiniteQueryOptions,
  type QueryClient,
  type QueryKey,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { userKey } from '../../api/user.ts';

/** Auth0 says that it will end something, and has done it a little later; in milliseconds. */
const settleTime = 4000;

const lists = ['sessions', 'refresh-tokens', 'device-credentials', 'grants'] as const;
type List = (typeof lists)[number];

function listKey(userId: string, list: List): QueryKey {
  return [...userKey(userId), list];
}

const fromStart: string | undefined = undefined;
const firstPage: number | undefined = undefined;

/** Where a user is signed in, page after page. */
export function sessionsQuery(userId: string) {
  return infiniteQueryOptions({
    queryKey: listKey(userId, 'sessions'),
    queryFn: async ({ pageParam: from, signal }) => {
      const { data } = await call(sessionsRows.listUserSessions, {
        params: { userId },
        query: { from },
        signal,
      });
      return { entries: data.sessions, next: data.next, masked: data.masked };
    },
    initialPageParam: fromStart,
    getNextPageParam: ({ next }) => next,
    staleTime: 10_000,
  });
}

/** What applications keep to stay signed in, page after page. */
export function refreshTokensQuery(userId: string) {
  return infiniteQueryOptions({
    queryKey: listKey(userId, 'refresh-tokens'),
    queryFn: async ({ pageParam: from, signal }) => {
      const { data } = await call(sessionsRows.listUserRefreshTokens, {
        params: { userId },
        query: { from },
        signal,
      });
      return { entries: data.refresh_tokens, next: data.next, masked: data.masked };
    },
    initialPageParam: fromStart,
    getNextPageParam: ({ next }) => next,
    staleTime: 10_000,
  });
}

/** What the devices of a user hold, page after page. */
export function deviceCredentialsQuery(userId: string) {
  return infiniteQueryOptions({
    queryKey: listKey(userId, 'device-credentials'),
    queryFn: async ({ pageParam: page, signal }) => {
      const { data } = await call(sessionsRows.listUserDeviceCredentials, {
        params: { userId },
        query: { page },
        signal,
      });
      return { entries: data.device_credentials, next: data.next };
    },
    initialPageParam: firstPage,
    getNextPageParam: ({ next }) => next,
    staleTime: 10_000,
  });
}

/** What a user lets applications do, page after page. */
export function grantsQuery(userId: string) {
  return infiniteQueryOptions({
    queryKey: listKey(userId, 'grants'),
    queryFn: async ({ pageParam: page, signal }) => {
      const { data } = await call(sessionsRows.listUserGrants, {
        params: { userId },
        query: { page },
        signal,
      });
      return { entries: data.grants, next: data.next };
    },
    initialPageParam: firstPage,
    getNextPageParam: ({ next }) => next,
    staleTime: 10_000,
  });
}

/** What an act ends: one entry of a list, or all of these lists. */
export type Ended = { list: List; id: string } | { all: readonly List[] };

/**
 * Ends something. It leaves the lists at once; what is left is read again, and once more when Auth0 has
 * surely done it.
 */
export function useEnding(userId: string, ended: Ended, end: (reason: string) => Promise<unknown>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (reason: string) => {
      await end(reason);
    },
    onSuccess: () => {
      const gone = 'all' in ended ? ended.all : [ended.list];
      for (const list of gone) drop(queryClient, listKey(userId, list), 'id' in ended ? ended.id : undefined);
      const isGone = (key: QueryKey) => gone.some((list) => key[2] === list);
      void queryClient.invalidateQueries({
        queryKey: userKey(userId),
        predicate: ({ queryKey }) => !isGone(queryKey),
      });
      setTimeout(() => {
        for (const list of lists) void queryClient.invalidateQueries({ queryKey: listKey(userId, list) });
      }, settleTime);
    },
    onError: () => {
      for (const list of lists) void queryClient.invalidateQueries({ queryKey: listKey(userId, list) });
    },
  });
}

interface Pages {
  pages: { entries: { id: string }[] }[];
}

/** Takes one entry out of a list that was read, or all of them. */
function drop(queryClient: QueryClient, key: QueryKey, id: string | undefined): void {
  queryClient.setQueryData<Pages>(
    key,
    (before) =>
      before && {
        ...before,
        pages: before.pages.map((page) => ({
          ...page,
          entries: id === undefined ? [] : page.entries.filter((entry) => entry.id !== id),
        })),
      },
  );
}
