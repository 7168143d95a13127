import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tenant } from '../../start.ts';
import { type Api, managementApi, startTestTenant } from '../../testing/test-tenant.ts';
import { hasSession, refresh, returnToSpa, type SignedIn, signInToSpa } from '../../testing/tokens.ts';
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

async function signedInUser(): Promise<SignedIn> {
  const { email } = await newUser();
  return signInToSpa(tenant, email, PASSWORD);
}

const of = (userId: string) => `/users/${encodeURIComponent(userId)}`;

async function sessionIds(userId: string): Promise<string[]> {
  const { body } = await api('GET', `${of(userId)}/sessions`);
  return Object(body).sessions.map(({ id }: { id: string }) => id);
}

describe('a sign-in', () => {
  test('is a session with its device, applications, proofs and times, under the sid of the ID token', async () => {
    const { userId, sessionId } = await signedInUser();
    const { status, body } = await api('GET', `${of(userId)}/sessions`);
    expect(status).toBe(200);
    const [session, ...more] = Object(body).sessions;
    expect(more).toEqual([]);
    expect(session).toEqual({
      id: sessionId,
      user_id: userId,
      created_at: expect.any(String),
      updated_at: expect.any(String),
      authenticated_at: expect.any(String),
      last_interacted_at: expect.any(String),
      idle_expires_at: expect.any(String),
      expires_at: expect.any(String),
      device: {
        initial_ip: expect.stringMatching(/^(127\.0\.0\.1|::1)$/u),
        initial_asn: '64512',
        initial_user_agent: 'node',
        last_ip: expect.stringMatching(/^(127\.0\.0\.1|::1)$/u),
        last_asn: '64512',
        last_user_agent: 'node',
      },
      clients: [{ client_id: 'rollcall_local_spa' }],
      authentication: { methods: [{ name: 'pwd', timestamp: session.authenticated_at }] },
      cookie: { mode: 'persistent' },
      session_metadata: null,
    });
    expect(Date.parse(session.expires_at) - Date.parse(session.created_at)).toBe(7 * 86_400_000);
    expect(await api('GET', `/sessions/${sessionId}`)).toMatchObject({ status: 200, body: session });
  });

  test('stays one session for every application of the browser, and never shows the cookie', async () => {
    const { userId, sessionId, browser } = await signedInUser();
    expect(await hasSession(tenant, browser)).toBe(true);
    expect((await returnToSpa(tenant, browser)).sessionId).toBe(sessionId);
    const { body } = await api('GET', `/sessions/${sessionId}`);
    expect(Object(body).clients).toEqual([
      { client_id: 'rollcall_local_spa' },
      { client_id: 'rollcall_local_web' },
    ]);
    expect(browser.cookieNames).toContain('tenant_session');
    expect(JSON.stringify(body)).not.toContain('jti');
    expect(await sessionIds(userId)).toEqual([sessionId]);
  });

  test('of another browser is another session, and lists go on from a checkpoint', async () => {
    const { email, user_id } = await newUser();
    const made = [];
    for (let count = 0; count < 3; count += 1) {
      made.push((await signInToSpa(tenant, email, PASSWORD)).sessionId);
    }
    const first = await api('GET', `${of(user_id)}/sessions?take=2`);
    const { sessions, next, ...nothing } = Object(first.body);
    expect(nothing).toEqual({});
    const rest = await api('GET', `${of(user_id)}/sessions?take=2&from=${next}`);
    expect(Object(rest.body)).not.toHaveProperty('next');
    const seen = [...sessions, ...Object(rest.body).sessions].map(({ id }) => id);
    expect(seen).toEqual(made.toSorted());
  });
});

describe('session_metadata', () => {
  let sessionId: string;

  beforeAll(async () => {
    ({ sessionId } = await signedInUser());
  });

  test('is replaced, and removed by null', async () => {
    const path = `/sessions/${sessionId}`;
    const set = await api('PATCH', path, { session_metadata: { depot: 'Lyon', door: '4' } });
    expect(set).toMatchObject({ status: 200, body: { session_metadata: { depot: 'Lyon', door: '4' } } });
    const replaced = await api('PATCH', path, { session_metadata: { door: '5' } });
    expect(Object(replaced.body).session_metadata).toEqual({ door: '5' });
    const removed = await api('PATCH', path, { session_metadata: null });
    expect(Object(removed.body).session_metadata).toBeNull();
  });

  test.each([
    ['nothing', {}, 'Too few properties defined (0), minimum 1'],
    ['a number', { session_metadata: { a: 1 } }, 'Expected type string but found type integer'],
    ['a long text', { session_metadata: { a: 'x'.repeat(256) } }, 'String is too long (256 chars)'],
    [
      'more than 25',
      { session_metadata: Object.fromEntries(Array.from({ length: 26 }, (_, key) => [`k${key}`, 'v'])) },
      'Too many properties defined, maximum 25',
    ],
    ['something else', { user_id: 'auth0|x' }, 'Additional properties not allowed: user_id'],
  ])('cannot be %s', async (_what, body, message) => {
    const answer = await api('PATCH', `/sessions/${sessionId}`, body);
    expect(answer).toMatchObject({
      status: 400,
      body: { errorCode: 'invalid_body', message: expect.stringContaining(message) },
    });
  });
});

