import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { profileRows } from '@rollcall/shared/contract/profile.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';
import type { UserPatch } from '@rollcall/shared/user/user-input.ts';
import { type Answer, call } from '../../api/call.ts';
import { rememberUser, userQuery } from '../../api/user.ts';

/** Changes a user, based on the version that `base` is. The answer takes the place of the cached user. */
export function useUpdateUser() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ base, patch, reason }: { base: Answer<UserDetail>; patch: UserPatch; reason: string }) =>
      call(profileRows.updateUser, {
        params: { userId: base.data.user_id },
        body: patch,
        // Without a version the BFF refuses, so an unversioned write can never slip through.
        ifMatch: base.etag ?? '',
        reason,
      }),
    onSuccess: (answer) => {
      rememberUser(queryClient, answer);
    },
  });
}

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
