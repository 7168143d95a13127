import type { Endpoint } from '../endpoint.ts';
import { getRole, getRoles } from './read-roles.ts';
import { assignRoleGroups, deleteRoleGroups, getRoleGroups } from './role-groups.ts';
import { addRolePermissions, deleteRolePermissions, getRolePermissions } from './role-permissions.ts';
import { assignRoleUsers, getRoleUsers } from './role-users.ts';
import { createRole, deleteRole, updateRole } from './write-roles.ts';

/** The operations on roles. */
export const ROLE_ENDPOINTS: readonly Endpoint[] = [
  getRoles,
  createRole,
  getRole,
  updateRole,
  deleteRole,
  getRolePermissions,
  addRolePermissions,
  deleteRolePermissions,
  getRoleUsers,
  assignRoleUsers,
  getRoleGroups,
  assignRoleGroups,
  deleteRoleGroups,
];
