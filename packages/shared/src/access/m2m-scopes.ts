/** The scopes of the Management API that Rollcall can spend. Source: the Management API's scope list. */
export const m2mScopes = [
  'read:users',
  'create:users',
  'update:users',
  'update:users_app_metadata',
  'delete:users',
  'read:connections',
  'read:connections_options',
] as const;

export type M2mScope = (typeof m2mScopes)[number];

/** What an act needs of the M2M token: a scope, or any one of several. */
export type ScopeNeed = M2mScope | readonly M2mScope[];
