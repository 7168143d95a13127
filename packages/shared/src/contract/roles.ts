import { z } from 'zod';
import { RoleId } from '../access/assignable-roles.ts';
import { isStorable } from '../user/metadata.ts';
import { UserParams } from './profile.ts';
import type { Row } from './row.ts';

/** A role of the tenant: what users may do in the customer's applications, not in Rollcall. */
export const Role = z.object({ id: z.string(), name: z.string(), description: z.string().optional() });
export type Role = z.infer<typeof Role>;

export const UserRoles = z.object({ roles: z.array(Role) });
export type UserRoles = z.infer<typeof UserRoles>;

/** Several roles by their ids; a user has at most 50. Source: auth0.com/docs/troubleshoot/customer-support/operational-policies/entity-limit-policy */
export const RoleIds = z
  .array(RoleId)
  .max(50, 'At most 50 roles.')
  .refine((ids) => new Set(ids).size === ids.length, 'A role is named twice.');

const Name = (longest: number) =>
  z.string().min(1).max(longest).refine(isStorable, 'Contains a character that cannot be stored.');

/** A permission of an API, named as Auth0 names it. */
export const PermissionName = z.strictObject({
  resource_server_identifier: Name(600),
  // As OAuth has it, no scope has a space in it.
  permission_name: Name(280).regex(/^\S+$/, 'A permission has no spaces in its name.'),
});
export type PermissionName = z.infer<typeof PermissionName>;

const PermissionNames = z.strictObject({ permissions: z.array(PermissionName).min(1).max(50) });

/** A permission of a user, with what it means. */
export const ApiPermission = z.object({
  ...PermissionName.shape,
  resource_server_name: z.string().optional(),
  description: z.string().optional(),
});
export type ApiPermission = z.infer<typeof ApiPermission>;

/** The permissions that a user was given directly, not through a role. */
export const DirectPermissions = z.object({
  permissions: z.array(ApiPermission),
  /** Whether these are all of them; the Management API shows a thousand. */
  complete: z.boolean(),
});
export type DirectPermissions = z.infer<typeof DirectPermissions>;

/** A group of an enterprise connection, or of the tenant. */
const Group = z.object({ id: z.string(), name: z.string() });

/** One way by which a user comes to a permission. Without a role it was given directly. */
export const PermissionReason = z.object({
  /** The role that has the permission. */
  role: Role.omit({ description: true }).optional(),
  /** Whether the role was given to the user, and not only to a group that the user is in. */
  direct: z.boolean(),
  /** The groups that have the role; `null` where they cannot be read. */
  groups: z.array(Group).nullable(),
  /** The organization in which alone the role counts. */
  organization: z.object({ id: z.string(), name: z.string() }).optional(),
});
export type PermissionReason = z.infer<typeof PermissionReason>;

/** A permission that counts for a user, and why. */
export const EffectivePermission = ApiPermission.extend({ reasons: z.array(PermissionReason).min(1) });
export type EffectivePermission = z.infer<typeof EffectivePermission>;

/** What a user may do in the customer's applications, and what could not be looked at. */
export const EffectiveAccess = z.object({
  permissions: z.array(EffectivePermission),
  /** What is left out, and why, each in a sentence. */
  gaps: z.array(z.string()),
});
export type EffectiveAccess = z.infer<typeof EffectiveAccess>;

/** The scopes that only a part of the answer of `explainUserAccess` spends. */
export const accessScopes = {
  roles: 'read:user_effective_roles',
  groups: 'read:user_role_source_groups',
  rolePermissions: 'read:roles',
  organizations: 'read:organizations',
  organizationRoles: 'read:organization_member_effective_roles',
  organizationGroups: 'read:organization_member_role_source_groups',
} as const;

/** An API with the permissions that it knows. */
export const Api = z.object({
  identifier: z.string(),
  name: z.string(),
  permissions: z.array(z.object({ name: z.string(), description: z.string().optional() })),
});
export type Api = z.infer<typeof Api>;

const RoleParams = UserParams.extend({ tenantRoleId: RoleId });

