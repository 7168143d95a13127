import { compare } from 'bcryptjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tenant } from '../../start.ts';
import { beginFlow, signIn } from '../../testing/sign-in.ts';
import { type Api, managementApi, startTestTenant } from '../../testing/test-tenant.ts';
import { SEED_PASSWORD, SEED_PASSWORD_HASH } from '../../seed/password.ts';

let tenant: Tenant;
let api: Api;

beforeAll(async () => {
  tenant = await startTestTenant({ seedUsers: 400 });
  api = await managementApi(tenant);
}, 60_000);

afterAll(() => tenant.close());

const DATABASE = 'Username-Password-Authentication';
let count = 0;

/** A new user of a database connection, so that tests do not meet in one. */
async function newUser(changes: object = {}) {
  count += 1;
  const { status, body } = await api('POST', '/users', {
    connection: DATABASE,
    email: `update-${count}@example.com`,
    password: 'First-secret-1',
    ...changes,
  });
  expect(status).toBe(201);
  return Object(body);
}

/** Somebody of the seed whose primary identity is of this kind. */
async function seeded(query: string) {
  const { body } = await api('GET', `/users?per_page=1&q=${encodeURIComponent(query)}`);
  const [user] = Object(body);
  if (user === undefined) throw new Error(`Nobody matches ${query}`);
  return user;
}

function patch(user: { user_id: string }, body: object, as = api) {
  return as('PATCH', `/users/${encodeURIComponent(user.user_id)}`, body);
}

async function read(user: { user_id: string }) {
  return Object((await api('GET', `/users/${encodeURIComponent(user.user_id)}`)).body);
}

describe('attributes', () => {
  test('are replaced, and the whole user is answered and found', async () => {
    const user = await newUser();
    const { status, body } = await patch(user, {
      name: 'Neuer Name',
      given_name: 'Neuer',
      picture: 'https://cdn.auth0.com/x.png',
      blocked: true,
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      ...user,
      name: 'Neuer Name',
      given_name: 'Neuer',
      picture: 'https://cdn.auth0.com/x.png',
      blocked: true,
      updated_at: expect.any(String),
    });
    expect(await read(user)).toEqual(body);
    expect((await api('GET', '/users?q=name:"neuer name"')).body).toEqual([body]);
  });

  test('a new e-mail address is kept in lower case and counts as unverified unless said otherwise', async () => {
    const user = await newUser({ email_verified: true });
    expect((await patch(user, { email: `New-${count}@Example.com` })).body).toMatchObject({
      email: `new-${count}@example.com`,
      email_verified: false,
    });
    expect(
      (await patch(user, { email: `newer-${count}@example.com`, email_verified: true })).body,
    ).toMatchObject({ email_verified: true });
    expect((await api('GET', `/users-by-email?email=${user.email}`)).body).toEqual([]);
  });

  test.each([
    [{ email: 'admin@rollcall.example' }, 'The specified new email already exists'],
    [
      { name: null },
      `The following user attributes cannot be removed: name. The connection (${DATABASE}) must either be a custom database connection with import mode disabled, a social or enterprise connection.`,
    ],
    [{ username: 'abc' }, 'Cannot set username for connection without requires_username.'],
    [{}, "Payload validation error: 'Too few properties defined (0), minimum 1'."],
    [{ connection: 'github', name: 'x' }, 'The connection does not exist.'],
    [
      { last_login: 'now' },
      expect.stringContaining(
        "'Additional properties not allowed: last_login (consider storing them in app_metadata or user_metadata.",
      ),
    ],
    [
      { blocked: null },
      expect.stringContaining("'Expected type boolean but found type null' on property blocked"),
    ],
    [
      { name: 'x'.repeat(301) },
      expect.stringContaining("'String is too long (301 chars), maximum 300' on property name"),
    ],
    [{ app_metadata: { identities: [] } }, expect.stringContaining('reserved: identities')],
    [{ user_metadata: { $where: 1 } }, expect.stringContaining('must not contain')],
    [{ user_metadata: null }, expect.stringContaining('on property user_metadata')],
  ])('refuses %j and changes nothing', async (body, message) => {
    const user = await newUser();
    expect(await patch(user, body)).toMatchObject({ status: 400, body: { statusCode: 400, message } });
    expect(await read(user)).toEqual(user);
  });

  test('refuses a username that is taken, too long or an e-mail address', async () => {
    const [one, other] = await Promise.all(
      ['first.name', 'other.name'].map((username) =>
        newUser({ connection: 'Staff-Directory', username, password: 'Tr1cky-Words-Here' }),
      ),
    );
    expect(await patch(one, { username: 'Other.Name' })).toMatchObject({
      status: 400,
      body: { message: 'The specified new username already exists' },
    });
    expect((await patch(one, { username: 'a'.repeat(16) })).status).toBe(400);
    expect((await patch(one, { username: 'with space' })).status).toBe(400);
    expect((await patch(other, { username: 'Renamed' })).body).toMatchObject({ username: 'renamed' });
  });

  test('refuses an unknown user', async () => {
    expect(await patch({ user_id: 'auth0|missing' }, { name: 'x' })).toMatchObject({
      status: 404,
      body: { errorCode: 'inexistent_user' },
    });
  });
});

