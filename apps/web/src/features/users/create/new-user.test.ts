import type { Connection } from '@rollcall/shared/user/connection.ts';
import { describe, expect, it } from 'vitest';
import { emptyNewUser, newUserSchema, type NewUserValues } from './new-user.ts';

const database: Connection = {
  id: 'con_0000000000000001',
  name: 'Username-Password-Authentication',
  strategy: 'auth0',
  options_readable: true,
  set_user_root_attributes: null,
  custom_database: false,
  identifiers: { email: 'required', phone_number: 'none', username: 'none' },
  username_length: { min: 1, max: 15 },
  password_policy: {
    minLength: 8,
    characterTypes: ['lowercase', 'uppercase', 'number'],
    requiredTypes: 3,
    noIdenticalInARow: false,
    noSequence: false,
    noPersonalInfo: false,
    dictionary: false,
    history: 0,
  },
};
const sms: Connection = {
  ...database,
  name: 'sms',
  strategy: 'sms',
  identifiers: { email: 'none', phone_number: 'required', username: 'none' },
  password_policy: null,
};
const email: Connection = { ...database, name: 'email', strategy: 'email', password_policy: null };

function read(connection: Connection, values: Partial<NewUserValues>) {
  return newUserSchema(connection).safeParse({ ...emptyNewUser, ...values });
}

function faultyFields(connection: Connection, values: Partial<NewUserValues>) {
  return read(connection, values).error?.issues.map(({ path }) => path[0]);
}

describe('newUserSchema', () => {
  it('sends what was typed, and nothing for what was left empty', () => {
    const { data } = read(database, { email: 'ada@example.com', password: 'Sunflower12', name: ' Ada ' });
    expect(data).toEqual({
      connection: 'Username-Password-Authentication',
      email: 'ada@example.com',
      email_verified: false,
      verify_email: true,
      password: 'Sunflower12',
      name: 'Ada',
    });
  });

  it('leaves out what the connection does not have, even if it was typed before', () => {
    const { data } = read(sms, {
      phone_number: '+4930123456',
      email: 'ada@example.com',
      password: 'Sunflower12',
    });
    expect(data).toEqual({ connection: 'sms', phone_number: '+4930123456', phone_verified: false });
  });

  it('asks for no verification e-mail from a passwordless connection', () => {
    expect(read(email, { email: 'ada@example.com' }).data).toMatchObject({
      email_verified: false,
      verify_email: false,
    });
  });

  it('does not change a password, not even by trimming it', () => {
    const { data } = read(database, { email: 'ada@example.com', password: ' Sunflower12 ' });
    expect(data?.password).toBe(' Sunflower12 ');
  });

  it('names every field at fault at once', () => {
    expect(faultyFields(database, { name: 'x'.repeat(301) })).toEqual(['email', 'password', 'name']);
    expect(faultyFields(sms, { phone_number: '030 123' })).toEqual(['phone_number']);
  });

  it('refuses a password that the policy refuses', () => {
    expect(faultyFields(database, { email: 'ada@example.com', password: 'sunflower' })).toEqual(['password']);
  });

  it('wants one identifier where all are optional', () => {
    const open: Connection = {
      ...database,
      identifiers: { email: 'optional', phone_number: 'optional', username: 'none' },
      password_policy: null,
    };
    expect(faultyFields(open, {})).toEqual(['email']);
    expect(faultyFields(open, { phone_number: '+4930123456' })).toBeUndefined();
  });

  it('keeps usernames to the connection’s length', () => {
    const named: Connection = {
      ...database,
      identifiers: { email: 'required', phone_number: 'none', username: 'required' },
      username_length: { min: 4, max: 6 },
      password_policy: null,
    };
    expect(faultyFields(named, { email: 'a@example.com', username: 'ada' })).toEqual(['username']);
    expect(faultyFields(named, { email: 'a@example.com', username: 'adalov' })).toBeUndefined();
  });
});
