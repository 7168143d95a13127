import { identitiesRows } from '@rollcall/shared/contract/identities.ts';
import { organizationsRows } from '@rollcall/shared/contract/organizations.ts';
import { rolesRows } from '@rollcall/shared/contract/roles.ts';
import { usersRows } from '@rollcall/shared/contract/users.ts';
import type { Identity } from '@rollcall/shared/user/user-summary.ts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { forgetUser, userKey } from '../../api/user.ts';
import { userListsKey } from '../../api/user-lists.ts';

/** Who may be the same person as a user. */
export function duplicatesQuery(userId: string) {
  return queryOptions({
    queryKey: [...userKey(userId), 'duplicates'],
    queryFn: async ({ signal }) =>
      (await call(identitiesRows.findDuplicates, { params: { userId }, signal })).data.users,
    staleTime: 30_000,
  });
}

/** A few users found by the words of the search box. */
export function candidatesQuery(q: string) {
  return queryOptions({
    queryKey: [...userListsKey, 'candidates', q],
    queryFn: async ({ signal }) =>
      (await call(usersRows.listUsers, { query: { q, per_page: 10 }, signal })).data,
    staleTime: 10_000,
  });
}

/** The roles that go with a user who is linked to another one. */
export function lostRolesQuery(userId: string) {
  return queryOptions({
    queryKey: [...userKey(userId), 'roles'],
    queryFn: async ({ signal }) => (await call(rolesRows.listUserRoles, { params: { userId }, signal })).data,
    staleTime: 10_000,
  });
}

/** The memberships that go with a user who is linked to another one. */
export function lostMembershipsQuery(userId: string) {
  return queryOptions({
    queryKey: [...userKey(userId), 'organizations', 0],
    queryFn: async ({ signal }) =>
      (await call(organizationsRows.listUserOrganizations, { params: { userId }, query: {}, signal })).data,
    staleTime: 10_000,
  });
}

/** Links a user, in the version that was compared, to another one. */
export function useLink(userId: string, secondId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ version, reason }: { version: string; reason: string }) =>
      call(identitiesRows.linkIdentity, {
        params: { userId },
        body: { user_id: secondId, version },
        reason,
      }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: userKey(userId) });
    },
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: userListsKey });
    },
  });
}

/** Drops the user who is an identity now. The page has to leave it before. */
export function useForgetting(secondId: string): () => void {
  const queryClient = useQueryClient();
  return () => forgetUser(queryClient, secondId);
}

/** Makes an identity a user of its own again; answers the user_id of that. */
export function useUnlink(userId: string, { provider, user_id: identityId }: Identity) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (reason: string) =>
      (await call(identitiesRows.unlinkIdentity, { params: { userId, provider, identityId }, reason })).data
        .separate,
    onSuccess: async () => {
      void queryClient.invalidateQueries({ queryKey: userListsKey });
      await queryClient.invalidateQueries({ queryKey: userKey(userId) });
    },
  });
}