describe('metadata', () => {
  test('is merged at the first level only; null deletes, and what is inside is replaced', async () => {
    const user = await newUser({ user_metadata: { keep: 1, gone: 2, inner: { a: 1, b: 2 } } });
    const { body } = await patch(user, {
      user_metadata: { gone: null, inner: { c: null }, list: [1, { x: 2 }] },
    });
    expect(Object(body).user_metadata).toEqual({ keep: 1, inner: { c: null }, list: [1, { x: 2 }] });
  });

  test('an empty object clears everything', async () => {
    const user = await newUser({ user_metadata: { a: 1 }, app_metadata: { b: 2 } });
    const { body } = await patch(user, { user_metadata: {}, app_metadata: {} });
    expect(Object(body).user_metadata).toEqual({});
    expect(body).not.toHaveProperty('app_metadata');
  });

  test('two writers at the same moment both win when they touch different keys', async () => {
    const user = await newUser();
    await Promise.all(
      Array.from({ length: 8 }, (_, index) => patch(user, { app_metadata: { [`k${index}`]: index } })),
    );
    expect(Object.keys((await read(user)).app_metadata)).toHaveLength(8);
  });
});

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
      username: `combi${count}`,
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

describe('passwords', () => {
  test('a new one lifts the block, is dated, never shown, and the old one stops working', async () => {
    const user = await newUser({ blocked: true });
    const { status, body } = await patch(user, { password: 'Second-secret-2' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ blocked: false, last_password_reset: expect.stringMatching(/^\d{4}-/u) });
    expect(JSON.stringify(body)).not.toMatch(/Second-secret|\$2b/u);
    expect(
      (await signIn(beginFlow(tenant), user.email, 'Second-secret-2')).url.searchParams.has('code'),
    ).toBe(true);
    expect((await signIn(beginFlow(tenant), user.email, 'First-secret-1')).status).toBe(400);
  });

  test.each([
    ['short1A', 'PasswordStrengthError: Password is too weak'],
    ['alllowercase', 'PasswordStrengthError: Password is too weak'],
    [null, 'Cannot remove password for this user: the connection requires it.'],
  ])('%j is refused by the policy "good", without the password in the answer', async (password, message) => {
    const user = await newUser();
    const answer = await patch(user, { password });
    expect(answer).toMatchObject({ status: 400, body: { message } });
    expect(JSON.stringify(answer.body)).not.toContain(String(password));
    expect((await signIn(beginFlow(tenant), user.email, 'First-secret-1')).url.searchParams.has('code')).toBe(
      true,
    );
  });

  test('the strict directory refuses common, personal, repeated and earlier ones', async () => {
    const user = await newUser({
      connection: 'Staff-Directory',
      username: 'strictly',
      password: 'Tr1cky-Words-Here',
      name: 'Beatrix',
    });
    const refused = async (password: string) => Object((await patch(user, { password })).body).message;
    expect(await refused('Aaaab-12345')).toBe('PasswordStrengthError: Password is too weak');
    expect(await refused('Short-1')).toBe('PasswordStrengthError: Password is too weak');
    expect(await refused('COMPANY-2026')).toBe('PasswordDictionaryError: Password is too common');
    expect(await refused('My-beatrix-99')).toBe(
      'PasswordNoUserInfoError: Password contains user information',
    );
    expect(await refused('Say-strictly-99')).toBe(
      'PasswordNoUserInfoError: Password contains user information',
    );
    expect(await refused('Tr1cky-Words-Here')).toBe(
      'PasswordHistoryError: Password has previously been used',
    );
    expect((await patch(user, { password: 'Quite-Different-7' })).status).toBe(200);
    expect(await refused('Tr1cky-Words-Here')).toBe(
      'PasswordHistoryError: Password has previously been used',
    );
  });

  test('the seeded hash is that of the seeded password', async () => {
    expect(await compare(SEED_PASSWORD, SEED_PASSWORD_HASH)).toBe(true);
  });
});

describe('a token that may only write app_metadata', () => {
  test('writes app_metadata and nothing else', async () => {
    const narrow = await managementApi(tenant, 'rollcall_local_m2m_app_metadata');
    const user = await newUser();
    expect((await patch(user, { app_metadata: { plan: 'pro' } }, narrow)).body).toMatchObject({
      app_metadata: { plan: 'pro' },
    });
    for (const body of [
      { name: 'x' },
      { app_metadata: {}, name: 'x' },
      { user_metadata: {} },
      { blocked: true },
    ]) {
      expect(await patch(user, body, narrow)).toMatchObject({
        status: 403,
        body: { errorCode: 'insufficient_scope' },
      });
    }
    expect(await read(user)).toMatchObject({ name: user.name, app_metadata: { plan: 'pro' } });
  });
});
