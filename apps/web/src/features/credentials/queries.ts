import { useMutation, useQueryClient } from '@tanstack/react-query';
import { credentialsRows } from '@rollcall/shared/contract/credentials.ts';
import { call } from '../../api/call.ts';
import { userKey, userListsKey } from '../../api/user.ts';

/**
 * Sets the password that `read` gives when it is called. It is not passed as a variable, because the
 * cache of mutations keeps those. Afterwards the user is read again: Auth0 lifts the block and notes
 * the reset. Source: auth0.com/docs/manage-users/user-accounts/block-and-unblock-users
 */
export function useSetPassword(userId: string, read: () => string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (reason: string) =>
      call(credentialsRows.setPassword, { params: { userId }, body: { password: read() }, reason }),
    onSuccess: async () => {
      void queryClient.invalidateQueries({ queryKey: userListsKey });
      await queryClient.invalidateQueries({ queryKey: userKey(userId) });
    },
  });
}
