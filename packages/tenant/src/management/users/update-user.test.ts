import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tenant } from '../../start.ts';
import { type Api, managementApi, startTestTenant } from '../../testing/test-tenant.ts';
import { type UserActs, userActs } from '../../testing/users.ts';

let tenant: Tenant;
let api: Api;
let newUser: UserActs['newUser'];
let patch: UserActs['patch'];
let read: UserActs['read'];

beforeAll(async () => {
  tenant = await startTestTenant();
  api = await managementApi(tenant);
  ({ newUser, patch, read } = userActs(api));
}, 60_000);

afterAll(() => tenant.close());

const DATABASE = 'Username-Password-Authentication';

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
    expect((await patch(user, { email: `New-${user.email}` })).body).toMatchObject({
      email: `new-${user.email}`,
      email_verified: false,
    });
    expect((await patch(user, { email: `newer-${user.email}`, email_verified: true })).body).toMatchObject({
      email_verified: true,
    });
    expect((await api('GET', `/users-by-email?email=${user.email}`)).body).toEqual([]);
    expect((await patch(user, { email: `NEWER-${user.email}` })).body).toMatchObject({
      email_verified: true,
    });
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
    [
      { user_metadata: null },
      expect.stringContaining("'Expected type object but found type null' on property user_metadata"),
    ],
  ])('refuses %j and changes nothing', async (body, message) => {
    const user = await newUser();
    expect(await patch(user, body)).toMatchObject({ status: 400, body: { statusCode: 400, message } });
    expect(await read(user)).toEqual(user);
  });

  test('refuses a username that is taken, too long or an e-mail address', async () => {
    const account = { connection: 'Staff-Directory', password: 'Tr1cky-Words-Here' };
    const one = await newUser({ ...account, username: 'first.name' });
    const other = await newUser({ ...account, username: 'other.name' });
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
    expect(Object.keys(Object((await read(user)).app_metadata))).toHaveLength(8);
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
