import { decide } from '../access/decision.ts';
import { allPermissions } from '../access/permissions.ts';
import { m2mScopes } from '../access/m2m-scopes.ts';
import { profileRows } from '../contract/profile.ts';
import type { Connection } from './connection.ts';
import { describe, expect, test } from 'vitest';
import { editability, irremovableFields, type ProfileAttribute, profileAttributes } from './editability.ts';

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
  identifiers: { email: 'none', phone_number: 'none', username: 'none' },
};
const saml: Connection = {
  ...google,
  name: 'Contoso',
  strategy: 'samlp',
  set_user_root_attributes: 'on_first_login',
};
const sms: Connection = {
  ...google,
  name: 'sms',
  strategy: 'sms',
  identifiers: { email: 'none', phone_number: 'required', username: 'none' },
};
const allowed = { allowed: true } as const;

function editableFields(connection: Connection | null): ProfileAttribute[] {
  return profileAttributes.filter((field) => editability(field, connection, allowed).editable);
}

describe('editability', () => {
  test('opens the root attributes and the e-mail of a database user', () => {
    expect(editableFields(database)).toEqual([
      'name',
      'nickname',
      'given_name',
      'family_name',
      'picture',
      'email',
      'email_verified',
    ]);
  });

  test('opens username and phone where the connection signs people in with them', () => {
    const rich: Connection = {
      ...database,
      identifiers: { email: 'optional', phone_number: 'optional', username: 'required' },
    };
    expect(editableFields(rich)).toEqual([...profileAttributes]);
  });

  test('locks the root attributes of a Google user, with who sets them and the way out', () => {
    expect(editableFields(google)).toEqual(['email_verified']);
    expect(editability('name', google, allowed)).toEqual({
      editable: false,
      cause: 'lock',
      reason: 'Set by google-oauth2 at each sign-in.',
      wayOut: expect.stringContaining('Sync user profile attributes at each login'),
      lock: 'synced_each_login',
    });
  });

  test('opens the root attributes of a SAML user who syncs on first sign-in, and not the e-mail', () => {
    expect(editableFields(saml)).toEqual(['name', 'nickname', 'given_name', 'family_name', 'picture']);
    expect(editability('email', saml, allowed)).toMatchObject({ cause: 'connection' });
  });

  test('opens the phone number of an sms user, and not the e-mail verification', () => {
    expect(editableFields(sms)).toContain('phone_number');
    expect(editability('email_verified', sms, allowed)).toMatchObject({ editable: false });
  });

  test('opens nothing when the connection cannot be read', () => {
    expect(editableFields(null)).toEqual([]);
  });

  test('names the permission that is missing, and tells a lock first', () => {
    const viewer = decide(profileRows.updateUser, { permissions: ['users:read'], scopes: m2mScopes }, [
      'name',
    ]);
    expect(editability('name', database, viewer)).toMatchObject({
      cause: 'access',
      reason: expect.stringContaining('users:edit'),
    });
    expect(editability('name', google, viewer)).toMatchObject({ cause: 'lock' });
  });

  test("names the scope that Rollcall's token lacks", () => {
    const means = { permissions: allPermissions, scopes: ['read:users'] };
    const decision = decide(profileRows.updateUser, means, ['email']);
    expect(editability('email', database, decision)).toMatchObject({
      cause: 'access',
      reason: expect.stringContaining('update:users'),
    });
  });
});

describe('irremovableFields', () => {
  test('keeps root attributes and the required e-mail of database users', () => {
    expect(Object.keys(irremovableFields(database))).toEqual([
      'name',
      'nickname',
      'given_name',
      'family_name',
      'picture',
      'email',
    ]);
  });

  test('lets the root attributes of an enterprise user be emptied', () => {
    expect(irremovableFields(saml)).toEqual({});
  });
});
