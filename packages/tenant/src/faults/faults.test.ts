import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Tenant } from '../start.ts';
import { type Api, managementApi, send, startTestTenant } from '../testing/test-tenant.ts';

let tenant: Tenant;
let api: Api;

beforeAll(async () => {
  tenant = await startTestTenant({ controls: true });
  api = await managementApi(tenant);
}, 60_000);

afterEach(() => tenant.faults.clear());
afterAll(() => tenant.close());

const ADMIN = '/users/auth0%7C0000000000000000000000a1';

describe('a fault', () => {
  test('429 comes with the rate limit headers, as often as asked', async () => {
    tenant.faults.add({ kind: 'status', status: 429, path: '/api/v2/users*', method: 'get', times: 2 });
    const answers = [await api('GET', '/users'), await api('GET', ADMIN), await api('GET', ADMIN)];
    expect(answers.map(({ status }) => status)).toEqual([429, 429, 200]);
    expect(answers[0]?.body).toEqual({
      statusCode: 429,
      error: 'Too Many Requests',
      message: 'Global limit has been reached',
      errorCode: 'too_many_requests',
    });
    expect(answers[0]?.headers.get('x-ratelimit-remaining')).toBe('0');
    expect(Number(answers[0]?.headers.get('x-ratelimit-reset'))).toBeGreaterThan(Date.now() / 1000 - 1);
  });

  test('is taken away by its path, and others stay', async () => {
    tenant.faults.add({ kind: 'status', status: 503, path: '/api/v2/roles' });
    tenant.faults.add({ kind: 'status', status: 503, path: '/api/v2/clients' });
    tenant.faults.clear('/api/v2/roles');
    const answers = [await api('GET', '/roles'), await api('GET', '/clients')];
    expect(answers.map(({ status }) => status)).toEqual([200, 503]);
  });

  test('meets only the requests it names', async () => {
    tenant.faults.add({ kind: 'status', status: 503, path: '/api/v2/users/*', method: 'PATCH' });
    expect((await api('GET', ADMIN)).status).toBe(200);
    expect((await api('GET', '/connections')).status).toBe(200);
    expect((await api('PATCH', ADMIN, { name: 'x' })).status).toBe(503);
  });

  test('cut before does nothing, cut after has done the work', async () => {
    tenant.faults.add({ kind: 'cut', when: 'before', times: 1 });
    await expect(api('PATCH', ADMIN, { nickname: 'before' })).rejects.toThrow('fetch failed');
    expect((await api('GET', ADMIN)).body).not.toMatchObject({ nickname: 'before' });
    tenant.faults.add({ kind: 'cut', when: 'after', times: 1 });
    await expect(api('PATCH', ADMIN, { nickname: 'after' })).rejects.toThrow('fetch failed');
    expect((await api('GET', ADMIN)).body).toMatchObject({ nickname: 'after' });
  });

  test('can be an answer that is no JSON, or a page', async () => {
    tenant.faults.add({ kind: 'malformed', times: 1 });
    tenant.faults.add({ kind: 'html', times: 1 });
    const [malformed, page] = [await api('GET', '/users'), await api('GET', '/users')];
    expect(malformed).toMatchObject({ status: 200, body: expect.stringMatching(/^\{"users/u) });
    expect(malformed?.headers.get('content-type')).toContain('application/json');
    expect(page).toMatchObject({ status: 200, body: expect.stringContaining('<title>') });
  });

  test('can be time, alone and before another one', async () => {
    tenant.faults.add({ kind: 'delay', ms: 120, times: 1 });
    tenant.faults.add({ kind: 'status', status: 500, times: 1 });
    const began = performance.now();
    expect((await api('GET', ADMIN)).status).toBe(500);
    expect(performance.now() - began).toBeGreaterThan(115);
    tenant.faults.setLatency(60);
    const slow = performance.now();
    expect((await api('GET', ADMIN)).status).toBe(200);
    expect(performance.now() - slow).toBeGreaterThan(55);
  });

  test('that makes no sense is refused', () => {
    expect(() => tenant.faults.add({ kind: 'status', status: 200 })).toThrow('>=400');
  });
});

test('faults are switched from outside where that is allowed', async () => {
  const admin = `${tenant.url}/__tenant/faults`;
  expect((await send(admin, 'POST', undefined, { kind: 'status', status: 500, times: 1 })).status).toBe(204);
  expect((await api('GET', ADMIN)).status).toBe(500);
  expect((await send(admin, 'POST', undefined, { kind: 'nonsense' })).status).toBe(400);
  await send(admin, 'POST', undefined, { kind: 'status', status: 500 });
  await send(`${admin}/latency`, 'PUT', undefined, { ms: 5 });
  expect((await send(admin, 'DELETE', undefined)).status).toBe(204);
  expect((await api('GET', ADMIN)).status).toBe(200);
});

test('the ledger has every request to the Management API, cut ones as 0', async () => {
  const before = tenant.ledger.length;
  await api('GET', '/users?per_page=1');
  await send(`${tenant.url}/api/v2/users`, 'GET', undefined);
  tenant.faults.add({ kind: 'cut', when: 'before', times: 1 });
  await api('GET', '/users').catch(() => undefined);
  await expect
    .poll(() => tenant.ledger.slice(before).map(({ method, path, status }) => `${method} ${path} ${status}`))
    .toEqual(['GET /api/v2/users?per_page=1 200', 'GET /api/v2/users 401', 'GET /api/v2/users 0']);
});
