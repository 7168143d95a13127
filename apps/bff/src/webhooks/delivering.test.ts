import { createHmac } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { migrate } from '@rollcall/database/migrate.ts';
import { type OpenDatabase, openDatabase } from '@rollcall/database/open.ts';
import pino from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type AuditIntent, AuditTrail } from '../audit/trail.ts';
import { migrations } from '../store/migrations.ts';
import type { Tables } from '../store/schema.ts';
import { type HookServer, startHookServer } from '../testing/hook-server.ts';
import { Deliverer } from './deliverer.ts';
import { pruneDeliveries, takeDue } from './delivery-queue.ts';
import { isPublicAddress } from './public-address.ts';
import { SealedSecrets } from './sealed-secrets.ts';
import { type WebhookFields, WebhookStore } from './webhook-store.ts';

const secrets = new SealedSecrets(['a-session-secret-for-tests-alone-0123456789']);
const minute = 60_000;
let database: OpenDatabase<Tables>;
let hooks: HookServer;
let webhooks: WebhookStore;
let trail: AuditTrail;
let now: Date;
let deliverer: Deliverer;
beforeAll(async () => {
  database = await openDatabase<Tables>({});
  await migrate(database.db, migrations);
  webhooks = new WebhookStore(database.db, secrets);
  trail = new AuditTrail(database.db);
});
beforeEach(async () => {
  hooks = await startHookServer();
  now = new Date();
  deliverer = newDeliverer();
});
afterEach(async () => {
  await deliverer.stop();
  await database.db.deleteFrom('webhooks').execute();
  await hooks.close();
});
afterAll(() => database.close());

function newDeliverer(more: Partial<ConstructorParameters<typeof Deliverer>[0]> = {}) {
  const logger = pino({ enabled: false });
  return new Deliverer({ store: database.db, secrets, reach: hooks.reach, logger, now: () => now, ...more });
}

async function add(fields: Partial<WebhookFields> = {}) {
  const { webhook, secret } = await webhooks.add({
    url: hooks.url,
    description: '',
    actions: [],
    enabled: true,
    ...fields,
  });
  return { id: webhook.id, secret };
}

async function act(action: AuditIntent['action'] = 'user.block', outcome: 'done' | 'failed' = 'done') {
  const intent: AuditIntent = {
    action,
    actor: { id: 'member-1', name: 'Ana' },
    target: { kind: 'user', id: 'auth0|1' },
    requestId: 'request-1',
  };
  const event = await trail.begin(intent);
  await trail.end(event, intent, { outcome });
  return event;
}

async function deliver(...others: Deliverer[]) {
  const all = [deliverer, ...others];
  for (const one of all) one.wake();
  await Promise.all(all.map((one) => one.idle()));
}

async function deliveries(id: string) {
  return webhooks.deliveries(id, undefined, 100);
}

describe('a webhook', () => {
  it('is told of an act, signed with its secret', async () => {
    const { id, secret } = await add();
    const event = await act();
    await deliver();
    const [delivery] = await deliveries(id);
    expect(delivery).toMatchObject({ eventId: event, state: 'delivered', tries: 1, status: 204 });
    const [{ body, headers } = { body: '', headers: {} }] = hooks.received;
    expect(JSON.parse(body)).toMatchObject({ id: event, action: 'user.block', actor: { name: 'Ana' } });
    expect(headers).toMatchObject({ 'rollcall-event': 'user.block', 'rollcall-delivery': delivery?.id });
    const [, seconds, mac] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['rollcall-signature'])) ?? [];
    expect(mac).toBe(createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex'));
    expect(Number(seconds)).toBe(Math.floor(now.getTime() / 1000));
    expect(await webhooks.find(id)).toMatchObject({ lastDelivery: { ok: true, at: now.toISOString() } });
  });

  it('is told of nothing that was not done, and of nothing from before it was there', async () => {
    await act();
    const { id } = await add();
    await act('user.block', 'failed');
    await trail.begin({ action: 'user.block', actor: null, target: null, requestId: 'r' });
    await deliver();
    expect(await deliveries(id)).toEqual([]);
  });

  it('is told of the acts it was added for, and of no others', async () => {
    const { id } = await add({ actions: ['user.delete', 'team.invite'] });
    const all = await add();
    await act('user.block');
    const wanted = await act('user.delete');
    await deliver();
    expect((await deliveries(id)).map(({ eventId }) => eventId)).toEqual([wanted]);
    expect(await deliveries(all.id)).toHaveLength(2);
  });

  it('is told of nothing while it is switched off, nor later of what happened then', async () => {
    const { id } = await add({ enabled: false });
    await act();
    await deliver();
    await webhooks.change(id, { url: hooks.url, description: '', actions: [], enabled: true });
    await deliver();
    expect(hooks.received).toEqual([]);
  });

  it('that is switched off gives up what still waits', async () => {
    const { id } = await add();
    hooks.answer = (response) => void response.writeHead(503).end();
    await act();
    await deliver();
    await webhooks.change(id, { url: hooks.url, description: '', actions: [], enabled: false });
    expect(await deliveries(id)).toMatchObject([
      { state: 'given_up', error: 'The webhook was switched off.', nextTryAt: undefined },
    ]);
  });

  it('gets nothing where its name leads to a private address by now', async () => {
    const { id } = await add();
    deliverer = newDeliverer({ reach: { ...hooks.reach, isAllowed: isPublicAddress } });
    await act();
    await deliver();
    expect(await deliveries(id)).toMatchObject([
      { state: 'waiting', error: 'It leads to an address that is not on the public internet.' },
    ]);
    expect(hooks.received).toEqual([]);
  });

  it('says what to do when its secret cannot be read any more', async () => {
    const { id } = await add();
    deliverer = newDeliverer({ secrets: new SealedSecrets(['another-session-secret-0123456789-abcdef']) });
    await act();
    await deliver();
    expect(await deliveries(id)).toMatchObject([{ error: expect.stringContaining('SESSION_SECRET') }]);
    expect(hooks.received).toEqual([]);
  });
});

