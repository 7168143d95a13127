import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Tenant } from '../start.ts';
import { type Answer, managementApi, requestToken, send, startTestTenant } from '../testing/test-tenant.ts';

let tenant: Tenant;
beforeAll(async () => {
  tenant = await startTestTenant({ controls: true });
});
afterAll(() => tenant.close());

const choose = (plan: string) => send(`${tenant.url}/__tenant/plan`, 'PUT', undefined, { plan });

function told({ headers }: Answer): number[] {
  return ['limit', 'remaining', 'reset'].map((name) => Number(headers.get(`x-ratelimit-${name}`)));
}

test('without limits every answer names one all the same', async () => {
  const api = await managementApi(tenant);
  const [limit, remaining, reset] = told(await api('GET', '/roles-of-nobody'));
  expect(limit).toBe(1_000_000);
  expect(remaining).toBe(999_999);
  expect(Math.abs((reset ?? 0) - Date.now() / 1_000)).toBeLessThan(3);
});

test('beyond the limit of the plan it refuses in the form of Auth0, until there is room again', async () => {
  const api = await managementApi(tenant);
  expect((await choose('free')).status).toBe(204);
  const answers = await Promise.all(Array.from({ length: 8 }, () => api('GET', '/users?per_page=1')));
  const refused = answers.filter(({ status }) => status === 429);
  expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(2);
  expect(refused.length).toBeGreaterThanOrEqual(3);
  expect(refused[0]?.body).toEqual({
    statusCode: 429,
    error: 'Too Many Requests',
    message: 'Global limit has been reached',
    errorCode: 'too_many_requests',
  });
  expect(told(refused[0] ?? answers[0] ?? (await api('GET', '/users')))).toMatchObject([
    2,
    0,
    expect.any(Number),
  ]);
  await expect.poll(async () => (await api('GET', '/users?per_page=1')).status).toBe(200);
  await choose('unlimited');
  expect((await api('GET', '/logs?q=type:api_limit')).body).toMatchObject([{ type: 'api_limit' }]);
});

test('the token endpoint has a limit of its own on the free plan', async () => {
  await choose('free');
  const client = { client_id: 'rollcall_local_m2m', client_secret: 'wrong' };
  const answers = await Promise.all(Array.from({ length: 150 }, () => requestToken(tenant, client)));
  await choose('unlimited');
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused.length).toBeGreaterThan(0);
  expect(refused[0]?.body).toMatchObject({ error: 'too_many_requests' });
});

test('a plan that does not exist is refused', async () => {
  const { status, body } = await choose('gold');
  expect(status).toBe(400);
  expect(body).toContain('plan');
});

test('on the free plan the log is a day long', async () => {
  const api = await managementApi(tenant);
  expect(Object((await api('GET', '/logs?q=type:s')).body).length).toBeGreaterThan(0);
  await choose('free');
  await expect.poll(async () => (await api('GET', '/logs?q=type:s')).body, { interval: 600 }).toEqual([]);
  await choose('unlimited');
});
