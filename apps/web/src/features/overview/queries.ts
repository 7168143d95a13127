import { auditRows } from '@rollcall/shared/contract/audit.ts';
import { historyRows } from '@rollcall/shared/contract/history.ts';
import { overviewRows } from '@rollcall/shared/contract/overview.ts';
import { displayName } from '@rollcall/shared/user/display-name.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { toast } from '../../ui/toast.tsx';

/** How many of the last events are shown, of each source and of both. */
export const fewEvents = 6;

/** What hangs on the user: one call for all parts, each of which can fail alone. */
export function overviewQuery(userId: string) {
  return queryOptions({
    queryKey: ['user', userId, 'overview'],
    queryFn: async ({ signal }) =>
      (await call(overviewRows.getUserOverview, { params: { userId }, signal })).data,
    staleTime: 10_000,
  });
}

/** The last events of the tenant's log. */
export function recentLogsQuery(userId: string) {
  return queryOptions({
    queryKey: ['user', userId, 'recent-logs'],
    queryFn: async ({ signal }) => {
      const query = { per_page: fewEvents };
      return (await call(historyRows.listUserLogs, { params: { userId }, query, signal })).data.logs;
    },
    staleTime: 10_000,
  });
}

/** What was done last in Rollcall. */
export function recentActsQuery(userId: string) {
  return queryOptions({
    queryKey: ['user', userId, 'recent-acts'],
    queryFn: async ({ signal }) => {
      const query = { limit: fewEvents };
      return (await call(auditRows.listUserAuditEvents, { params: { userId }, query, signal })).data.events;
    },
    staleTime: 10_000,
  });
}

/** Lifts the blocks of brute-force protection, and tells of it: what asked for it goes with the blocks. */
export function useClearBlocks(user: UserDetail) {
  const { user_id: userId } = user;
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (reason: string) => call(overviewRows.clearUserBlocks, { params: { userId }, reason }),
    onSuccess: () => {
      toast({ text: `The blocks of ${displayName(user)} are cleared.` });
    },
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: ['user', userId] });
    },
  });
}
