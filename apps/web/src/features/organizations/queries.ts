import { organizationsRows } from '@rollcall/shared/contract/organizations.ts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call, type CallInput } from '../../api/call.ts';
import { userKey } from '../../api/user.ts';

/** A page of the organizations that a user belongs to. */
export function membershipsQuery(userId: string, page: number) {
  return queryOptions({
    queryKey: [...userKey(userId), 'organizations', page],
    queryFn: async ({ signal }) =>
      (await call(organizationsRows.listUserOrganizations, { params: { userId }, query: { page }, signal }))
        .data,
    staleTime: 10_000,
  });
}

/** The invitations of a user's address, in one organization or in the first ones. */
export function invitationsQuery(userId: string, organizationId: string | undefined) {
  return queryOptions({
    queryKey: [...userKey(userId), 'invitations', organizationId],
    queryFn: async ({ signal }) =>
      (
        await call(organizationsRows.listUserInvitations, {
          params: { userId },
          query: organizationId === undefined ? {} : { organization_id: organizationId },
          signal,
        })
      ).data,
    staleTime: 10_000,
  });
}

/** Organizations found by a part of a name. */
export function organizationsQuery(q: string) {
  return queryOptions({
    queryKey: ['organizations', q],
    queryFn: async ({ signal }) =>
      (await call(organizationsRows.listOrganizations, { query: { q }, signal })).data,
    staleTime: 30_000,
  });
}

/** The applications that an invitation can lead to. */
export const invitingClientsQuery = queryOptions({
  queryKey: ['organizations', 'clients'],
  queryFn: async ({ signal }) => (await call(organizationsRows.listInvitingClients, { signal })).data.clients,
  staleTime: 60_000,
});

type InputOf<Name extends keyof typeof organizationsRows> = CallInput<(typeof organizationsRows)[Name]>;

/** Everything that is shown below a user is read again: what counts has changed, and the history. */
function useRereading(userId: string) {
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries({ queryKey: userKey(userId) });
}

/** Makes a user a member. */
export function useAddToOrganization(userId: string) {
  return useMutation({
    mutationFn: (input: Omit<InputOf<'addUserToOrganization'>, 'params'>) =>
      call(organizationsRows.addUserToOrganization, { ...input, params: { userId } }),
    // Part of it may be done where it failed.
    onSettled: useRereading(userId),
  });
}

/** Takes a membership away. */
export function useRemoveFromOrganization(userId: string) {
  return useMutation({
    mutationFn: ({ organizationId, reason }: { organizationId: string; reason: string }) =>
      call(organizationsRows.removeUserFromOrganization, { params: { userId, organizationId }, reason }),
    onSuccess: useRereading(userId),
  });
}

/** Makes these the roles of a member. */
export function useSetOrganizationRoles(userId: string) {
  return useMutation({
    mutationFn: ({
      organizationId,
      roles,
      reason,
    }: {
      organizationId: string;
      roles: string[];
      reason: string;
    }) =>
      call(organizationsRows.setOrganizationRoles, {
        params: { userId, organizationId },
        body: { roles },
        reason,
      }),
    onSettled: useRereading(userId),
  });
}

/** Invites a user. The link, where there is one, goes to `onLink` and into no cache. */
export function useInvite(userId: string, onLink: (link: { url: string; expiresAt: string }) => void) {
  return useMutation({
    mutationFn: async (input: Omit<InputOf<'inviteUser'>, 'params'>) => {
      const { data } = await call(organizationsRows.inviteUser, { ...input, params: { userId } });
      const { invitation, invitation_url: url } = data;
      if (url !== undefined) onLink({ url, expiresAt: invitation.expires_at });
      return invitation;
    },
    onSuccess: useRereading(userId),
  });
}

/** Takes an invitation back. */
export function useRevokeInvitation(userId: string) {
  return useMutation({
    mutationFn: ({
      organizationId,
      invitationId,
      reason,
    }: {
      organizationId: string;
      invitationId: string;
      reason: string;
    }) =>
      call(organizationsRows.revokeInvitation, {
        params: { userId, organizationId, invitationId },
        reason,
      }),
    onSuccess: useRereading(userId),
  });
}
