import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { decide, type Decision } from '@rollcall/shared/access/decision.ts';
import type { Permission } from '@rollcall/shared/access/permissions.ts';
import { accountRows, type Me } from '@rollcall/shared/contract/account.ts';
import type { Row } from '@rollcall/shared/contract/row.ts';
import { call } from './call.ts';

/** The signed-in team member, their permissions, and the scopes of Rollcall's token. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async ({ signal }) => (await call(accountRows.getMe, { signal })).data,
  staleTime: 60_000,
});

/** The signed-in team member. The shell loads it before anything under it is shown. */
export function useMe(): Me {
  return useSuspenseQuery(meQuery).data;
}

/**
 * Whether the team member, and Rollcall's token, may do what a row does, and if not, what is missing.
 * `fields` are the body's keys that are meant; `permissionsOverUser` those that hold for one user.
 */
export function useMay(
  row: Row,
  fields: readonly string[] = [],
  permissionsOverUser?: readonly Permission[],
): Decision {
  const me = useMe();
  return decide(row, { permissions: permissionsOverUser ?? me.permissions, scopes: me.scopes }, fields);
}
