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
} as const satisfies Record<string, string>;

export type Permission = keyof typeof permissions;

/** All permissions, in the order in which they are shown. */
export const allPermissions = Object.keys(permissions).filter(
  (name): name is Permission => name in permissions,
);
