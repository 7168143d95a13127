import { queryOptions, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { decide, type Decision, type Means } from '@rollcall/shared/access/decision.ts';
import { accountRows, type Me } from '@rollcall/shared/contract/account.ts';
import type { Row } from '@rollcall/shared/contract/row.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';
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

/** A user as far as it decides what may be done to them. */
type Judged = Pick<UserDetail, 'user_id' | 'permissions' | 'team'>;

/** What the team member may spend, and what else stands in their way; over one user where one is meant. */
export function useMeans(user?: Judged): Means {
  const { permissions, scopes, viewingAs, account } = useMe();
  return {
    permissions: user?.permissions ?? permissions,
    scopes,
    viewingAs: viewingAs?.name,
    standing:
      user === undefined
        ? undefined
        : user.team === 'protected'
          ? 'protected'
          : user.user_id === account
            ? 'oneself'
            : undefined,
  };
}

/**
 * Whether the team member, and Rollcall's token, may do what a row does, and if not, what is in the way and
 * who can help.
 * `fields` are the body's keys that are meant; `user` is whom it would be done to.
 */
export function useMay(row: Row, fields: readonly string[] = [], user?: Judged): Decision {
  const means = useMeans(user);
  const decision = decide(row, means, fields);
  const isLacking = !decision.allowed && decision.missing === 'permission';
  const { data: managers } = useQuery({ ...teamManagersQuery, enabled: isLacking });
  return isLacking ? decide(row, { ...means, managers }, fields) : decision;
}
