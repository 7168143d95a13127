import { RoleId } from '@rollcall/shared/access/assignable-roles.ts';
import type { AuditChange } from '@rollcall/shared/contract/audit.ts';
import type { Row } from '@rollcall/shared/contract/row.ts';
import { PermissionName, rolesRows } from '@rollcall/shared/contract/roles.ts';
import {
  assignRoles,
  changePermissions,
  directPermissions,
  permissionField,
  removeRoles,
  type RoleChange,
  roleField,
} from '../../access/change-roles.ts';
import { ProblemError } from '../../http/problem.ts';
import type { TenantPermissions } from '../../management/permissions.ts';
import type { TenantRoles } from '../../management/roles.ts';

/** What roles and permissions are given back through. */
export interface AccessDependencies {
  roles: TenantRoles;
  permissions: TenantPermissions;
}

/** What has to be given and taken so that roles and permissions are again what they were. */
interface AccessBack {
  assign: string[];
  remove: string[];
  give: PermissionName[];
  take: PermissionName[];
}

/**
 * The way back of an act that gave or took roles or permissions; `undefined` for any other act.
 *
 * @throws {ProblemError} `not_revertible` when a field cannot be read any more
 */
export function accessBack(changes: readonly AuditChange[]): AccessBack | undefined {
  const back: AccessBack = { assign: [], remove: [], give: [], take: [] };
  let isAny = false;
  for (const { field, before } of changes) {
    const wasThere = before !== null;
    if (field.startsWith(roleField(''))) {
      isAny = true;
      back[wasThere ? 'assign' : 'remove'].push(readRole(field));
    } else if (field.startsWith('permissions.')) {
      isAny = true;
      back[wasThere ? 'give' : 'take'].push(readPermission(field));
    }
  }
  return isAny ? back : undefined;
}

function readRole(field: string): string {
  const read = RoleId.safeParse(field.slice(roleField('').length));
  if (read.success) return read.data;
  throw unreadable(field);
}

/** No name of a permission has a space in it, so the last space parts it from the API. */
function readPermission(field: string): PermissionName {
  const space = field.lastIndexOf(' ');
  const read = PermissionName.safeParse({
    resource_server_identifier: field.slice('permissions.'.length, Math.max(space, 0)),
    permission_name: field.slice(space + 1),
  });
  if (read.success && permissionField(read.data) === field) return read.data;
  throw unreadable(field);
}

function unreadable(field: string): ProblemError {
  return new ProblemError('not_revertible', { detail: `${field} is none that Rollcall gives or takes.` });
}

/** The rows whose acts the way back consists of: it needs all that they need. */
export function rowsOf({ assign, remove, give, take }: AccessBack): Row[] {
  return [
    ...(assign.length > 0 ? [rolesRows.assignUserRoles] : []),
    ...(remove.length > 0 ? [rolesRows.removeUserRole] : []),
    ...(give.length > 0 ? [rolesRows.assignUserPermissions] : []),
    ...(take.length > 0 ? [rolesRows.removeUserPermissions] : []),
  ];
}

/** Refuses to undo what somebody has changed since. @throws {ProblemError} `conflict` */
export async function refuseAccessConflict(
  { roles, permissions }: AccessDependencies,
  userId: string,
  changes: readonly AuditChange[],
  id: number,
): Promise<void> {
  const isAbout = (prefix: string) => changes.some(({ field }) => field.startsWith(prefix));
  const [held, direct] = await Promise.all([
    isAbout('roles.') ? roles.ofUser(userId) : [],
    isAbout('permissions.') ? directPermissions(permissions, userId) : { permissions: [] },
  ]);
  const now = new Set([
    ...held.map((role) => roleField(role.id)),
    ...direct.permissions.map((permission) => permissionField(permission)),
  ]);
  const errors = changes
    .filter(({ field, after }) => now.has(field) !== (after !== null))
    .map(({ field, after }) => ({
      field,
      detail: after === null ? 'It was given again since.' : 'It was taken since.',
    }));
  if (errors.length === 0) return;
  const names = errors.map(({ field }) => field).join(', ');
  throw new ProblemError('conflict', { detail: `Changed again since event ${id}: ${names}.`, errors });
}

/** Gives and takes them; the audit trail is told of each. */
export async function writeAccessBack(
  { roles, permissions }: AccessDependencies,
  change: RoleChange,
  { assign, remove, give, take }: AccessBack,
): Promise<void> {
  if (remove.length > 0) await removeRoles(roles, change, remove);
  if (assign.length > 0) await assignRoles(roles, change, assign);
  if (take.length > 0) await changePermissions(permissions, change, 'remove', take);
  if (give.length > 0) await changePermissions(permissions, change, 'assign', give);
}
