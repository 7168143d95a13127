import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { schedulesRows } from '@rollcall/shared/contract/schedules.ts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { userKey } from '../../api/user.ts';
import { userListsKey } from '../../api/user-lists.ts';

/** What is planned for a user. Whoever has something planned is blocked, so others are not asked about. */
export function schedulesQuery({ user_id: userId, blocked }: UserDetail) {
  return queryOptions({
    queryKey: [...userKey(userId), 'schedules'],
    queryFn: async ({ signal }) =>
      (await call(schedulesRows.listSchedules, { params: { userId }, signal })).data.schedules,
    enabled: blocked === true,
    refetchInterval: 60_000,
  });
}

/** What is kept of a user whom Rollcall has deleted. */
export function deletedUserQuery(userId: string) {
  return queryOptions({
    queryKey: ['deleted-users', userId],
    queryFn: async ({ signal }) =>
      (await call(schedulesRows.getDeletedUser, { params: { deletedUserId: userId }, signal })).data,
  });
}

function useAfterwards(userId: string) {
  const queryClient = useQueryClient();
  return () => {
    void queryClient.invalidateQueries({ queryKey: userListsKey });
    void queryClient.invalidateQueries({ queryKey: userKey(userId) });
  };
}

/** Blocks a user until a moment, at which Rollcall unblocks them. */
export function useBlockUntil(userId: string) {
  return useMutation({
    mutationFn: ({ until, reason }: { until: string; reason: string | undefined }) =>
      call(schedulesRows.blockUserUntil, { params: { userId }, body: { until }, reason }),
    onSuccess: useAfterwards(userId),
  });
}

/** Blocks a user now, and has Rollcall delete them after some days. */
export function useDeleteLater(userId: string) {
  return useMutation({
    mutationFn: ({ days, reason }: { days: number; reason: string }) =>
      call(schedulesRows.deleteUserLater, { params: { userId }, body: { days }, reason }),
    onSuccess: useAfterwards(userId),
  });
}

/** Cancels what is planned, or dismisses what has failed. */
export function useCancelSchedule(userId: string) {
  return useMutation({
    mutationFn: ({ scheduleId, reason }: { scheduleId: string; reason: string }) =>
      call(schedulesRows.cancelSchedule, { params: { userId, scheduleId }, reason }),
    onSettled: useAfterwards(userId),
  });
}
