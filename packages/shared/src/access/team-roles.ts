import { z } from 'zod';
import { allPermissions, type Permission } from './permissions.ts';

/** A named set of permissions. */
export interface TeamRole {
  title: string;
  permissions: readonly Permission[];
}

/**
 * The built-in team roles, after Auth0's own dashboard roles.
 * Source: auth0.com/docs/get-started/manage-dashboard-access/feature-access-by-role
 */
export const teamRoles = {
  admin: { title: 'Admin', permissions: allPermissions },
  'editor-users': {
    title: 'Editor – Users',
    permissions: [
      'users:read',
      'users:create',
      'users:edit',
      'users:block',
      'users:delete',
      'user_metadata:edit',
      'app_metadata:edit',
      'password:set',
      'tickets:create',
      'sessions:revoke',
      'mfa:reset',
      'notes:write',
      'roles:assign',
      'organizations:manage',
      'identities:link',
      'tokens:inspect',
      'bulk:run',
      'users:import',
      'users:export',
    ],
  },
  support: {
    title: 'Support',
    permissions: [
      'users:read',
      'users:block',
      'user_metadata:edit',
      'password:set',
      'tickets:create',
      'sessions:revoke',
      'mfa:reset',
      'notes:write',
      'tokens:inspect',
    ],
  },
  'viewer-users': { title: 'Viewer – Users', permissions: ['users:read'] },
  auditor: { title: 'Auditor', permissions: ['users:read', 'audit:read'] },
} as const satisfies Record<string, TeamRole>;

export type TeamRoleName = keyof typeof teamRoles;

/** The names of the built-in team roles. */
export const teamRoleNames = Object.keys(teamRoles).filter((name): name is TeamRoleName => name in teamRoles);

/** The id of a role: the name of a built-in one, or of one that the team has made. */
export const TeamRoleId = z
  .string()
  .refine((id) => id in teamRoles || /^role_[A-Za-z0-9]{16}$/.test(id), 'is not a team role');
