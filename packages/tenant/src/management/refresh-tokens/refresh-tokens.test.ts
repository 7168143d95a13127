import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tenant } from '../../start.ts';
import { type Api, managementApi, startTestTenant } from '../../testing/test-tenant.ts';
import { refresh, type SignedIn, signInToSpa, SPA } from '../../testing/tokens.ts';
import { type TestUser, userActs } from '../../testing/users.ts';

let tenant: Tenant;
let api: Api;
let readOnly: Api;
let newUser: (attributes?: object) => Promise<TestUser>;

beforeAll(async () => {
  tenant = await startTestTenant();
  api = await managementApi(tenant);
  readOnly = await managementApi(tenant, 'rollcall_local_m2m_read');
  ({ newUser } = userActs(api));
}, 180_000);

afterAll(() => tenant.close());

const PASSWORD = 'First-secret-1';
const of = (userId: string) => `/users/${encodeURIComponent(userId)}/refresh-tokens`;

async function idsOf(userId: string): Promise<string[]> {
  const { body } = await api('GET', of(userId));
  return Object(body).tokens.map(({ id }: { id: string }) => id);
}

/** Two sign-ins of one new user, with the ids of their refresh tokens in the same order. */
async function twoSignIns(): Promise<{ userId: string; one: SignedIn; other: SignedIn; ids: string[] }> {
  const { email, user_id } = await newUser();
  const one = await signInToSpa(tenant, email, PASSWORD);
  const [first = ''] = await idsOf(user_id);
  const other = await signInToSpa(tenant, email, PASSWORD);
  const second = (await idsOf(user_id)).find((id) => id !== first) ?? '';
  return { userId: user_id, one, other, ids: [first, second] };
}

const isUsable = async ({ refreshToken }: SignedIn) => (await refresh(tenant, refreshToken)).status === 200;

describe('reading', () => {
  test('tells of a token everything but the token', async () => {
    const { email, user_id } = await newUser();
    const { refreshToken, sessionId } = await signInToSpa(tenant, email, PASSWORD);
    const { status, body } = await api('GET', of(user_id));
    expect(status).toBe(200);
    const { tokens, ...nothing } = Object(body);
    expect(nothing).toEqual({});
    expect(tokens).toEqual([
      {
        id: expect.stringMatching(/^dcr_[A-Za-z0-9]{16}$/u),
        user_id,
        client_id: SPA,
        session_id: sessionId,
        created_at: expect.any(String),
        idle_expires_at: expect.any(String),
        expires_at: expect.any(String),
        last_exchanged_at: null,
        rotating: false,
        device: expect.objectContaining({ initial_user_agent: 'node', last_asn: '64512' }),
        resource_servers: [
          { audience: `${tenant.url}/userinfo`, scopes: 'openid profile email offline_access' },
        ],
        refresh_token_metadata: null,
      },
    ]);
    expect(JSON.stringify(body)).not.toContain(refreshToken);
    const alone = await api('GET', `/refresh-tokens/${tokens[0].id}`);
    expect(alone).toMatchObject({ status: 200, body: tokens[0] });
  });

  test('goes on from a checkpoint, by user and application, with the fields one wants', async () => {
    const { userId, ids } = await twoSignIns();
    const query = `/refresh-tokens?user_id=${encodeURIComponent(userId)}&client_id=${SPA}&take=1&fields=id`;
    const first = Object((await api('GET', query)).body);
    const second = Object((await api('GET', `${query}&from=${first.next}`)).body);
    expect(second).not.toHaveProperty('next');
    expect([...first.refresh_tokens, ...second.refresh_tokens]).toEqual(ids.toSorted().map((id) => ({ id })));
    const elsewhere = await api(
      'GET',
      `/refresh-tokens?user_id=${encodeURIComponent(userId)}&client_id=rollcall_local_web`,
    );
    expect(elsewhere.body).toEqual({ refresh_tokens: [] });
  });

  test.each([
    ['/refresh-tokens', 400, "Missing required 'user_id' parameter."],
    ['/refresh-tokens?user_id=auth0|nobody', 404, 'User not found'],
    [
      '/refresh-tokens?user_id=auth0|0000000000000000000000a1&client_id=none',
      404,
      'The client does not exist.',
    ],
    ['/refresh-tokens/nothing', 404, 'The refresh token does not exist.'],
    ['/users/auth0|nobody/refresh-tokens', 404, 'User not found'],
  ])('%s is %i', async (path, status, message) => {
    expect(await api('GET', path)).toMatchObject({ status, body: { message } });
  });
});

