import type { TeamRoleName } from '@rollcall/shared/access/team-roles.ts';

/** What a caller holds, as an expectation sees it: permissions, and the regions they are over. */
export interface ExpectedGrant {
  permissions: readonly string[];
  regions: 'all' | readonly string[];
  /** The roles of the tenant that may be given, where roles may be. */
  assignable: 'all' | readonly string[];
}

/** Someone who calls, with what they are expected to be able to do. */
export interface Caller {
  kind: string;
  /** The session cookie; none for who is not signed in. */
  cookie: string | undefined;
  grants: readonly ExpectedGrant[];
  /** What no answer to them may contain, in lower case. */
  forbidden: readonly string[];
}

/**
 * What each team role may do: written down a second time on purpose, so that a slip in the product's own
 * table does not pass as what was meant.
 */
export const expectedRoles: Readonly<Record<TeamRoleName, readonly string[]>> = {
  admin: [
    'users:read',
    'users:create',
    'users:edit',
    'users:block',
    'users:delete',
    'user_metadata:edit',
    'app_metadata:edit',
    'password:set',
    'sessions:revoke',
    'mfa:reset',
    'tickets:create',
    'notes:write',
    'roles:assign',
    'organizations:manage',
    'identities:link',
    'tokens:inspect',
    'bulk:run',
    'users:import',
    'users:export',
    'connections:edit',
    'pii:reveal',
    'team:manage',
    'audit:read',
    'webhooks:manage',
  ],
  'editor-users': [
    'users:read',
    'users:create',
    'users:edit',
    'users:block',
    'users:delete',
    'user_metadata:edit',
    'app_metadata:edit',
    'password:set',
    'sessions:revoke',
    'mfa:reset',
    'tickets:create',
    'notes:write',
    'roles:assign',
    'organizations:manage',
    'identities:link',
    'tokens:inspect',
    'bulk:run',
    'users:import',
    'users:export',
  ],
  support: [
    'users:read',
    'users:block',
    'user_metadata:edit',
    'password:set',
    'sessions:revoke',
    'mfa:reset',
    'tickets:create',
    'notes:write',
    'tokens:inspect',
  ],
  'viewer-users': ['users:read'],
  auditor: ['users:read', 'audit:read'],
};

const notAboutUsers = new Set(['team:manage', 'webhooks:manage', 'connections:edit']);

/** Whether a caller is given a permission over at least somebody. */
export function givenAtAll(caller: Caller, permission: string): boolean {
  return caller.grants.some(
    ({ permissions, regions }) =>
      permissions.includes(permission) && (regions === 'all' || !notAboutUsers.has(permission)),
  );
}

/** Whether one grant gives the caller a permission and covers users of that region. */
export function givenOver(caller: Caller, permission: string, region: string): boolean {
  return caller.grants.some(
    ({ permissions, regions }) =>
      permissions.includes(permission) && (regions === 'all' || regions.includes(region)),
  );
}

/** Whether one grant lets the caller give all of these roles to users of that region; `all` for any. */
export function mayGive(caller: Caller, roles: 'all' | readonly string[], region: string): boolean {
  const covering = caller.grants.filter(
    ({ permissions, regions }) =>
      permissions.includes('roles:assign') && (regions === 'all' || regions.includes(region)),
  );
  return covering.some(
    ({ assignable }) =>
      assignable === 'all' || (roles !== 'all' && roles.every((role) => assignable.includes(role))),
  );
}
