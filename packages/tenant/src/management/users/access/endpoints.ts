import type { Endpoint } from '../../endpoint.ts';
import { getEffectivePermissions, getPermissionSourceRoles } from './effective-permissions.ts';
import { getEffectiveRoles, getRoleSourceGroups } from './effective-roles.ts';
import { getUserGroups } from './user-groups.ts';
import { assignUserPermissions, deleteUserPermissions, getUserPermissions } from './user-permissions.ts';
import { assignUserRoles, deleteUserRoles, getUserRoles } from './user-roles.ts';

/** The operations on what a user may do. */
export const USER_ACCESS_ENDPOINTS: readonly Endpoint[] = [
  getUserRoles,
  assignUserRoles,
  deleteUserRoles,
  getUserPermissions,
  assignUserPermissions,
  deleteUserPermissions,
  getUserGroups,
  getEffectiveRoles,
  getRoleSourceGroups,
  getEffectivePermissions,
  getPermissionSourceRoles,
];
