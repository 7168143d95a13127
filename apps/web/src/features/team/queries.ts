import type { UserScope } from '@rollcall/shared/access/user-scope.ts';
import { teamRows } from '@rollcall/shared/contract/team.ts';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api/call.ts';

/** Under which everything about the team is cached; invalidate it after a change. */
export const teamKey = ['team'] as const;

/** The team members. */
export const teamQuery = queryOptions({
  queryKey: [...teamKey, 'members'],
  queryFn: async ({ signal }) => (await call(teamRows.listTeam, { signal })).data.members,
  staleTime: 5_000,
});

/** The team roles, built-in ones first. */
export const teamRolesQuery = queryOptions({
  queryKey: [...teamKey, 'roles'],
  queryFn: async ({ signal }) => (await call(teamRows.listTeamRoles, { signal })).data.roles,
  staleTime: 5_000,
});

/** The roles of the tenant, by name. */
export const tenantRolesQuery = queryOptions({
  queryKey: [...teamKey, 'tenant-roles'],
  queryFn: async ({ signal }) => (await call(teamRows.listTenantRoles, { signal })).data,
  staleTime: 60_000,
});

/** What the team has agreed on. */
export const teamSettingsQuery = queryOptions({
  queryKey: [...teamKey, 'settings'],
  queryFn: async ({ signal }) => (await call(teamRows.getTeamSettings, { signal })).data,
  staleTime: 5_000,
});

/** How many users a scope covers, and a few of them as somebody with this mask would see them. */
export function scopePreviewQuery(scope: UserScope, mask: readonly string[]) {
  return queryOptions({
    queryKey: [...teamKey, 'scope-preview', scope, mask],
    queryFn: async ({ signal }) =>
      (await call(teamRows.previewUserScope, { body: { scope, mask: [...mask] }, signal })).data,
    staleTime: 30_000,
    retry: false,
  });
}
