import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { profileRows } from '@rollcall/shared/contract/profile.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { type Answer, call } from './call.ts';
import { userListsKey } from './user-lists.ts';

/** Where one user is cached. */
export function userKey(userId: string) {
  return ['user', userId] as const;
}

/** One user with the version (`etag`) that a write has to name. */
export function userQuery(userId: string) {
  return queryOptions({
    queryKey: userKey(userId),
    queryFn: ({ signal }) => call(profileRows.getUser, { params: { userId }, signal }),
    staleTime: 10_000,
  });
}

/** Puts a user as a write answered it in place of the cached one, and has the lists read again. */
export function rememberUser(queryClient: QueryClient, answer: Answer<UserDetail>): void {
  queryClient.setQueryData(userQuery(answer.data.user_id).queryKey, answer);
  void queryClient.invalidateQueries({ queryKey: userListsKey });
}

/** Drops a deleted user from the cache, and has the lists read again. */
export function forgetUser(queryClient: QueryClient, userId: string): void {
  queryClient.removeQueries({ queryKey: userKey(userId) });
  void queryClient.invalidateQueries({ queryKey: userListsKey });
}
