import type { ListedUser } from '@rollcall/shared/contract/users.ts';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { userListsKey } from '../../api/user-lists.ts';

/** How often a list asks whether the search knows by now, in milliseconds. */
const askAgain = 4_000;

/** Reads the lists again and again while they show what the search does not know yet. */
export function usePending(users: readonly ListedUser[] | undefined): void {
  const queryClient = useQueryClient();
  const isPending = users?.some(({ pending }) => pending !== undefined) === true;
  useEffect(() => {
    if (!isPending) return;
    const timer = setInterval(() => {
      void queryClient.invalidateQueries({ queryKey: userListsKey }, { cancelRefetch: false });
    }, askAgain);
    return () => {
      clearInterval(timer);
    };
  }, [isPending, queryClient]);
}
