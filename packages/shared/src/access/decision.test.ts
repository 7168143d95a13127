import { describe, expect, it } from 'vitest';
import { rows } from '../contract/rows.ts';
import { decide, permissionsOf, permissionsOver, userScopesFor } from './decision.ts';
import { Grant, type HeldGrant, holdGrants } from './grants.ts';
import { m2mScopes } from './m2m-scopes.ts';
import { allPermissions } from './permissions.ts';

const everybody = { all: true } as const;
const europe = { eq: { field: 'app_metadata.region', value: 'eu' } };
const anna = { app_metadata: { region: 'eu' } };
const bill = { app_metadata: { region: 'us' } };

function hold(grants: readonly Omit<Grant, 'mask'>[]): HeldGrant[] {
  return holdGrants(
    grants.map((grant) => ({ ...grant, mask: [] })),
    {},
  );
}

describe('a grant', () => {
  it('is a known team role with a scope', () => {
    expect(Grant.safeParse({ role: 'support', scope: europe }).success).toBe(true);
  });

  it.each([
    ['an unknown role', { role: 'root', scope: everybody }],
    ['no scope', { role: 'admin' }],
    ['a key too many', { role: 'admin', scope: everybody, fields: '*' }],
    ['Lucene for a scope', { role: 'admin', scope: 'app_metadata.region:eu' }],
  ])('cannot have %s', (_words, grant) => {
    expect(Grant.safeParse(grant).success).toBe(false);
  });
});

describe('permissions', () => {
  it('are those of all grants together when no user is meant', () => {
    const permissions = permissionsOf(
      hold([
        { role: 'viewer-users', scope: everybody },
        { role: 'support', scope: europe },
      ]),
    );
    expect(permissions).toEqual([
      'users:read',
      'users:block',
      'user_metadata:edit',
      'password:set',
      'tickets:create',
      'sessions:revoke',
      'mfa:reset',
      'notes:write',
      'tokens:inspect',
    ]);
  });

  it('over a user are those of the grants that cover the user', () => {
    const grants = hold([{ role: 'support', scope: europe }]);
    expect(permissionsOver(grants, anna)).toContain('password:set');
    expect(permissionsOver(grants, bill)).toEqual([]);
  });

  it('of one grant do not reach the users of another', () => {
    const grants = hold([
      { role: 'viewer-users', scope: everybody },
      { role: 'support', scope: europe },
    ]);
    expect(permissionsOver(grants, bill)).toEqual(['users:read']);
  });

  it('are all for an Admin and none for nobody', () => {
    expect(permissionsOf(hold([{ role: 'admin', scope: everybody }]))).toEqual(allPermissions);
    expect(permissionsOf([])).toEqual([]);
  });

  it('come with the scopes of the grants that give them, and no others', () => {
    const grants = hold([
      { role: 'viewer-users', scope: everybody },
      { role: 'support', scope: europe },
    ]);
    expect(userScopesFor(grants, 'users:block')).toEqual([europe]);
    expect(userScopesFor(grants, 'users:read')).toEqual([everybody, europe]);
    expect(userScopesFor(grants, 'users:delete')).toEqual([]);
  });
});

describe('a decision', () => {
  const scopes = [
    'read:users',
    'update:users',
    'read:connections',
    'read:connections_options',
    'delete:users',
  ];

  it('allows what both permission and scopes cover', () => {
    expect(decide(rows.deleteUser, { permissions: ['users:delete'], scopes })).toEqual({ allowed: true });
  });

  it('names the permission when that is missing, even where the scope is missing too', () => {
    expect(decide(rows.deleteUser, { permissions: ['users:read'], scopes: [] })).toMatchObject({
      allowed: false,
      missing: 'permission',
      permission: 'users:delete',
      sentence: expect.stringContaining('users:delete'),
    });
  });

  it.each([
    [[], 'An Admin can give it to you.'],
    [['Ada'], 'Ask Ada.'],
    [['Ada', 'Bo', 'Cy'], 'Ask Ada, Bo or Cy.'],
    [['Ada', 'Bo', 'Cy', 'Di'], 'Ask Ada, Bo or somebody else who manages the team.'],
  ])('says who of %j can give a missing permission', (managers, words) => {
    expect(decide(rows.deleteUser, { permissions: [], scopes, managers })).toMatchObject({
      sentence: expect.stringMatching(new RegExp(`\\. ${words}$`)),
    });
  });

  it('names the scope when only that is missing', () => {
    expect(decide(rows.deleteUser, { permissions: ['users:delete'], scopes: ['read:users'] })).toMatchObject({
      allowed: false,
      missing: 'scope',
      anyOf: ['delete:users'],
      sentence: expect.stringContaining('delete:users'),
    });
  });

  it('asks for the permission of each field in the body', () => {
    const means = { permissions: ['users:read', 'user_metadata:edit'] as const, scopes };
    expect(decide(rows.updateUser, means, ['user_metadata']).allowed).toBe(true);
    expect(decide(rows.updateUser, means, ['user_metadata', 'name'])).toMatchObject({
      missing: 'permission',
      permission: 'users:edit',
    });
  });

  it('lets a token with update:users_app_metadata edit app_metadata, and nothing else', () => {
    const means = { permissions: allPermissions, scopes: ['read:users', 'update:users_app_metadata'] };
    expect(decide(rows.updateUser, means, ['app_metadata']).allowed).toBe(true);
    expect(decide(rows.updateUser, means, ['app_metadata', 'user_metadata'])).toMatchObject({
      missing: 'scope',
      anyOf: ['update:users'],
    });
  });

  it('takes any one of several scopes, and names all of them when none is there', () => {
    const means = { permissions: allPermissions, scopes: ['read:users'] };
    expect(decide(rows.updateUser, means, ['app_metadata'])).toMatchObject({
      missing: 'scope',
      anyOf: ['update:users', 'update:users_app_metadata'],
    });
  });
});

describe('a change of one user', () => {
  const means = { permissions: allPermissions, scopes: [...m2mScopes] };
  const { deleteUser, updateUser, getUser } = rows;

  it('is not for those who may do less than the user', () => {
    for (const row of [deleteUser, updateUser]) {
      expect(decide(row, { ...means, standing: 'protected' })).toMatchObject({
        missing: 'standing',
        sentence: expect.stringContaining('a higher team role than yours'),
      });
    }
    expect(decide(getUser, { ...means, standing: 'protected' })).toEqual({ allowed: true });
  });

  it('that would lock oneself out is for somebody else', () => {
    expect(decide(deleteUser, { ...means, standing: 'oneself' })).toMatchObject({
      missing: 'standing',
      sentence: expect.stringContaining('it would lock you out'),
    });
    expect(decide(updateUser, { ...means, standing: 'oneself' })).toEqual({ allowed: true });
  });

  it('is not made through the eyes of somebody else; looking and stopping are', () => {
    const viewing = { ...means, viewingAs: 'Sue' };
    expect(decide(updateUser, viewing)).toMatchObject({
      missing: 'own_eyes',
      sentence: expect.stringContaining('as Sue does'),
    });
    expect(decide(getUser, viewing)).toEqual({ allowed: true });
    expect(decide(rows.stopViewingAs, viewing)).toEqual({ allowed: true });
  });

  it('that a permission is missing for says so first: it tells of nobody’s place in the team', () => {
    const poor = { permissions: [], scopes: [...m2mScopes], standing: 'protected' as const };
    expect(decide(deleteUser, poor)).toMatchObject({ missing: 'permission' });
  });
});
