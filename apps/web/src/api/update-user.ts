import { profileRows } from '@rollcall/shared/contract/profile.ts';
import type { UserPatch } from '@rollcall/shared/user/user-input.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type Answer, call } from './call.ts';
import { rememberUser } from './user.ts';

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
