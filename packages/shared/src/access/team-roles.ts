import { allPermissions, type Permission } from './permissions.ts';

interface TeamRole {
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
    ],
  },
  support: {
    title: 'Support',
    permissions: ['users:read', 'users:block', 'user_metadata:edit', 'password:set'],
  },
  'viewer-users': { title: 'Viewer – Users', permissions: ['users:read'] },
  auditor: { title: 'Auditor', permissions: ['users:read'] },
} as const satisfies Record<string, TeamRole>;

export type TeamRoleName = keyof typeof teamRoles;

/** The names of the built-in team roles. */
export const teamRoleNames = Object.keys(teamRoles).filter((name): name is TeamRoleName => name in teamRoles);
