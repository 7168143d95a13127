/** The scopes of the Management API that Rollcall can spend. Source: the Management API's scope list. */
export const m2mScopes = [
  'read:users',
  'create:users',
  'update:users',
  'update:users_app_metadata',
  'delete:users',
  'read:connections',
  'read:connections_options',
  'update:connections',
  'update:connections_options',
  'create:user_tickets',
  'delete:sessions',
  'delete:refresh_tokens',
  'read:logs',
  'read:logs_users',
  'read:roles',
  'read:role_members',
  'create:role_members',
  'delete:role_members',
  'read:resource_servers',
  'read:user_effective_roles',
  'read:user_role_source_groups',
  'read:organizations',
  'read:organizations_summary',
  'create:organization_members',
  'delete:organization_members',
  'read:organization_member_roles',
  'create:organization_member_roles',
  'delete:organization_member_roles',
  'read:organization_member_effective_roles',
  'read:organization_member_role_source_groups',
  'read:organization_invitations',
  'create:organization_invitations',
  'delete:organization_invitations',
  'read:clients',
] as const;

export type M2mScope = (typeof m2mScopes)[number];

/** What an act needs of the M2M token: a scope, or any one of several. */
export type ScopeNeed = M2mScope | readonly M2mScope[];
