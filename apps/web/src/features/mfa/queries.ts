import { mfaRows } from '@rollcall/shared/contract/mfa.ts';
import type { EnrollmentInvitation } from '@rollcall/shared/user/mfa-calls.ts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { userKey } from '../../api/user.ts';

/** What a user proves themselves with beside the password. */
export function methodsQuery(userId: string) {
  return queryOptions({
    queryKey: [...userKey(userId), 'authentication-methods'],
    queryFn: async ({ signal }) =>
      (await call(mfaRows.listAuthenticationMethods, { params: { userId }, signal })).data,
    staleTime: 10_000,
  });
}

/**
 * Does something to a user's factors, given a reason; `onDone` is called also when what asked for it has
 * gone with them. Whatever became of it, all that is shown of the user is read again.
 */
export function useFactorAct(userId: string, act: (reason: string) => Promise<void>, onDone: () => void) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: onDone,
    onSettled: () => queryClient.invalidateQueries({ queryKey: userKey(userId) }),
  });
}

/** Makes a new recovery code and answers it; for `show` alone, never as the result of a mutation. */
export async function regenerate(
  userId: string,
  reason: string,
  show: (code: string) => void,
): Promise<void> {
  const { data } = await call(mfaRows.regenerateRecoveryCode, { params: { userId }, reason });
  show(data.recovery_code);
}

/** Invites to enrol; `show` gets the link, where none was sent. It is never the result of a mutation. */
export async function invite(
  userId: string,
  { invitation, reason }: { invitation: EnrollmentInvitation; reason: string },
  show: (url: string) => void,
): Promise<void> {
  const { data } = await call(mfaRows.createEnrollmentTicket, {
    params: { userId },
    body: invitation,
    reason,
  });
  if (data.ticket_url !== undefined) show(data.ticket_url);
}