describe('ending', () => {
  test('one session signs that browser out and leaves the rest', async () => {
    const { email } = await newUser();
    const one = await signInToSpa(tenant, email, PASSWORD);
    const other = await signInToSpa(tenant, email, PASSWORD);
    expect((await api('DELETE', `/sessions/${one.sessionId}`)).status).toBe(202);
    expect(await hasSession(tenant, one.browser)).toBe(false);
    expect(await hasSession(tenant, other.browser)).toBe(true);
    expect((await refresh(tenant, one.refreshToken)).status).toBe(200);
    expect(await api('GET', `/sessions/${one.sessionId}`)).toMatchObject({
      status: 404,
      body: { message: 'The session does not exist.' },
    });
  });

  test('all sessions signs every browser out; refresh tokens stay', async () => {
    const { email, user_id } = await newUser();
    const signIns = [await signInToSpa(tenant, email, PASSWORD), await signInToSpa(tenant, email, PASSWORD)];
    expect((await api('DELETE', `${of(user_id)}/sessions`)).status).toBe(202);
    for (const { browser, refreshToken } of signIns) {
      expect(await hasSession(tenant, browser)).toBe(false);
      expect((await refresh(tenant, refreshToken)).status).toBe(200);
    }
    expect(await sessionIds(user_id)).toEqual([]);
  });

  test('by revoking takes the refresh tokens of the session along, and no others', async () => {
    const { email } = await newUser();
    const one = await signInToSpa(tenant, email, PASSWORD);
    const other = await signInToSpa(tenant, email, PASSWORD);
    expect((await api('POST', `/sessions/${one.sessionId}/revoke`)).status).toBe(202);
    expect(await hasSession(tenant, one.browser)).toBe(false);
    expect((await refresh(tenant, one.refreshToken)).status).toBe(403);
    expect((await refresh(tenant, other.refreshToken)).status).toBe(200);
  });

  test('access ends sessions and refresh tokens, all or those of one session', async () => {
    const { email, user_id } = await newUser();
    const one = await signInToSpa(tenant, email, PASSWORD);
    const other = await signInToSpa(tenant, email, PASSWORD);
    const revoke = (body?: object) => api('POST', `${of(user_id)}/revoke-access`, body);
    expect((await revoke({ session_id: one.sessionId, preserve_refresh_tokens: true })).status).toBe(202);
    expect(await hasSession(tenant, one.browser)).toBe(false);
    expect((await refresh(tenant, one.refreshToken)).status).toBe(200);
    expect((await revoke({ session_id: other.sessionId })).status).toBe(202);
    expect(await hasSession(tenant, other.browser)).toBe(false);
    expect((await refresh(tenant, other.refreshToken)).status).toBe(403);
    const third = await signInToSpa(tenant, email, PASSWORD);
    expect((await revoke()).status).toBe(202);
    expect(await hasSession(tenant, third.browser)).toBe(false);
    for (const { refreshToken } of [one, third]) {
      expect((await refresh(tenant, refreshToken)).status).toBe(403);
    }
  });

  test("access does not end another user's session", async () => {
    const { sessionId, browser } = await signedInUser();
    const { user_id } = await newUser();
    await api('POST', `${of(user_id)}/revoke-access`, { session_id: sessionId });
    expect(await hasSession(tenant, browser)).toBe(true);
  });

  test('happens by signing out too, and the log tells of it', async () => {
    const { browser, userId, idToken } = await signedInUser();
    await browser.open(`${tenant.url}/oidc/logout?id_token_hint=${idToken}`);
    expect(await sessionIds(userId)).toEqual([]);
    const { body } = await api('GET', `${of(userId)}/logs?sort=date:-1&per_page=1`);
    expect(body).toMatchObject([{ type: 'slo', client_id: 'rollcall_local_spa', user_id: userId }]);
  });
});

test.each([
  ['GET', '/users/auth0|nobody/sessions', 404, 'User not found'],
  ['DELETE', '/users/auth0|nobody/sessions', 404, 'User not found'],
  ['GET', '/users/nobody/sessions', 400, "Object didn't pass validation for format user-id: nobody"],
  ['POST', '/users/nobody/revoke-access', 400, "Object didn't pass validation for format user-id: nobody"],
  ['GET', '/users/auth0|nobody/connected-accounts', 404, 'The user does not exist.'],
  ['GET', '/sessions/nothing', 404, 'The session does not exist.'],
  ['POST', '/sessions/nothing/revoke', 404, 'The session does not exist.'],
])('%s %s is %i', async (method, path, status, message) => {
  expect(await api(method, path)).toMatchObject({ status, body: { statusCode: status, message } });
});

test('ending a session that is not there is no mistake', async () => {
  expect((await api('DELETE', '/sessions/nothing')).status).toBe(202);
});

test.each([
  ['GET', '/users/auth0|x/sessions', 'read:sessions'],
  ['DELETE', '/users/auth0|x/sessions', 'delete:sessions'],
  ['GET', '/sessions/x', 'read:sessions'],
  ['PATCH', '/sessions/x', 'update:sessions'],
  ['DELETE', '/sessions/x', 'delete:sessions'],
  ['POST', '/sessions/x/revoke', 'delete:sessions,delete:refresh_tokens'],
  ['POST', '/users/auth0|x/revoke-access', 'delete:sessions,delete:refresh_tokens'],
])('%s %s needs %s', async (method, path, scopes) => {
  expect(await readOnly(method, path)).toMatchObject({
    status: 403,
    body: { message: `Insufficient scope, expected any of: ${scopes}`, errorCode: 'insufficient_scope' },
  });
});

test('a new tenant has sessions of some people, none of them expired, with accounts connected elsewhere', async () => {
  const { body } = await api('GET', '/users?per_page=40');
  const everything = { sessions: 0, connected_accounts: 0 };
  for (const { user_id } of Object(body)) {
    for (const kind of ['sessions', 'connected_accounts'] as const) {
      const answer = await api('GET', `${of(user_id)}/${kind.replace('_', '-')}`);
      everything[kind] += Object(answer.body)[kind].length;
    }
  }
  expect(everything.sessions).toBeGreaterThan(10);
  expect(everything.connected_accounts).toBeGreaterThan(0);
});
