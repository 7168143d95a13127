import { type QueryClient, useMutation } from '@tanstack/react-query';
import { profileRows } from '@rollcall/shared/contract/profile.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { type Answer, call } from '../../api/call.ts';
import { userQuery } from '../../api/user.ts';

/** Deletes a user. The page has to leave before the cache forgets the user, so that is up to the caller. */
export function useDeleteUser(userId: string) {
  return useMutation({
    mutationFn: (reason: string) => call(profileRows.deleteUser, { params: { userId }, reason }),
  });
}

/** The user as it is now, past any cache. */
export function readAfresh(queryClient: QueryClient, userId: string): Promise<Answer<UserDetail>> {
  return queryClient.fetchQuery({ ...userQuery(userId), staleTime: 0 });
}