describe('a delivery', () => {
  it('is tried again when it is due, and not before, and given up after eight tries', async () => {
    const { id } = await add();
    hooks.answer = (response) => void response.writeHead(500).end();
    await act();
    for (const [tries, minutes] of [1, 5, 15, 60, 180, 360, 720].entries()) {
      await deliver();
      const next = new Date(now.getTime() + minutes * minute);
      expect(await deliveries(id)).toMatchObject([
        { state: 'waiting', tries: tries + 1, status: 500, nextTryAt: next.toISOString() },
      ]);
      now = new Date(next.getTime() - 1);
      await deliver();
      expect(hooks.received).toHaveLength(tries + 1);
      now = next;
    }
    await deliver();
    expect(await deliveries(id)).toMatchObject([{ state: 'given_up', tries: 8, nextTryAt: undefined }]);
    now = new Date(now.getTime() + 48 * 60 * minute);
    await deliver();
    expect(hooks.received).toHaveLength(8);
    expect(new Set(hooks.received.map(({ headers }) => headers['rollcall-delivery'])).size).toBe(1);
  });

  it('is sent once where several processes deliver', async () => {
    const { id } = await add();
    const events: number[] = [];
    for (let count = 0; count < 6; count += 1) events.push(await act());
    await deliver(newDeliverer(), newDeliverer());
    const told = hooks.received.map(({ body }) => Number(Object(JSON.parse(body)).id));
    expect(told.toSorted((a, b) => a - b)).toEqual(events);
    expect((await deliveries(id)).every(({ state, tries }) => state === 'delivered' && tries === 1)).toBe(
      true,
    );
  });

  it('is at most one of four at once', async () => {
    await add();
    const held: ServerResponse[] = [];
    hooks.answer = (response) => void held.push(response);
    for (let count = 0; count < 6; count += 1) await act();
    deliverer.wake();
    await vi.waitFor(() => expect(held).toHaveLength(4), 10_000);
    await pause(200);
    expect(held).toHaveLength(4);
    hooks.answer = (response) => void response.writeHead(204).end();
    for (const response of held) response.writeHead(204).end();
    await deliverer.idle();
    expect(hooks.received).toHaveLength(6);
  });

  it('that a stop breaks off is sent by whoever starts next', async () => {
    const { id } = await add();
    const { promise, resolve } = Promise.withResolvers<void>();
    hooks.answer = () => resolve();
    await act();
    deliverer.wake();
    await promise;
    await deliverer.stop();
    expect(await deliveries(id)).toMatchObject([{ state: 'waiting', tries: 1 }]);
    hooks.answer = (response) => void response.writeHead(204).end();
    deliverer = newDeliverer();
    await deliver();
    expect(hooks.received).toHaveLength(1);
    now = new Date(now.getTime() + 2 * minute);
    await deliver();
    expect(await deliveries(id)).toMatchObject([{ state: 'delivered', tries: 2 }]);
  });

  it('is not lost when the process dies between the act and the report', async () => {
    const { id } = await add();
    const event = await act();
    await newDeliverer().stop();
    await deliver();
    expect(await deliveries(id)).toMatchObject([{ eventId: event, state: 'delivered' }]);
  });

  it('is sent again when somebody asks for it, as the same delivery', async () => {
    const { id } = await add();
    const other = await add({ enabled: false });
    await act();
    await deliver();
    const [first] = await deliveries(id);
    expect(await webhooks.sendAgain(id, first?.id ?? '')).toMatchObject({ state: 'waiting', tries: 0 });
    expect(await webhooks.sendAgain(other.id, first?.id ?? '')).toBeUndefined();
    now = new Date();
    await deliver();
    expect(await deliveries(id)).toMatchObject([{ id: first?.id, state: 'delivered', tries: 1 }]);
    expect(hooks.received).toHaveLength(2);
  });

  it('is forgotten thirty days after the act, unless it still waits', async () => {
    const { id } = await add();
    await act();
    await deliver();
    await act();
    hooks.answer = (response) => void response.writeHead(500).end();
    await deliver();
    await pruneDeliveries(database.db, new Date(now.getTime() + 29 * 24 * 60 * minute));
    expect(await deliveries(id)).toHaveLength(2);
    await pruneDeliveries(database.db, new Date(now.getTime() + 31 * 24 * 60 * minute));
    expect(await deliveries(id)).toMatchObject([{ state: 'waiting' }]);
  });

  it('is gone with its webhook', async () => {
    const { id } = await add();
    await act();
    await deliver();
    await act();
    await webhooks.remove(id);
    await deliver();
    expect(await takeDue(database.db, new Date(now.getTime() + minute))).toBeUndefined();
    expect(await deliveries(id)).toEqual([]);
  });
});
