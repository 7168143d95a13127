import { rolesRows } from '@rollcall/shared/contract/roles.ts';
import { queryOptions } from '@tanstack/react-query';
import { call } from './call.ts';
import { userKey } from './user.ts';

/** The roles that may be given to a user, found by a part of their name. */
export function assignableRolesQuery(userId: string, q: string) {
  return queryOptions({
    queryKey: [...userKey(userId), 'assignable-roles', q],
    queryFn: async ({ signal }) =>
      (await call(rolesRows.listAssignableRoles, { params: { userId }, query: { q }, signal })).data,
    staleTime: 30_000,
  });
}
