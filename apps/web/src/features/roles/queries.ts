import { type PermissionName, rolesRows } from '@rollcall/shared/contract/roles.ts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { userKey } from '../../api/user.ts';

/** The roles that were given to a user. */
export function userRolesQuery(userId: string) {
  return queryOptions({
    queryKey: [...userKey(userId), 'roles'],
    queryFn: async ({ signal }) => (await call(rolesRows.listUserRoles, { params: { userId }, signal })).data,
    staleTime: 10_000,
  });
}

/** The permissions that were given to a user directly. */
export function userPermissionsQuery(userId: string) {
  return queryOptions({
    queryKey: [...userKey(userId), 'permissions'],
    queryFn: async ({ signal }) =>
      (await call(rolesRows.listUserPermissions, { params: { userId }, signal })).data,
    staleTime: 10_000,
  });
}

/** All that counts for a user, and why. */
export function accessQuery(userId: string) {
  return queryOptions({
    queryKey: [...userKey(userId), 'effective-permissions'],
    queryFn: async ({ signal }) =>
      (await call(rolesRows.explainUserAccess, { params: { userId }, signal })).data,
    staleTime: 10_000,
  });
}

/** The APIs and their permissions that may be given to a user. */
export function assignablePermissionsQuery(userId: string) {
  return queryOptions({
    queryKey: [...userKey(userId), 'assignable-permissions'],
    queryFn: async ({ signal }) =>
      (await call(rolesRows.listAssignablePermissions, { params: { userId }, signal })).data.apis,
    staleTime: 30_000,
  });
}

/** What a change of roles or permissions is sent with. */
interface Sent<What> {
  what: What;
  reason: string;
}

/** Everything that is shown below a user is read again: what counts has changed, and the history. */
function useChange<What>(userId: string, change: (sent: Sent<What>) => Promise<unknown>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: userKey(userId) }),
  });
}

/** Gives roles, by their ids. */
export function useAssignRoles(userId: string) {
  return useChange(userId, ({ what, reason }: Sent<string[]>) =>
    call(rolesRows.assignUserRoles, { params: { userId }, body: { roles: what }, reason }),
  );
}

/** Takes a role away, by its id. */
export function useRemoveRole(userId: string) {
  return useChange(userId, ({ what, reason }: Sent<string>) =>
    call(rolesRows.removeUserRole, { params: { userId, tenantRoleId: what }, reason }),
  );
}

/** Gives permissions directly. */
export function useAssignPermissions(userId: string) {
  return useChange(userId, ({ what, reason }: Sent<PermissionName[]>) =>
    call(rolesRows.assignUserPermissions, { params: { userId }, body: { permissions: what }, reason }),
  );
}

/** Takes direct permissions away. */
export function useRemovePermissions(userId: string) {
  return useChange(userId, ({ what, reason }: Sent<PermissionName[]>) =>
    call(rolesRows.removeUserPermissions, { params: { userId }, body: { permissions: what }, reason }),
  );
}
