import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Tenant } from '../start.ts';
import { type Api, managementApi, send, startTestTenant } from '../testing/test-tenant.ts';

let tenant: Tenant;
let api: Api;
beforeAll(async () => {
  tenant = await startTestTenant({ controls: true });
  api = await managementApi(tenant);
});
afterAll(() => tenant.close());

const delay = (ms: unknown) => send(`${tenant.url}/__tenant/index-delay`, 'PUT', undefined, { ms });
const names = async () => Object((await api('GET', '/users?q=email:admin@rollcall.example')).body)[0].name;
const rename = (name: string) => api('PATCH', '/users/auth0%7C0000000000000000000000a1', { name });

test('searches can be made to lag behind writes while the tenant runs, and to be in step again', async () => {
  expect((await delay(60_000)).status).toBe(204);
  await rename('Not yet found');
  expect(await names()).toBe('Ada Lindqvist');
  expect((await delay(0)).status).toBe(204);
  await rename('Found at once');
  expect(await names()).toBe('Found at once');
});

test.each([-1, 'soon', 4_000_000])('a delay of %j is refused', async (ms) => {
  expect((await delay(ms)).status).toBe(400);
});

test('without leave none of it is there', async () => {
  const other = await startTestTenant();
  for (const path of ['index-delay', 'plan', 'faults/latency']) {
    const { status } = await send(`${other.url}/__tenant/${path}`, 'PUT', undefined, { ms: 0, plan: 'free' });
    expect(status).toBe(404);
  }
  await other.close();
});
