import { queryOptions, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { decide, type Decision } from '@rollcall/shared/access/decision.ts';
import type { Permission } from '@rollcall/shared/access/permissions.ts';
import { accountRows, type Me } from '@rollcall/shared/contract/account.ts';
import type { Row } from '@rollcall/shared/contract/row.ts';
import { call } from './call.ts';
import { teamManagersQuery } from './team-managers.ts';

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

/** Yes, or what stands in the way: a permission, a scope, or that one sees Rollcall as somebody else. */
export type May = Decision | { allowed: false; missing: 'own_eyes'; sentence: string };

/**
 * Whether the team member, and Rollcall's token, may do what a row does, and if not, what is missing and
 * who can give it.
 * `fields` are the body's keys that are meant; `permissionsOverUser` those that hold for one user.
 */
export function useMay(
  row: Row,
  fields: readonly string[] = [],
  permissionsOverUser?: readonly Permission[],
): May {
  const me = useMe();
  const means = { permissions: permissionsOverUser ?? me.permissions, scopes: me.scopes };
  const decision = decide(row, means, fields);
  const isLacking = !decision.allowed && decision.missing === 'permission';
  const { data: managers } = useQuery({ ...teamManagersQuery, enabled: isLacking });
  if (isLacking) return decide(row, { ...means, managers }, fields);
  if (me.viewingAs === null || row.method === 'GET' || row.whileViewingAs === true) return decision;
  const sentence = `You see Rollcall as ${me.viewingAs.name} does. Nothing can be changed until you stop.`;
  return { allowed: false, missing: 'own_eyes', sentence };
}
