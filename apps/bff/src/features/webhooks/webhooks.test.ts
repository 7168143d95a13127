import { Webhook } from '@rollcall/shared/contract/webhooks.ts';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { newest } from '../../testing/audit.ts';
import type { Browser } from '../../testing/browser.ts';
import { type HookServer, startHookServer } from '../../testing/hook-server.ts';
import { type Rollcall, startWorld, type World } from '../../testing/world.ts';

let world: World;
let hooks: HookServer;
let rollcall: Rollcall;
let admin: Browser;
beforeAll(async () => {
  [world, hooks] = await Promise.all([startWorld(), startHookServer()]);
  const reach = { ...hooks.reach, isAllowed: (address: string) => address !== '127.0.0.9' };
  rollcall = await world.rollcall({ reach });
  admin = await rollcall.signedIn('admin');
});
afterAll(async () => {
  await world.close();
  await hooks.close();
});

const nobody = '00000000-0000-4000-8000-000000000000';

async function add(body: object = {}) {
  const { status, body: answer } = await admin.api('POST', '/api/webhooks', {
    body: { url: hooks.url, ...body },
  });
  expect(status).toBe(201);
  return { id: Webhook.parse(Object(answer).webhook).id, secret: String(Object(answer).secret) };
}

it('is added with a secret that is shown once, and is told of what is done from then on', async () => {
  const { id, secret } = await add({ description: 'Ops' });
  await vi.waitFor(async () => {
    const { body } = await admin.api('GET', `/api/webhooks/${id}/deliveries`);
    expect(body).toMatchObject({
      deliveries: [{ action: 'webhook.create', state: 'delivered', status: 204 }],
    });
  }, 5_000);
  const listed = await admin.api('GET', '/api/webhooks');
  expect(listed.body).toMatchObject({
    webhooks: [
      { id, url: hooks.url, description: 'Ops', actions: [], enabled: true, lastDelivery: { ok: true } },
    ],
  });
  expect(listed.text).not.toContain(secret);
  expect(rollcall.log()).not.toContain(secret);
  const event = await newest(admin, { action: 'webhook.create' });
  expect(event).toMatchObject({ target: { kind: 'webhook', id, name: new URL(hooks.url).host } });
  expect(JSON.stringify(event)).not.toContain('/hook"');
});

it('is changed only in what the change names', async () => {
  const { id } = await add({ description: 'Kept', actions: ['user.delete'], enabled: false });
  const changed = await admin.api('PATCH', `/api/webhooks/${id}`, { body: { url: `${hooks.url}/2` } });
  expect(changed.body).toMatchObject({
    url: `${hooks.url}/2`,
    description: 'Kept',
    actions: ['user.delete'],
    enabled: false,
  });
  expect(await newest(admin, { action: 'webhook.update' })).toMatchObject({ changes: [{ field: 'url' }] });
  await admin.api('DELETE', `/api/webhooks/${id}`);
  expect((await admin.api('PATCH', `/api/webhooks/${id}`, { body: {} })).body).toMatchObject({
    code: 'not_found',
  });
});

it('is refused at an address that is private, when it is added and when it is changed', async () => {
  const { port } = new URL(hooks.url);
  const url = `https://127.0.0.9:${port}/`;
  const refusal = {
    code: 'address_refused',
    errors: [{ field: 'url', detail: 'It leads to an address that is not on the public internet.' }],
  };
  expect((await admin.api('POST', '/api/webhooks', { body: { url } })).body).toMatchObject(refusal);
  const { id } = await add({ enabled: false });
  expect((await admin.api('PATCH', `/api/webhooks/${id}`, { body: { url } })).body).toMatchObject(refusal);
  const plain = await admin.api('POST', '/api/webhooks', { body: { url: `http://hooks.test:${port}/` } });
  expect(plain.body).toMatchObject({ code: 'invalid_input' });
});

it('pages through deliveries, and sends one again', async () => {
  const { id } = await add({ actions: ['settings.update'] });
  const change = () => admin.api('PUT', '/api/team/settings', { body: { reasonRequired: [] } });
  for (let count = 0; count < 3; count += 1) await change();
  const page = (query = '') => admin.api('GET', `/api/webhooks/${id}/deliveries?limit=2${query}`);
  await vi.waitFor(async () => expect((await page()).body).toHaveProperty('next'), 5_000);
  const { deliveries, next } = Object((await page()).body);
  expect(Object((await page(`&before=${next}`)).body)).toMatchObject({
    deliveries: [{ action: 'settings.update' }],
  });
  const before = hooks.received.length;
  const again = await admin.api('POST', `/api/webhooks/${id}/deliveries/${deliveries[0].id}/redeliver`);
  expect(again.body).toMatchObject({ id: deliveries[0].id, state: 'waiting', tries: 0 });
  await vi.waitFor(() => expect(hooks.received.length).toBeGreaterThan(before), 5_000);
  const missing = await admin.api('POST', `/api/webhooks/${id}/deliveries/${nobody}/redeliver`);
  expect(missing.body).toMatchObject({ code: 'not_found' });
  await admin.api('PATCH', `/api/webhooks/${id}`, { body: { enabled: false } });
  const off = await admin.api('POST', `/api/webhooks/${id}/deliveries/${deliveries[0].id}/redeliver`);
  expect(off.body).toMatchObject({ code: 'invalid_input' });
});

it.each([
  ['GET', '/api/webhooks', undefined],
  ['POST', '/api/webhooks', { url: 'https://hooks.test/' }],
  ['PATCH', `/api/webhooks/${nobody}`, { enabled: false }],
  ['DELETE', `/api/webhooks/${nobody}`, undefined],
  ['GET', `/api/webhooks/${nobody}/deliveries`, undefined],
  ['POST', `/api/webhooks/${nobody}/deliveries/${nobody}/redeliver`, undefined],
])('refuses %s %s to whoever does not manage webhooks', async (method, path, body) => {
  const editor = await rollcall.signedIn('editor');
  expect((await editor.api(method, path, { body })).body).toMatchObject({
    code: 'permission_missing',
    missing: ['webhooks:manage'],
  });
});
