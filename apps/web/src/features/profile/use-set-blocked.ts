import { profileRows } from '@rollcall/shared/contract/profile.ts';
import { displayName } from '@rollcall/shared/user/display-name.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { rememberUser } from '../../api/user.ts';
import { toast } from '../../ui/toast.tsx';

interface SetBlocked {
  blocked: boolean;
  /** Why. What had to be given a reason cannot be taken back without another one. */
  reason?: string;
  /** Takes back what a toast told of. */
  isUndo?: boolean;
  /** Whether who asks for it shows a refusal. */
  showsRefusal?: boolean;
}

/**
 * Blocks or unblocks a user, whatever version it is in. Tells of it in a toast with a way back, and
 * of a refusal too: what asked for it, a toast for one, may be gone by then.
 */
export function useSetBlocked(user: UserDetail) {
  const queryClient = useQueryClient();
  const name = displayName(user);
  const setting = useMutation({
    mutationFn: ({ blocked, reason }: SetBlocked) =>
      call(blocked ? profileRows.blockUser : profileRows.unblockUser, {
        params: { userId: user.user_id },
        reason,
      }),
    onSuccess: (answer, { blocked, reason, isUndo = false }) => {
      rememberUser(queryClient, answer);
      if (isUndo) return;
      toast({
        text: blocked ? `${name} is blocked.` : `${name} can sign in again.`,
        ...(reason === undefined ? { undo: () => setting.mutate({ blocked: !blocked, isUndo: true }) } : {}),
      });
    },
    onError: (error, { blocked, showsRefusal = false }) => {
      if (showsRefusal) return;
      toast({ tone: 'red', text: `${name} is ${blocked ? 'not' : 'still'} blocked. ${error.message}` });
    },
  });
  return setting;
}
