import { describe, expect, it } from 'vitest';
import { m2mScopes } from '../access/m2m-scopes.ts';
import { allPermissions, type Permission } from '../access/permissions.ts';
import { attributeGuide } from './attribute-guide.ts';
import type { Connection } from './connection.ts';
import { editability, profileAttributes } from './editability.ts';
import { User } from './user.ts';

const database: Connection = {
  id: 'con_1',
  name: 'Customers',
  strategy: 'auth0',
  options_readable: true,
  set_user_root_attributes: null,
  custom_database: false,
  identifiers: { email: 'required', phone_number: 'none', username: 'none' },
  username_length: { min: 1, max: 15 },
  password_policy: null,
};
const google: Connection = {
  ...database,
  name: 'google-oauth2',
  strategy: 'google-oauth2',
  set_user_root_attributes: 'on_each_login',
};
const everything = { permissions: allPermissions, scopes: [...m2mScopes] };

function guide(
  connection: Connection | null,
  {
    masked = [],
    means = everything,
  }: { masked?: string[]; means?: Parameters<typeof attributeGuide>[1] } = {},
) {
  const rules = attributeGuide({ connection, masked }, means);
  return new Map(rules.map((rule) => [rule.attribute, rule]));
}

describe('the guide', () => {
  it('tells of every attribute that a user has, and of the password', () => {
    const told = [...guide(database).keys()];
    const known = Object.keys(User.shape);
    expect(told.toSorted()).toEqual([...known, 'password'].toSorted());
  });

  it.each([
    ['a database', database],
    ['a provider that syncs at each sign-in', google],
    ['one that syncs once', { ...google, set_user_root_attributes: 'on_first_login' } as const],
    ['one whose options cannot be read', { ...google, options_readable: false }],
    ['a custom database', { ...database, custom_database: true }],
    ['none that can be read', null],
  ])('says of %s just what the form says', (_words, connection) => {
    const rules = guide(connection);
    for (const attribute of profileAttributes) {
      expect(rules.get(attribute)?.editable).toEqual(editability(attribute, connection, { allowed: true }));
    }
  });

  it('says where names come from as the connection is set to sync', () => {
    const origin = (set_user_root_attributes: Connection['set_user_root_attributes']) =>
      guide({ ...google, set_user_root_attributes }).get('name');
    expect(origin('on_each_login')).toMatchObject({ origin: 'identity provider' });
    expect(origin('on_first_login')).toMatchObject({ origin: 'connection' });
    expect(origin('never_on_login')).toMatchObject({ origin: 'Rollcall' });
    expect(guide(google).get('email')).toMatchObject({ origin: 'identity provider' });
  });

  it('names the permission and the scopes of the rows, and which of them are missing', () => {
    const permissions: Permission[] = ['users:read', 'user_metadata:edit'];
    const rules = guide(database, {
      means: { permissions, scopes: ['read:users', 'update:users_app_metadata'] },
    });
    expect(rules.get('name')).toMatchObject({
      editable: { editable: false, cause: 'access' },
      permission: { name: 'users:edit', given: false },
      scopes: [
        { name: 'read:users', given: true },
        { name: 'update:users', given: false },
        { name: 'read:connections', given: false },
        { name: 'read:connections_options', given: false },
      ],
    });
    expect(rules.get('app_metadata')?.scopes).toContainEqual({
      name: 'update:users or update:users_app_metadata',
      given: true,
    });
    expect(rules.get('blocked')?.permission).toEqual({ name: 'users:block', given: false });
    expect(rules.get('created_at')).toMatchObject({ permission: undefined, scopes: [] });
  });

  it('says what a grant hides, and that it cannot be changed then', () => {
    const rules = guide(database, { masked: ['email', 'app_metadata'] });
    for (const attribute of ['email', 'email_verified', 'app_metadata']) {
      expect(rules.get(attribute)).toMatchObject({
        viewable: false,
        editable: { editable: false, cause: 'mask' },
      });
    }
    expect(rules.get('name')).toMatchObject({ viewable: true, editable: { editable: true } });
  });

  it('never calls a password viewable', () => {
    expect(guide(database).get('password')).toMatchObject({ viewable: false, editable: { editable: true } });
    expect(guide(google).get('password')).toMatchObject({
      viewable: false,
      editable: { cause: 'connection' },
    });
  });
});
