/**
 * What a team member may do. A row asks for one; a team role is a set of them. The sentence is what
 * the screens say when one is missing.
 */
export const permissions = {
  'users:read': 'See users and their profiles',
  'users:create': 'Create users',
  'users:edit': 'Edit root attributes: name, e-mail, phone, username, picture',
  'users:block': 'Block and unblock users',
  'users:delete': 'Delete users',
  'user_metadata:edit': 'Edit user_metadata',
  'app_metadata:edit': 'Edit app_metadata',
  'password:set': 'Set the password of a user of a database connection',
  'pii:reveal': 'See one masked field of one user at a time, with a reason',
  'team:manage': 'Invite and change team members and team roles, and see Rollcall as they do',
  'audit:read': 'Read what was done in Rollcall, and by whom',
  'webhooks:manage': 'Set which addresses Rollcall reports acts to',
} as const satisfies Record<string, string>;

export type Permission = keyof typeof permissions;

/** All permissions, in the order in which they are shown. */
export const allPermissions = Object.keys(permissions).filter(
  (name): name is Permission => name in permissions,
);

/** The permissions as a role editor shows them. Every permission is in one group. */
export const permissionGroups: readonly { title: string; permissions: readonly Permission[] }[] = [
  {
    title: 'Users',
    permissions: ['users:read', 'users:create', 'users:edit', 'users:block', 'users:delete', 'pii:reveal'],
  },
  { title: 'Metadata', permissions: ['user_metadata:edit', 'app_metadata:edit'] },
  { title: 'Credentials', permissions: ['password:set'] },
  { title: 'Rollcall', permissions: ['team:manage', 'audit:read', 'webhooks:manage'] },
];

/** What is not about single users: given over everybody or not at all. */
export const unscopedPermissions: ReadonlySet<Permission> = new Set(['team:manage', 'webhooks:manage']);
