import { describe, expect, it } from 'vitest';
import { connectionOf, TenantConnection } from './connection-schema.ts';

function connection(strategy: string, options?: unknown) {
  const upstream = { id: 'con_1', name: 'A', strategy, ...(options === undefined ? {} : { options }) };
  return connectionOf(TenantConnection.parse(upstream));
}

describe('a connection', () => {
  it('leaves its secrets behind', () => {
    const secretive = connection('google-oauth2', {
      client_id: 'c',
      client_secret: 'SECRET',
      app_secret: 'SECRET',
    });
    expect(JSON.stringify(secretive)).not.toContain('SECRET');
  });

  it.each([
    ['google-oauth2', {}, 'on_each_login'],
    ['google-oauth2', { set_user_root_attributes: 'on_first_login' }, 'on_first_login'],
    ['samlp', { set_user_root_attributes: 'never_on_login' }, 'never_on_login'],
    ['samlp', { set_user_root_attributes: 'something new' }, 'on_each_login'],
    ['auth0', { set_user_root_attributes: 'on_first_login' }, null],
    ['sms', {}, null],
    ['google-oauth2', undefined, null],
  ])('%s with %j syncs %s', (strategy, options, mode) => {
    expect(connection(strategy, options).set_user_root_attributes).toBe(mode);
  });

  it('says when its options could not be read, which is not the same as having none', () => {
    expect(connection('auth0').options_readable).toBe(false);
    expect(connection('auth0', {}).options_readable).toBe(true);
    expect(connection('auth0').password_policy).toBeNull();
  });

  it.each([
    [{ enabledDatabaseCustomization: true, import_mode: false }, true],
    [{ enabledDatabaseCustomization: true, import_mode: true }, false],
    [{ enabledDatabaseCustomization: true }, true],
    [{ import_mode: false }, false],
  ])('of a database with %j keeps its users elsewhere: %s', (options, isCustom) => {
    expect(connection('auth0', options).custom_database).toBe(isCustom);
  });

  it.each([
    ['email', {}, ['required', 'none', 'none']],
    ['sms', {}, ['none', 'required', 'none']],
    ['github', {}, ['none', 'none', 'none']],
    ['auth0', {}, ['required', 'none', 'none']],
    ['auth0', { requires_username: true }, ['required', 'none', 'required']],
    [
      'auth0',
      {
        attributes: {
          email: { identifier: { active: true }, profile_required: false },
          phone_number: { identifier: { active: true }, profile_required: true },
          username: { identifier: { active: false }, signup: { status: 'inactive' } },
        },
      },
      ['optional', 'required', 'none'],
    ],
  ])('of %s with %j asks for e-mail, phone, username: %j', (strategy, options, needs) => {
    const { identifiers } = connection(strategy, options);
    expect([identifiers.email, identifiers.phone_number, identifiers.username]).toEqual(needs);
  });

  it.each([
    [{}, { min: 1, max: 15 }],
    [{ validation: { username: { min: 3, max: 20 } } }, { min: 3, max: 20 }],
    [{ validation: null }, { min: 1, max: 15 }],
    [{ attributes: { username: { validation: { min_length: 2, max_length: 30 } } } }, { min: 2, max: 30 }],
  ])('with %j has usernames of %j characters', (options, length) => {
    expect(connection('auth0', options).username_length).toEqual(length);
  });
});

const plain = { noSequence: false, noPersonalInfo: false, dictionary: false, history: 0 };
const four = ['lowercase', 'uppercase', 'number', 'special'];

describe('the password policy of a connection', () => {
  it.each([
    [{}, { minLength: 1, characterTypes: [], requiredTypes: 0, noIdenticalInARow: false }],
    [
      { passwordPolicy: null },
      { minLength: 1, characterTypes: [], requiredTypes: 0, noIdenticalInARow: false },
    ],
    [
      { passwordPolicy: 'low' },
      { minLength: 6, characterTypes: [], requiredTypes: 0, noIdenticalInARow: false },
    ],
    [
      { passwordPolicy: 'fair' },
      { minLength: 8, characterTypes: four.slice(0, 3), requiredTypes: 3, noIdenticalInARow: false },
    ],
    [
      { passwordPolicy: 'good' },
      { minLength: 8, characterTypes: four, requiredTypes: 3, noIdenticalInARow: false },
    ],
    [
      { passwordPolicy: 'excellent' },
      { minLength: 10, characterTypes: four, requiredTypes: 3, noIdenticalInARow: true },
    ],
    [
      { passwordPolicy: 'good', password_complexity_options: { min_length: 12 } },
      { minLength: 12, characterTypes: four, requiredTypes: 3, noIdenticalInARow: false },
    ],
  ])('%j is %j', (options, policy) => {
    expect(connection('auth0', options).password_policy).toEqual({ ...plain, ...policy });
  });

  it('takes history, dictionary and personal data from the older options', () => {
    const options = {
      passwordPolicy: 'low',
      password_history: { enable: true, size: 7 },
      password_dictionary: { enable: true, dictionary: ['x'] },
      password_no_personal_info: { enable: true },
    };
    expect(connection('auth0', options).password_policy).toMatchObject({
      history: 7,
      dictionary: true,
      noPersonalInfo: true,
    });
  });

  it('ignores older options that are switched off', () => {
    const options = { password_history: { enable: false, size: 7 }, password_dictionary: { enable: false } };
    expect(connection('auth0', options).password_policy).toMatchObject({ history: 0, dictionary: false });
  });

  it('is the newer one alone where there is one', () => {
    const options = {
      passwordPolicy: 'excellent',
      password_history: { enable: true, size: 7 },
      password_options: {
        complexity: {
          min_length: 15,
          character_types: four,
          character_type_rule: 'three_of_four',
          identical_characters: 'block',
          sequential_characters: 'block',
        },
        profile_data: { active: true },
      },
    };
    expect(connection('auth0', options).password_policy).toEqual({
      minLength: 15,
      characterTypes: four,
      requiredTypes: 3,
      noIdenticalInARow: true,
      noSequence: true,
      noPersonalInfo: true,
      dictionary: false,
      history: 0,
    });
  });

  it('is null where no passwords are kept', () => {
    expect(connection('email', {}).password_policy).toBeNull();
    expect(connection('google-oauth2', {}).password_policy).toBeNull();
  });
});
