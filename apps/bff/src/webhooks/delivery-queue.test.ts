import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Delivering } from '../testing/delivering.ts';
import { pruneDeliveries, takeDue } from './delivery-queue.ts';

const minute = 60_000;
let world: Delivering;
beforeAll(async () => {
  world = await Delivering.start();
});
afterEach(() => world.renew());
afterAll(() => world.close());

describe('a delivery', () => {
  it('is tried again when it is due, and not before, and given up after eight tries', async () => {
    const { id } = await world.add();
    world.hooks.answer = (response) => void response.writeHead(500).end();
    await world.act();
    for (const [tries, minutes] of [1, 5, 15, 60, 180, 360, 720].entries()) {
      await world.deliver();
      const next = new Date(world.now.getTime() + minutes * minute);
      expect(await world.deliveries(id)).toMatchObject([
        { state: 'waiting', tries: tries + 1, status: 500, nextTryAt: next.toISOString() },
      ]);
      world.now = new Date(next.getTime() - 1);
      await world.deliver();
      expect(world.hooks.received).toHaveLength(tries + 1);
      world.now = next;
    }
    await world.deliver();
    expect(await world.deliveries(id)).toMatchObject([{ state: 'given_up', tries: 8, nextTryAt: undefined }]);
    world.now = new Date(world.now.getTime() + 48 * 60 * minute);
    await world.deliver();
    expect(world.hooks.received).toHaveLength(8);
    expect(new Set(world.hooks.received.map(({ headers }) => headers['rollcall-delivery'])).size).toBe(1);
  });

  it('is sent once where several processes deliver', async () => {
    const { id } = await world.add();
    const events: number[] = [];
    for (let count = 0; count < 6; count += 1) events.push(await world.act());
    await world.deliver(world.another(), world.another());
    const told = world.hooks.received.map(({ body }) => Number(Object(JSON.parse(body)).id));
    expect(told.toSorted((a, b) => a - b)).toEqual(events);
    expect(
      (await world.deliveries(id)).every(({ state, tries }) => state === 'delivered' && tries === 1),
    ).toBe(true);
  });

  it('is at most one of four at once', async () => {
    await world.add();
    const held: ServerResponse[] = [];
    world.hooks.answer = (response) => void held.push(response);
    for (let count = 0; count < 6; count += 1) await world.act();
    world.deliverer.wake();
    await vi.waitFor(() => expect(held).toHaveLength(4), 10_000);
    await pause(200);
    expect(held).toHaveLength(4);
    world.hooks.answer = (response) => void response.writeHead(204).end();
    for (const response of held) response.writeHead(204).end();
    await world.deliverer.idle();
    expect(world.hooks.received).toHaveLength(6);
  });

  it('that a stop breaks off is sent by whoever starts next', async () => {
    const { id } = await world.add();
    const { promise, resolve } = Promise.withResolvers<void>();
    world.hooks.answer = () => resolve();
    await world.act();
    world.deliverer.wake();
    await promise;
    await world.deliverer.stop();
    expect(await world.deliveries(id)).toMatchObject([{ state: 'waiting', tries: 1 }]);
    world.hooks.answer = (response) => void response.writeHead(204).end();
    world.deliverer = world.another();
    await world.deliver();
    expect(world.hooks.received).toHaveLength(1);
    world.now = new Date(world.now.getTime() + 2 * minute);
    await world.deliver();
    expect(await world.deliveries(id)).toMatchObject([{ state: 'delivered', tries: 2 }]);
  });

  it('is not lost when the process dies between the act and the report', async () => {
    const { id } = await world.add();
    const event = await world.act();
    await world.another().stop();
    await world.deliver();
    expect(await world.deliveries(id)).toMatchObject([{ eventId: event, state: 'delivered' }]);
  });

  it('is sent again when somebody asks for it, as the same delivery', async () => {
    const { id } = await world.add();
    const other = await world.add({ enabled: false });
    await world.act();
    await world.deliver();
    const [first] = await world.deliveries(id);
    expect(await world.webhooks.sendAgain(id, first?.id ?? '')).toMatchObject({ state: 'waiting', tries: 0 });
    expect(await world.webhooks.sendAgain(other.id, first?.id ?? '')).toBeUndefined();
    world.now = new Date();
    await world.deliver();
    expect(await world.deliveries(id)).toMatchObject([{ id: first?.id, state: 'delivered', tries: 1 }]);
    expect(world.hooks.received).toHaveLength(2);
  });

  it('is forgotten thirty days after the act, unless it still waits', async () => {
    const { id } = await world.add();
    await world.act();
    await world.deliver();
    await world.act();
    world.hooks.answer = (response) => void response.writeHead(500).end();
    await world.deliver();
    await pruneDeliveries(world.database.db, new Date(world.now.getTime() + 29 * 24 * 60 * minute));
    expect(await world.deliveries(id)).toHaveLength(2);
    await pruneDeliveries(world.database.db, new Date(world.now.getTime() + 31 * 24 * 60 * minute));
    expect(await world.deliveries(id)).toMatchObject([{ state: 'waiting' }]);
  });

  it('is gone with its webhook', async () => {
    const { id } = await world.add();
    await world.act();
    await world.deliver();
    await world.act();
    await world.webhooks.remove(id);
    await world.deliver();
    expect(await takeDue(world.database.db, new Date(world.now.getTime() + minute))).toBeUndefined();
    expect(await world.deliveries(id)).toEqual([]);
  });
});