test('refresh_token_metadata is replaced, and removed by null', async () => {
  const { ids } = await twoSignIns();
  const path = `/refresh-tokens/${ids[0]}`;
  const set = await api('PATCH', path, { refresh_token_metadata: { cab: '12' } });
  expect(set).toMatchObject({ status: 200, body: { refresh_token_metadata: { cab: '12' } } });
  const refused = await api('PATCH', path, { refresh_token_metadata: { cab: 12 } });
  expect(refused).toMatchObject({ status: 400, body: { errorCode: 'invalid_body' } });
  const removed = await api('PATCH', path, { refresh_token_metadata: null });
  expect(removed).toMatchObject({ status: 200, body: { refresh_token_metadata: null } });
  expect((await api('PATCH', '/refresh-tokens/nothing', { refresh_token_metadata: null })).status).toBe(404);
});

describe('revoking', () => {
  test('one by its id leaves the others', async () => {
    const { one, other, ids, userId } = await twoSignIns();
    expect((await api('DELETE', `/refresh-tokens/${ids[0]}`)).status).toBe(202);
    expect([await isUsable(one), await isUsable(other)]).toEqual([false, true]);
    const { body } = await api('GET', `/users/${encodeURIComponent(userId)}/logs?sort=date:-1`);
    expect(Object(body).map(({ type }: { type: string }) => type)).toContain('srrt');
    expect((await api('DELETE', `/refresh-tokens/${ids[0]}`)).status).toBe(202);
  });

  test('all of a user', async () => {
    const { one, other, userId } = await twoSignIns();
    expect((await api('DELETE', of(userId))).status).toBe(202);
    expect([await isUsable(one), await isUsable(other)]).toEqual([false, false]);
  });

  test('several by their ids', async () => {
    const { one, other, ids } = await twoSignIns();
    const answer = await api('POST', '/refresh-tokens/revoke', { ids: [ids[1], 'dcr_unknown'] });
    expect(answer).toMatchObject({ status: 202, body: '' });
    expect([await isUsable(one), await isUsable(other)]).toEqual([true, false]);
  });

  test('those of a user for an application and an audience', async () => {
    const { one, userId } = await twoSignIns();
    const revoke = (more: object) => api('POST', '/refresh-tokens/revoke', { user_id: userId, ...more });
    expect((await revoke({ client_id: 'rollcall_local_web' })).status).toBe(202);
    expect(await isUsable(one)).toBe(true);
    expect((await revoke({ client_id: SPA, audience: `${tenant.url}/api/v2/` })).status).toBe(202);
    expect(await isUsable(one)).toBe(true);
    expect((await revoke({ client_id: SPA, audience: `${tenant.url}/userinfo` })).status).toBe(202);
    expect(await isUsable(one)).toBe(false);
  });

  const ADMIN = 'auth0|0000000000000000000000a1';
  test.each([
    ['nothing', {}, 'Invalid combination of parameters.'],
    ['an application alone', { client_id: SPA }, 'Invalid combination of parameters.'],
    ['ids and a user', { ids: ['x'], user_id: ADMIN }, 'Invalid combination of parameters.'],
    ['an audience alone', { user_id: ADMIN, audience: 'x' }, 'Invalid combination of parameters.'],
    ['an unknown user', { user_id: 'auth0|nobody' }, 'User not found.'],
    ['an unknown application', { user_id: ADMIN, client_id: 'none' }, 'Client not found.'],
    ['an unknown audience', { user_id: ADMIN, client_id: SPA, audience: 'x' }, 'Resource server not found.'],
    ['too many ids', { ids: Array.from({ length: 101 }, () => 'x') }, 'Array is too long (101), maximum 100'],
    ['a malformed user', { user_id: 'nobody' }, "Object didn't pass validation for format user-id: nobody"],
  ])('%s is refused', async (_what, body, message) => {
    expect(await api('POST', '/refresh-tokens/revoke', body)).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining(message), errorCode: 'invalid_body' },
    });
  });
});

test.each([
  ['GET', '/users/auth0|x/refresh-tokens', 'read:refresh_tokens'],
  ['DELETE', '/users/auth0|x/refresh-tokens', 'delete:refresh_tokens'],
  ['GET', '/refresh-tokens', 'read:refresh_tokens'],
  ['POST', '/refresh-tokens/revoke', 'delete:refresh_tokens'],
  ['GET', '/refresh-tokens/x', 'read:refresh_tokens'],
  ['PATCH', '/refresh-tokens/x', 'update:refresh_tokens'],
  ['DELETE', '/refresh-tokens/x', 'delete:refresh_tokens'],
])('%s %s needs %s', async (method, path, scope) => {
  expect(await readOnly(method, path)).toMatchObject({
    status: 403,
    body: { message: `Insufficient scope, expected any of: ${scope}` },
  });
});
