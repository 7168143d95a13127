import type { Permission } from '@rollcall/shared/access/permissions.ts';

interface Page {
  to:
    | '/users'
    | '/users/new'
    | '/users/find'
    | '/import'
    | '/tokens'
    | '/team'
    | '/audit'
    | '/webhooks'
    | '/account';
  label: string;
  /** Without it the page is not in the navigation either. */
  needs?: Permission;
}

/** The pages that one can go to. */
export const pages: readonly Page[] = [
  { to: '/users', label: 'All users', needs: 'users:read' },
  { to: '/users/new', label: 'Create user', needs: 'users:create' },
  { to: '/users/find', label: 'Paste a list', needs: 'users:read' },
  { to: '/import', label: 'Import users', needs: 'users:import' },
  { to: '/tokens', label: 'Tokens', needs: 'tokens:inspect' },
  { to: '/team', label: 'Team', needs: 'team:manage' },
  { to: '/audit', label: 'Audit', needs: 'audit:read' },
  { to: '/webhooks', label: 'Webhooks', needs: 'webhooks:manage' },
  { to: '/account', label: 'My account' },
];

/** The tabs of a user's page. */
export const tabs = [
  { to: '/users/$userId/profile', label: 'Profile' },
  { to: '/users/$userId/metadata', label: 'Metadata' },
  { to: '/users/$userId/credentials', label: 'Credentials' },
  { to: '/users/$userId/mfa', label: 'MFA' },
  { to: '/users/$userId/sessions', label: 'Sessions' },
  { to: '/users/$userId/identities', label: 'Identities' },
  { to: '/users/$userId/roles', label: 'Roles' },
  { to: '/users/$userId/organizations', label: 'Organizations' },
  { to: '/users/$userId/history', label: 'History' },
  { to: '/users/$userId/raw', label: 'Raw' },
] as const;
