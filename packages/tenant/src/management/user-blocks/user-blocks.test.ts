import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tenant } from '../../start.ts';
import { beginFlow, signIn } from '../../testing/sign-in.ts';
import { type Api, managementApi, startTestTenant } from '../../testing/test-tenant.ts';
import { type TestUser, userActs } from '../../testing/users.ts';

const PASSWORD = 'First-secret-1';
const CONNECTION = 'Username-Password-Authentication';

let tenant: Tenant;
let api: Api;
let readOnly: Api;
let newUser: ReturnType<typeof userActs>['newUser'];

beforeAll(async () => {
  tenant = await startTestTenant();
  api = await managementApi(tenant);
  readOnly = await managementApi(tenant, 'rollcall_local_m2m_read');
  ({ newUser } = userActs(api));
}, 120_000);

afterAll(() => tenant.close());

/** The next one of the seed's people who are blocked somewhere. */
async function blockedUser(): Promise<TestUser> {
  const { body } = await api(
    'GET',
    '/users?per_page=100&sort=user_id:1&q=user_id:auth0* AND NOT blocked:true',
  );
  for (const user of Object(body)) {
    if (Object((await api('GET', byId(user))).body).blocked_for.length > 0) return user;
  }
  throw new Error('Nobody is blocked');
}

function byId(user: TestUser): string {
  return `/user-blocks/${encodeURIComponent(user.user_id)}`;
}

function byIdentifier(identifier: string): string {
  return `/user-blocks?identifier=${encodeURIComponent(identifier)}`;
}

async function logOf(user: TestUser): Promise<Record<string, unknown>[]> {
  const { body } = await api('GET', `/users/${encodeURIComponent(user.user_id)}/logs?per_page=100`);
  return Object(body);
}

describe('brute-force blocks', () => {
  test('keep even the right password out, are listed, told in the log, and lifted by id', async () => {
    const user = await newUser({ email: 'guessed@example.com' });
    const flow = beginFlow(tenant);
    let page = await signIn(flow, user.email, 'wrong');
    for (let count = 1; count < 10; count += 1) {
      page = await flow.browser.submit(page, { username: user.email, password: 'wrong' });
    }
    const refused = await signIn(beginFlow(tenant), user.email, PASSWORD);
    expect(refused.text).toContain('blocked after multiple consecutive login attempts');
    const { status, body } = await api('GET', byId(user));
    expect(status).toBe(200);
    const block = { identifier: user.email, connection: CONNECTION, ip: expect.any(String) };
    expect(body).toEqual({ blocked_for: [block] });
    expect((await api('GET', byIdentifier(user.email.toUpperCase()))).body).toEqual(body);
    expect((await logOf(user)).find(({ type }) => type === 'limit_wc')).toMatchObject({
      connection: CONNECTION,
      strategy: 'auth0',
      strategy_type: 'database',
      client_id: 'rollcall_local_web',
      user_name: user.email,
    });
    expect(await api('DELETE', byId(user))).toMatchObject({ status: 204 });
    expect((await api('GET', byId(user))).body).toEqual({ blocked_for: [] });
    expect((await logOf(user)).some(({ type }) => type === 'ublkdu')).toBe(true);
    const again = await signIn(beginFlow(tenant), user.email, PASSWORD);
    expect(again.url.searchParams.has('code')).toBe(true);
    // Ten guesses and what goes before and after take long on a busy machine.
  }, 60_000);

  test('are lifted by identifier, and by a new password', async () => {
    const user = await blockedUser();
    expect((await api('DELETE', byIdentifier(user.email))).status).toBe(204);
    expect((await api('GET', byId(user))).body).toEqual({ blocked_for: [] });
    const other = await blockedUser();
    expect(other.user_id).not.toBe(user.user_id);
    await api('PATCH', `/users/${encodeURIComponent(other.user_id)}`, { password: 'Zweites-Wort-27' });
    expect((await api('GET', byId(other))).body).toEqual({ blocked_for: [] });
  });

  test('are left out on demand where the connection has the protection no more', async () => {
    const user = await blockedUser();
    const [{ connection }] = Object((await api('GET', byId(user))).body).blocked_for;
    const id = connection === CONNECTION ? 'con_UsernamePassword' : 'con_StaffDirectory01';
    const { options } = Object((await api('GET', `/connections/${id}`)).body);
    const query = '?consider_brute_force_enablement=true';
    expect((await api('GET', byId(user) + query)).body).toEqual((await api('GET', byId(user))).body);
    await api('PATCH', `/connections/${id}`, { options: { ...options, brute_force_protection: false } });
    expect((await api('GET', byId(user) + query)).body).toEqual({ blocked_for: [] });
    expect(Object((await api('GET', byId(user))).body).blocked_for).not.toEqual([]);
    await api('PATCH', `/connections/${id}`, { options });
  });

  test('do not say who exists: an unknown identifier has none', async () => {
    expect((await api('GET', byIdentifier('nobody-at-all@example.com'))).body).toEqual({ blocked_for: [] });
    expect((await api('DELETE', byIdentifier('nobody-at-all@example.com'))).status).toBe(204);
  });

  test.each([
    ['GET', '/user-blocks/auth0%7Cnobody', 404, 'The user does not exist.'],
    ['DELETE', '/user-blocks/auth0%7Cnobody', 404, 'The user does not exist.'],
    ['GET', '/user-blocks/nobody', 400, "Object didn't pass validation for format user-id: nobody"],
    ['DELETE', '/user-blocks/nobody', 400, "Object didn't pass validation for format user-id: nobody"],
    ['GET', '/user-blocks', 400, "Query validation error: 'Missing required property: identifier'."],
    ['DELETE', '/user-blocks', 400, "Query validation error: 'Missing required property: identifier'."],
  ])('%s %s is %i', async (method, path, statusCode, message) => {
    expect((await api(method, path)).body).toMatchObject({ statusCode, message });
  });

  test('are lifted by nobody who may only read', async () => {
    const refusal = { status: 403, body: { message: 'Insufficient scope, expected any of: update:users' } };
    expect(await readOnly('DELETE', '/user-blocks/auth0%7Cx')).toMatchObject(refusal);
    expect(await readOnly('DELETE', byIdentifier('x@example.com'))).toMatchObject(refusal);
    expect((await readOnly('GET', byIdentifier('x@example.com'))).status).toBe(200);
  });
});

describe('addresses that failed on too many accounts', () => {
  test('are told with 200, let in again with 204, and then are not there', async () => {
    const path = '/anomaly/blocks/ips/203.0.113.200';
    expect(await api('GET', path)).toMatchObject({ status: 200, body: '' });
    expect((await api('DELETE', path)).status).toBe(204);
    expect((await api('GET', path)).body).toMatchObject({
      statusCode: 404,
      message: 'IP address specified is not currently blocked.',
    });
    expect((await api('DELETE', path)).status).toBe(204);
  });

  test.each(['GET', 'DELETE'])('are addresses: %s refuses anything else', async (method) => {
    expect((await api(method, '/anomaly/blocks/ips/999.1.1.1')).body).toMatchObject({
      statusCode: 400,
      errorCode: 'invalid_uri',
      message: expect.stringContaining("Object didn't pass validation for format ip: 999.1.1.1"),
    });
    expect((await readOnly(method, '/anomaly/blocks/ips/203.0.113.1')).status).toBe(403);
  });
});