export const rolesRows = {
  listUserRoles: {
    method: 'GET',
    path: '/api/users/:userId/roles',
    permission: 'users:read',
    scopes: ['read:users', 'read:roles', 'read:role_members'],
    user: 'in-scope',
    params: UserParams,
    status: 200,
    response: UserRoles,
    problems: ['not_found'],
  },
  listAssignableRoles: {
    method: 'GET',
    path: '/api/users/:userId/assignable-roles',
    permission: 'roles:assign',
    scopes: ['read:users', 'read:roles'],
    user: 'in-scope',
    params: UserParams,
    query: z.strictObject({
      q: z.string().max(100).refine(isStorable, 'Contains a character that cannot be stored.').default(''),
    }),
    status: 200,
    /** Of more than fifty the first fifty by name. */
    response: z.object({ roles: z.array(Role), complete: z.boolean() }),
    problems: ['not_found'],
  },
  assignUserRoles: {
    method: 'POST',
    path: '/api/users/:userId/roles',
    permission: 'roles:assign',
    scopes: ['read:users', 'read:roles', 'read:role_members', ['update:users', 'create:role_members']],
    user: 'in-scope',
    audit: 'user.assign_roles',
    stepUp: true,
    notToOneself: 'raise',
    ifMatch: 'accepted',
    params: UserParams,
    body: z.strictObject({ roles: RoleIds.min(1) }),
    status: 200,
    response: UserRoles,
    problems: ['not_found', 'beyond_own_rights', 'refused_by_tenant', 'conflict', 'outcome_unknown'],
  },
  removeUserRole: {
    method: 'DELETE',
    path: '/api/users/:userId/roles/:tenantRoleId',
    permission: 'roles:assign',
    scopes: ['read:users', 'read:roles', 'read:role_members', ['update:users', 'delete:role_members']],
    user: 'in-scope',
    audit: 'user.remove_roles',
    ifMatch: 'accepted',
    params: RoleParams,
    status: 200,
    response: UserRoles,
    problems: ['not_found', 'beyond_own_rights', 'conflict', 'outcome_unknown'],
  },
  listUserPermissions: {
    method: 'GET',
    path: '/api/users/:userId/permissions',
    permission: 'users:read',
    scopes: ['read:users'],
    user: 'in-scope',
    params: UserParams,
    status: 200,
    response: DirectPermissions,
    problems: ['not_found'],
  },
  listAssignablePermissions: {
    method: 'GET',
    path: '/api/users/:userId/assignable-permissions',
    permission: 'roles:assign',
    scopes: ['read:users', 'read:resource_servers'],
    user: 'in-scope',
    params: UserParams,
    status: 200,
    response: z.object({ apis: z.array(Api) }),
    problems: ['not_found'],
  },
  assignUserPermissions: {
    method: 'POST',
    path: '/api/users/:userId/permissions',
    permission: 'roles:assign',
    scopes: ['read:users', 'update:users'],
    user: 'in-scope',
    audit: 'user.assign_permissions',
    stepUp: true,
    notToOneself: 'raise',
    ifMatch: 'accepted',
    params: UserParams,
    body: PermissionNames,
    status: 200,
    response: DirectPermissions,
    problems: ['not_found', 'beyond_own_rights', 'refused_by_tenant', 'conflict', 'outcome_unknown'],
  },
  removeUserPermissions: {
    method: 'POST',
    path: '/api/users/:userId/permissions/remove',
    permission: 'roles:assign',
    scopes: ['read:users', 'update:users'],
    user: 'in-scope',
    audit: 'user.remove_permissions',
    ifMatch: 'accepted',
    params: UserParams,
    body: PermissionNames,
    status: 200,
    response: DirectPermissions,
    problems: ['not_found', 'beyond_own_rights', 'refused_by_tenant', 'conflict', 'outcome_unknown'],
  },
  explainUserAccess: {
    method: 'GET',
    path: '/api/users/:userId/effective-permissions',
    permission: 'users:read',
    scopes: ['read:users'],
    optionalScopes: Object.values(accessScopes),
    user: 'in-scope',
    params: UserParams,
    status: 200,
    response: EffectiveAccess,
    problems: ['not_found'],
  },
} as const satisfies Record<string, Row>;
