import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tenant } from '../../start.ts';
import { type Api, managementApi, send, startTestTenant } from '../../testing/test-tenant.ts';
import { hasSession, refresh, returnToSpa, signInToSpa, SPA } from '../../testing/tokens.ts';
import { type TestUser, userActs } from '../../testing/users.ts';

let tenant: Tenant;
let api: Api;
let readOnly: Api;
let devices: Api;
let newUser: (attributes?: object) => Promise<TestUser>;

beforeAll(async () => {
  tenant = await startTestTenant();
  [api, readOnly, devices] = await Promise.all([
    managementApi(tenant),
    managementApi(tenant, 'rollcall_local_m2m_read'),
    managementApi(tenant, 'rollcall_local_m2m_devices'),
  ]);
  ({ newUser } = userActs(api));
}, 180_000);

afterAll(() => tenant.close());

const PASSWORD = 'First-secret-1';
const grantsOf = (userId: string, more = '') =>
  api('GET', `/grants?user_id=${encodeURIComponent(userId)}${more}`);

describe('a grant', () => {
  test('appears when somebody signs in to an application, and grows with what it asks for', async () => {
    const { email, user_id } = await newUser();
    const { browser } = await signInToSpa(tenant, email, PASSWORD, { scope: 'openid email' });
    const before = await grantsOf(user_id);
    expect(before).toMatchObject({
      status: 200,
      body: [
        {
          id: expect.stringMatching(/^[0-9a-f]{24}$/u),
          clientID: SPA,
          user_id,
          audience: `${tenant.url}/userinfo`,
          scope: ['openid', 'email'],
        },
      ],
    });
    await returnToSpa(tenant, browser);
    await hasSession(tenant, browser);
    const after = Object((await grantsOf(user_id, '&include_totals=true')).body);
    expect(after).toMatchObject({ start: 0, limit: 50, total: 2 });
    const spa = after.grants.find(({ clientID }: { clientID: string }) => clientID === SPA);
    expect(spa.id).toBe(Object(before.body)[0].id);
    expect(spa.scope.toSorted()).toEqual(['email', 'offline_access', 'openid', 'profile']);
    const audience = `&audience=${encodeURIComponent(`${tenant.url}/userinfo`)}`;
    expect((await grantsOf(user_id, `&client_id=${SPA}${audience}`)).body).toEqual([spa]);
    expect((await grantsOf(user_id, '&audience=https://other.example/')).body).toEqual([]);
  });

  test('that is taken back ends its refresh tokens and access tokens, and the next sign-in makes a new one', async () => {
    const { email, user_id } = await newUser();
    const { browser, refreshToken, accessToken } = await signInToSpa(tenant, email, PASSWORD);
    const [{ id }] = Object((await grantsOf(user_id)).body);
    expect((await api('DELETE', `/grants/${id}`)).status).toBe(204);
    expect((await refresh(tenant, refreshToken)).status).toBe(403);
    expect((await send(`${tenant.url}/userinfo`, 'GET', `Bearer ${accessToken}`)).status).toBe(401);
    expect((await grantsOf(user_id)).body).toEqual([]);
    expect((await refresh(tenant, (await returnToSpa(tenant, browser)).refreshToken)).status).toBe(200);
    expect(Object((await grantsOf(user_id)).body)[0].id).not.toBe(id);
  });

  test('is taken back together with all others of its user', async () => {
    const { email, user_id } = await newUser();
    const { browser, refreshToken } = await signInToSpa(tenant, email, PASSWORD);
    await hasSession(tenant, browser);
    const other = await signInToSpa(tenant, (await newUser()).email, PASSWORD);
    expect((await api('DELETE', `/grants?user_id=${encodeURIComponent(user_id)}`)).status).toBe(204);
    expect((await grantsOf(user_id)).body).toEqual([]);
    expect((await refresh(tenant, refreshToken)).status).toBe(403);
    expect((await refresh(tenant, other.refreshToken)).status).toBe(200);
  });

  test('that is not there is taken back without complaint; without a user there is nothing to do', async () => {
    expect((await api('DELETE', '/grants/nothing')).status).toBe(204);
    expect(await api('DELETE', '/grants')).toMatchObject({
      status: 400,
      body: { errorCode: 'invalid_query_string', message: expect.stringContaining('user_id') },
    });
  });
});

