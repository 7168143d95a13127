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
  'tickets:create': 'Send e-mails and make links by which a user sets a password or verifies an address',
  'sessions:revoke': 'Sign users out: end sessions, revoke refresh tokens, remove devices and grants',
  'mfa:reset': 'Remove factors, make new recovery codes, and invite users to enrol',
  'notes:write': "Write notes about users, and change and delete one's own",
  'roles:assign': 'Give users roles and permissions in your applications, and take them away',
  'organizations:manage': 'Add users to organizations, invite them, and remove them',
  'identities:link': 'Link two users into one, and unlink identities',
  'tokens:inspect': 'Inspect tokens of users beside their profiles',
  'bulk:run': 'Do to many users at once what may be done to one',
  'users:import': 'Import users from a file',
  'users:export': 'Export users, with what is shown of them, as a file',
  'connections:edit': 'Change when a connection sets the root attributes of its users',
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
    permissions: [
      'users:read',
      'users:create',
      'users:edit',
      'users:block',
      'users:delete',
      'pii:reveal',
      'notes:write',
    ],
  },
  { title: 'Metadata', permissions: ['user_metadata:edit', 'app_metadata:edit'] },
  {
    title: 'Credentials',
    permissions: ['password:set', 'tickets:create', 'sessions:revoke', 'mfa:reset', 'tokens:inspect'],
  },
  {
    title: 'Roles, organizations, identities',
    permissions: ['roles:assign', 'organizations:manage', 'identities:link'],
  },
  { title: 'Many users at once', permissions: ['bulk:run', 'users:import', 'users:export'] },
  { title: 'Connections', permissions: ['connections:edit'] },
  { title: 'Rollcall', permissions: ['team:manage', 'audit:read', 'webhooks:manage'] },
];

/** What is not about single users: given over everybody or not at all. */
export const unscopedPermissions: ReadonlySet<Permission> = new Set([
  'connections:edit',
  'team:manage',
  'webhooks:manage',
]);
