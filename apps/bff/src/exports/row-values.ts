import { maskOver, permissionsOver, userScopesFor } from '@rollcall/shared/access/decision.ts';
import { maskUser } from '@rollcall/shared/access/mask.ts';
import { fieldsOfScope } from '@rollcall/shared/access/user-scope.ts';
import { columnTitle, valueOf } from '@rollcall/shared/user/columns.ts';
import type { CustomField } from '@rollcall/shared/user/custom-fields.ts';
import { isVisible } from '../access/choke-point.ts';
import { tellingFields } from '../access/joined-search.ts';
import type { TenantUser } from '../management/user-schema.ts';
import type { TeamMember } from '../store/team.ts';
import type { Head, Value } from './writers.ts';

/** What columns read that are no attribute themselves. */
const sources: Readonly<Record<string, readonly string[]>> = {
  connection: ['identities'],
  status: ['blocked', 'email', 'email_verified'],
};

/** The columns of a file, as the list calls them. */
export function headsOf(paths: readonly string[], fields: readonly CustomField[]): Head[] {
  return paths.map((path) => ({ path, title: titles.get(path) ?? columnTitle(path, fields) }));
}

const titles: ReadonlyMap<string, string> = new Map([
  ['name', 'Name'],
  ['roles', 'Roles'],
  ['organizations', 'Organizations'],
]);

/** What is hidden is told by other attributes too, so all of them decide what of a user is shown. */
const deciding = ['user_id', 'identities', 'email_verified', ...tellingFields, 'picture'];

/** The root attributes that the columns are read from, and those that decide whether they may be. */
export function attributesOf(member: TeamMember, paths: readonly string[]): string[] {
  const scopes = userScopesFor(member.grants, 'users:export').flatMap(fieldsOfScope);
  const read = paths.flatMap((path) => sources[path] ?? [path]);
  return [...new Set([...deciding, ...read, ...scopes].map((path) => path.split('.')[0] ?? ''))];
}

/**
 * What a file tells of a user: as the list would show them, without what is hidden from the member.
 * `undefined` for somebody whom they may not export.
 *
 * @param more values of columns that are not read from the user
 */
export function valuesOf(
  member: TeamMember,
  user: TenantUser,
  paths: readonly string[],
  more: Readonly<Record<string, string>> = {},
): Value[] | undefined {
  const isAllowed = isVisible(member, user) && permissionsOver(member.grants, user).includes('users:export');
  if (!isAllowed) return undefined;
  const shown = maskUser(maskOver(member.grants, user), user);
  return paths.map((path) => {
    if (path === 'connection') return shown.identities[0]?.connection;
    if (path === 'status') return statusOf(shown);
    return more[path] ?? valueOf(path, shown);
  });
}

function statusOf({ blocked, email, email_verified: isVerified }: TenantUser): string {
  if (blocked === true) return 'Blocked';
  return email !== undefined && isVerified !== true ? 'Unverified' : 'Active';
}
