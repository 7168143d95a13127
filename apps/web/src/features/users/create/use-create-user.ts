import { newUsersRows } from '@rollcall/shared/contract/new-users.ts';
import type { NewUser } from '@rollcall/shared/user/user-input.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../../api/call.ts';
import { userListsKey } from '../../../api/user-lists.ts';

/**
 * Creates the user that `read` answers. It is read at the moment of sending and never handed to the
 * cache of mutations, for a password is in it.
 */
export function useCreateUser(read: () => NewUser) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (reason: string) =>
      (await call(newUsersRows.createUser, { body: read(), reason })).data,
    gcTime: 0,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: userListsKey }),
  });
}
