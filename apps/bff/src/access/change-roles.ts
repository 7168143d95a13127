import { assignableOver } from '@rollcall/shared/access/assignable-roles.ts';
import type { AuditChange } from '@rollcall/shared/contract/audit.ts';
import type { ApiPermission, PermissionName, Role } from '@rollcall/shared/contract/roles.ts';
import type { Telling } from '../audit/recording.ts';
import { ProblemError } from '../http/problem.ts';
import {
  isDirect,
  permissionKey,
  type TenantPermissions,
  type UserPermission,
} from '../management/permissions.ts';
import { byName, type TenantRoles } from '../management/roles.ts';
import type { TenantUser } from '../management/user-schema.ts';
import type { TeamMember } from '../store/team.ts';

/** Who changes what whose, and where it is told. */
export interface RoleChange {
  member: TeamMember;
  user: TenantUser;
  telling: Telling;
}

/** What the audit trail calls one role, or one permission, of a user. */
export const roleField = (id: string) => `roles.${id}`;
export const permissionField = (permission: PermissionName) => `permissions.${permissionKey(permission)}`;

/**
 * Refuses roles that the team member's grants over this user do not let be given or taken.
 *
 * @throws {ProblemError} `beyond_own_rights`
 */
export function refuseUnassignable(member: TeamMember, user: TenantUser, ids: readonly string[]): void {
  const assignable = assignableOver(member.grants, user);
  if (assignable === 'all') return;
  const beyond = ids.filter((id) => !assignable.has(id));
  if (beyond.length === 0) return;
  throw new ProblemError('beyond_own_rights', {
    detail: 'Your team role lets you give and take only certain roles, and this is none of them.',
    errors: beyond.map((id) => ({ field: 'roles', detail: `${id} is not yours to give or take.` })),
  });
}

/**
 * Refuses whoever may give certain roles only: a permission would give what no role of theirs does.
 *
 * @throws {ProblemError} `beyond_own_rights`
 */
export function refuseDirectPermissions(member: TeamMember, user: TenantUser): void {
  if (assignableOver(member.grants, user) === 'all') return;
  throw new ProblemError('beyond_own_rights', {
    detail: 'Permissions are given and taken directly only by those who may give every role.',
  });
}

/**
 * Gives roles to a user, and answers all that the user has then.
 *
 * @throws {ProblemError} `beyond_own_rights`, `refused_by_tenant`, `outcome_unknown`
 */
export async function assignRoles(
  roles: TenantRoles,
  { member, user, telling }: RoleChange,
  ids: readonly string[],
): Promise<Role[]> {
  refuseUnassignable(member, user, ids);
  const before = await roles.ofUser(user.user_id);
  const added = await roles.named(ids.filter((id) => !before.some((role) => role.id === id)));
  if (added.length === 0) return before;
  await roles.assign(
    user.user_id,
    added.map(({ id }) => id),
  );
  telling.changed(added.map(({ id, name }) => ({ field: roleField(id), before: null, after: name })));
  return byName([...before, ...added]);
}

/**
 * Takes roles from a user, and answers those that are left. A role that the user has not is taken already.
 *
 * @throws {ProblemError} `beyond_own_rights`, `outcome_unknown`
 */
export async function removeRoles(
  roles: TenantRoles,
  { member, user, telling }: RoleChange,
  ids: readonly string[],
): Promise<Role[]> {
  refuseUnassignable(member, user, ids);
  const before = await roles.ofUser(user.user_id);
  const removed = before.filter(({ id }) => ids.includes(id));
  if (removed.length === 0) return before;
  await roles.remove(
    user.user_id,
    removed.map(({ id }) => id),
  );
  telling.changed(removed.map(({ id, name }) => ({ field: roleField(id), before: name, after: null })));
  return before.filter((role) => !removed.includes(role));
}

/** What a user was given directly. `complete` says whether these are all. */
export async function directPermissions(
  permissions: TenantPermissions,
  userId: string,
): Promise<{ permissions: ApiPermission[]; complete: boolean }> {
  const { entries, complete } = await permissions.ofUser(userId);
  return { permissions: entries.filter(isDirect).map(withoutSources), complete };
}

function withoutSources({ sources: _sources, ...permission }: UserPermission): ApiPermission {
  return permission;
}

/**
 * Gives a user permissions directly, or takes them away, and answers what the user then has so.
 *
 * @throws {ProblemError} `beyond_own_rights`, `refused_by_tenant`, `outcome_unknown`
 */
export async function changePermissions(
  permissions: TenantPermissions,
  { member, user, telling }: RoleChange,
  act: 'assign' | 'remove',
  names: readonly PermissionName[],
): Promise<{ permissions: ApiPermission[]; complete: boolean }> {
  refuseDirectPermissions(member, user);
  const before = await directPermissions(permissions, user.user_id);
  const held = new Set(before.permissions.map(permissionKey));
  const changed = names.filter((name) => held.has(permissionKey(name)) === (act === 'remove'));
  if (changed.length === 0) return before;
  try {
    await permissions[act](user.user_id, changed);
  } catch (error) {
    throw permissionIsGone(error);
  }
  telling.changed(
    changed.map((name): AuditChange => {
      const [was, is] = act === 'assign' ? [null, true] : [true, null];
      return { field: permissionField(name), before: was, after: is };
    }),
  );
  return directPermissions(permissions, user.user_id);
}

/** The user is there: what is not found is the API or its permission. */
function permissionIsGone(error: unknown): unknown {
  if (!(error instanceof ProblemError) || error.code !== 'not_found') return error;
  return new ProblemError('refused_by_tenant', {
    detail: 'There is no such permission of an API (any more).',
    cause: error,
  });
}
