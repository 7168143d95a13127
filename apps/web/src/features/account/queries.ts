import { accountRows } from '@rollcall/shared/contract/account.ts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { isProblem } from '../../lib/problem-error.ts';
import { toast } from '../../ui/toast.tsx';

/** One's own sessions. */
export const mySessionsQuery = queryOptions({
  queryKey: ['me', 'sessions'],
  queryFn: async ({ signal }) => (await call(accountRows.listMySessions, { signal })).data.sessions,
  staleTime: 10_000,
});

/** Ends one of one's own sessions; one that has ended by itself meanwhile is as good. */
export function useEndSession() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (sessionId: string) => call(accountRows.endMySession, { params: { sessionId } }),
    onSuccess: () => toast({ text: 'The session is ended.' }),
    onError: (error) => {
      if (isProblem(error, 'not_found')) return;
      toast({ tone: 'red', text: `The session is not ended. ${error.message}` });
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: mySessionsQuery.queryKey }),
  });
}

/** Ends all of one's own sessions but this one. */
export function useEndOtherSessions() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => call(accountRows.endMyOtherSessions, {}),
    onSuccess: ({ data: { ended } }) =>
      toast({ text: ended === 1 ? '1 session is ended.' : `${ended} sessions are ended.` }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: mySessionsQuery.queryKey }),
  });
}
