import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tenant } from '../../start.ts';
import { type Api, managementApi, startTestTenant } from '../../testing/test-tenant.ts';
import { type UserActs, userActs } from '../../testing/users.ts';

let tenant: Tenant;
let api: Api;
let newUser: UserActs['newUser'];
let patch: UserActs['patch'];
let read: UserActs['read'];
let seeded: UserActs['seeded'];

beforeAll(async () => {
  tenant = await startTestTenant();
  api = await managementApi(tenant);
  ({ newUser, patch, read, seeded } = userActs(api));
}, 60_000);

afterAll(() => tenant.close());

describe('combinations that exclude each other', () => {
  const values = {
    password: 'Second-secret-2',
    email: 'combined@example.com',
    email_verified: true,
    username: 'combined',
  };
  test.each([
    ['password', 'email'],
    ['password', 'email_verified'],
    ['username', 'email'],
    ['username', 'email_verified'],
    ['username', 'password'],
  ] as const)('%s and %s are refused together', async (one, other) => {
    const user = await newUser({
      connection: 'Staff-Directory',
      username: `${one}.${other}`.slice(0, 15),
      password: 'Tr1cky-Words-Here',
    });
    expect(await patch(user, { [one]: values[one], [other]: values[other] })).toMatchObject({
      status: 400,
      body: { message: `Cannot update ${one} and ${other} simultaneously.` },
    });
    expect(await read(user)).toEqual(user);
  });

  test('password and app_metadata are fine together', async () => {
    const user = await newUser();
    expect((await patch(user, { password: 'Second-secret-2', app_metadata: { a: 1 } })).status).toBe(200);
  });
});

const notRemoved = (attributes: string) =>
  `The following user attributes cannot be removed: ${attributes}. The connection (google-oauth2) should have ` +
  "disabled 'Sync user profile attributes at each login' or defined these attributes in " +
  "'options.non_persistent_attrs' array.";

describe('who sets the root attributes', () => {
  const SYNC =
    "must either be a database connection (using the Auth0 store), a passwordless connection (email or sms) or has disabled 'Sync user profile attributes at each login'.";

  test.each([
    ['google-oauth2', 'user_id:google*'],
    ['Contoso-AD', 'user_id:waad*'],
  ])('%s does at each sign-in, so nobody else may', async (connection, query) => {
    const user = await seeded(query);
    expect(
      await patch(user, { picture: 'https://cdn.auth0.com/x.png', name: 'x', family_name: 'y' }),
    ).toMatchObject({
      status: 400,
      body: {
        message: `The following user attributes cannot be updated: family_name, name, picture. The connection (${connection}) ${SYNC}`,
      },
    });
    expect(await read(user)).toEqual(user);
    expect((await patch(user, { blocked: true, user_metadata: { a: 1 } })).status).toBe(200);
  });

  test.each(['user_id:github*', 'user_id:samlp*'])(
    '%s does at the first sign-in only, so they can be changed and removed',
    async (query) => {
      const user = await seeded(query);
      const { status, body } = await patch(user, { name: 'Changed', given_name: null });
      expect(status).toBe(200);
      expect(body).toMatchObject({ name: 'Changed' });
      expect(body).not.toHaveProperty('given_name');
    },
  );

  test('what is not taken over from the provider can be removed, and nothing else', async () => {
    const { body } = await api('GET', '/connections/con_GoogleOauth20001');
    const { options, display_name } = Object(body);
    const user = await seeded('user_id:google* AND _exists_:given_name');
    expect((await patch(user, { given_name: null })).body).toMatchObject({
      message: notRemoved('given_name'),
    });
    await api('PATCH', '/connections/con_GoogleOauth20001', {
      display_name,
      options: { ...options, non_persistent_attrs: ['given_name'] },
    });
    expect((await patch(user, { given_name: null, name: null })).body).toMatchObject({
      message: notRemoved('given_name, name'),
    });
    expect((await patch(user, { given_name: null, name: 'x' })).status).toBe(400);
    expect((await patch(user, { given_name: null })).body).not.toHaveProperty('given_name');
    await api('PATCH', '/connections/con_GoogleOauth20001', { display_name, options });
  });

  test('a secondary identity never does', async () => {
    const user = await seeded('user_id:auth0* AND identities.connection:google-oauth2');
    expect(await patch(user, { connection: 'google-oauth2', name: 'x' })).toMatchObject({
      status: 400,
      body: {
        message:
          'The following user attributes cannot be updated: name. The specified connection belongs to a secondary identity.',
      },
    });
    expect((await patch(user, { name: 'The primary decides' })).status).toBe(200);
  });

  test('a custom database without import mode keeps them, one with it does not', async () => {
    const { body } = await api('GET', '/connections/con_UsernamePassword');
    const { options, display_name } = Object(body);
    const user = await newUser();
    const custom = (import_mode: boolean) =>
      api('PATCH', '/connections/con_UsernamePassword', {
        display_name,
        options: { ...options, enabledDatabaseCustomization: true, import_mode },
      });
    await custom(false);
    expect((await patch(user, { name: 'x' })).status).toBe(400);
    await custom(true);
    expect((await patch(user, { name: 'x' })).status).toBe(200);
    await api('PATCH', '/connections/con_UsernamePassword', { display_name, options });
  });
});

describe('what a connection cannot hold', () => {
  test.each([
    ['user_id:google*', { email: 'x@example.com' }, 'Cannot update email for non-database user.'],
    ['user_id:samlp*', { email: 'x@example.com' }, 'Cannot update email for non-database user.'],
    ['user_id:waad*', { email_verified: true }, 'Email verification is not supported for enterprise users.'],
    ['user_id:github*', { password: 'Second-secret-2' }, 'Cannot update password for non-database user.'],
    ['user_id:email*', { password: 'Second-secret-2' }, 'Cannot update password for non-database user.'],
    ['user_id:sms*', { username: 'abc' }, 'Cannot update username for non-database user.'],
    [
      'user_id:auth0*',
      { phone_number: '+4915112345' },
      'Cannot update phone_number for this user: the connection has no phone_number attribute.',
    ],
  ])('%s refuses %j', async (query, body, message) => {
    const user = await seeded(query);
    expect(await patch(user, body)).toMatchObject({ status: 400, body: { message } });
    expect(await read(user)).toEqual(user);
  });

  test('a social user can be marked verified, and a text message user has a new number', async () => {
    expect((await patch(await seeded('user_id:google*'), { email_verified: false })).body).toMatchObject({
      email_verified: false,
    });
    expect((await patch(await seeded('user_id:sms*'), { phone_number: '+4915199999' })).body).toMatchObject({
      phone_number: '+4915199999',
      phone_verified: false,
    });
  });

  test('a disabled connection changes no e-mail addresses and no passwords', async () => {
    const { body } = await api('GET', '/connections/con_UsernamePassword');
    const { enabled_clients, display_name } = Object(body);
    const user = await newUser();
    await api('PATCH', '/connections/con_UsernamePassword', { display_name, enabled_clients: [] });
    const message = 'Cannot change email or password for users in a disabled connection.';
    expect((await patch(user, { password: 'Second-secret-2' })).body).toMatchObject({ message });
    expect((await patch(user, { email: 'moved@example.com' })).body).toMatchObject({ message });
    await api('PATCH', '/connections/con_UsernamePassword', { display_name, enabled_clients });
    expect((await patch(user, { password: 'Second-secret-2' })).status).toBe(200);
  });
});
