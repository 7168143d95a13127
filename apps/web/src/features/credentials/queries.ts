import { useMutation, useQueryClient } from '@tanstack/react-query';
import { credentialsRows, type Ticket } from '@rollcall/shared/contract/credentials.ts';
import { call } from '../../api/call.ts';
import { userKey } from '../../api/user.ts';
import { userListsKey } from '../../api/user-lists.ts';

/**
 * Sets the password that `read` gives when it is called. It is not passed as a variable, because the
 * cache of mutations keeps those. Afterwards the user is read again: Auth0 lifts the block and notes
 * the reset. Source: auth0.com/docs/manage-users/user-accounts/block-and-unblock-users
 */
export function useSetPassword(userId: string, read: () => string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ reason, signOut }: { reason: string; signOut: boolean }) =>
      call(credentialsRows.setPassword, {
        params: { userId },
        body: { password: read(), ...(signOut ? { sign_out: true as const } : {}) },
        reason,
      }),
    onSettled: async () => {
      void queryClient.invalidateQueries({ queryKey: userListsKey });
      await queryClient.invalidateQueries({ queryKey: userKey(userId) });
    },
  });
}

/** What a link is made for. */
type LinkKind = 'password' | 'verification';

interface LinkWish {
  kind: LinkKind;
  lifetime: number;
  marksVerified: boolean;
  reason: string;
}

/**
 * Makes a link and hands it to `show`. It is neither the result nor a variable of the mutation: the cache
 * keeps those.
 */
export function useMakeLink(userId: string, show: (ticket: Ticket) => void) {
  return useMutation({
    mutationFn: async ({ kind, lifetime, marksVerified, reason }: LinkWish) => {
      const to = { params: { userId }, reason };
      const { data } = await (kind === 'password'
        ? call(credentialsRows.createPasswordTicket, {
            ...to,
            body: { ttl_sec: lifetime, mark_email_as_verified: marksVerified },
          })
        : call(credentialsRows.createVerificationTicket, { ...to, body: { ttl_sec: lifetime } }));
      show(data);
    },
  });
}

/** Has the tenant send the e-mail by which the user chooses a password. */
export function useSendPasswordEmail(userId: string) {
  return useMutation({
    mutationFn: (reason: string) => call(credentialsRows.sendPasswordEmail, { params: { userId }, reason }),
  });
}

/** Has the tenant send the e-mail by which the user proves their address, and answers how far that is. */
export function useSendVerificationEmail(userId: string) {
  return useMutation({
    mutationFn: async (reason: string) =>
      (await call(credentialsRows.sendVerificationEmail, { params: { userId }, reason })).data.status,
  });
}