describe('device credentials', () => {
  const KEY = {
    device_name: 'Cab tablet',
    type: 'public_key',
    value: 'MIIBIjANBgkqhkiG',
    device_id: '550e8400-e29b-41d4-a716-446655440000',
    client_id: SPA,
  };

  test('are public keys and refresh tokens', async () => {
    const { email, user_id } = await newUser();
    const { refreshToken } = await signInToSpa(tenant, email, PASSWORD);
    const created = await devices('POST', '/device-credentials', { ...KEY, user_id });
    expect(created).toMatchObject({
      status: 201,
      body: { id: expect.stringMatching(/^dcr_[A-Za-z0-9]{16}$/u) },
    });
    const list = (more: string) =>
      api('GET', `/device-credentials?user_id=${encodeURIComponent(user_id)}${more}`);
    const { id } = Object(created.body);
    const key = {
      id,
      type: 'public_key',
      device_name: 'Cab tablet',
      device_id: KEY.device_id,
      user_id,
      client_id: SPA,
    };
    expect((await list('&type=public_key')).body).toEqual([key]);
    const token = {
      id: expect.stringMatching(/^dcr_/u),
      type: 'refresh_token',
      device_name: 'node',
      user_id,
      client_id: SPA,
    };
    const paged = Object((await list('&include_totals=true')).body);
    expect(paged).toEqual({ start: 0, limit: 50, total: 1, device_credentials: [token] });
    expect(Object((await list('')).body)).toHaveLength(2);
    expect((await list('&type=public_key&fields=device_name')).body).toEqual([{ device_name: 'Cab tablet' }]);
    expect((await list('&type=rotating_refresh_token')).body).toEqual([]);

    expect((await devices('DELETE', `/device-credentials/${id}`)).status).toBe(204);
    expect((await list('&type=public_key')).body).toEqual([]);
    const [{ id: tokenId }] = paged.device_credentials;
    expect((await api('DELETE', `/device-credentials/${tokenId}`)).status).toBe(204);
    expect((await refresh(tenant, refreshToken)).status).toBe(403);
    expect((await api('DELETE', `/device-credentials/${tokenId}`)).status).toBe(204);
    const { body: log } = await api('GET', `/users/${encodeURIComponent(user_id)}/logs?sort=date:-1`);
    const acts = Object(log).map(({ description }: { description: string }) => description);
    expect(acts.slice(0, 2)).toEqual(['Delete a device credential', 'Delete a device credential']);
  });

  test('hold one key for a device and an application', async () => {
    const { user_id } = await newUser();
    expect((await devices('POST', '/device-credentials', { ...KEY, user_id })).status).toBe(201);
    expect(await devices('POST', '/device-credentials', { ...KEY, user_id })).toMatchObject({
      status: 409,
      body: { message: 'A public key already exists for the device.' },
    });
  });

  test.each([
    ['nobody', {}, 403, 'Cannot create device credentials for that user.'],
    ['an unknown user', { user_id: 'auth0|nobody' }, 403, 'Cannot create device credentials for that user.'],
    [
      'an unknown application',
      { user_id: 'auth0|0000000000000000000000a1', client_id: 'none' },
      403,
      'Cannot create device credentials for that client.',
    ],
    ['another type', { type: 'refresh_token' }, 400, 'No enum match for: refresh_token'],
    ['a malformed device', { device_id: 'xyz' }, 400, 'String does not match pattern'],
  ])('are not made for %s', async (_what, change, status, message) => {
    expect(await devices('POST', '/device-credentials', { ...KEY, ...change })).toMatchObject({
      status,
      body: { message: expect.stringContaining(message) },
    });
  });

  test('do not list what is no type', async () => {
    expect((await api('GET', '/device-credentials?type=cookie')).status).toBe(400);
  });
});

test.each([
  ['GET', '/grants', 'read:grants'],
  ['DELETE', '/grants?user_id=auth0|x', 'delete:grants'],
  ['DELETE', '/grants/x', 'delete:grants'],
  ['GET', '/device-credentials', 'read:device_credentials'],
  ['POST', '/device-credentials', 'create:current_user_device_credentials'],
  [
    'DELETE',
    '/device-credentials/x',
    'delete:device_credentials,update:current_user,delete:current_user_device_credentials',
  ],
])('%s %s needs %s', async (method, path, scopes) => {
  expect(await readOnly(method, path)).toMatchObject({
    status: 403,
    body: { message: `Insufficient scope, expected any of: ${scopes}` },
  });
});

test('a new tenant has grants and refresh tokens for more than one application', async () => {
  for (const client of ['rollcall_local_web', SPA]) {
    const grants = await api('GET', `/grants?client_id=${client}&include_totals=true`);
    expect(Object(grants.body).total).toBeGreaterThan(5);
  }
  const tokens = await api('GET', `/device-credentials?client_id=${SPA}&include_totals=true`);
  expect(Object(tokens.body).total).toBeGreaterThan(5);
});
