import { createHmac } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Delivering } from '../testing/delivering.ts';
import { isPublicAddress } from './public-address.ts';
import { SealedSecrets } from './sealed-secrets.ts';

let world: Delivering;
beforeAll(async () => {
  world = await Delivering.start();
});
afterEach(() => world.renew());
afterAll(() => world.close());

describe('a webhook', () => {
  it('is told of an act, signed with its secret', async () => {
    const { id, secret } = await world.add();
    const event = await world.act();
    await world.deliver();
    const [delivery] = await world.deliveries(id);
    expect(delivery).toMatchObject({ eventId: event, state: 'delivered', tries: 1, status: 204 });
    const { body = '', headers = {} } = world.hooks.received[0] ?? {};
    expect(JSON.parse(body)).toMatchObject({ id: event, action: 'user.block', actor: { name: 'Ana' } });
    expect(headers).toMatchObject({ 'rollcall-event': 'user.block', 'rollcall-delivery': delivery?.id });
    const [, seconds, mac] =
      /^t=(\d+),v1=([0-9a-f]{64})$/.exec(
        String(new Map(Object.entries(headers)).get('rollcall-signature')),
      ) ?? [];
    expect(mac).toBe(createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex'));
    expect(Number(seconds)).toBe(Math.floor(world.now.getTime() / 1000));
    expect(await world.webhooks.find(id)).toMatchObject({
      lastDelivery: { ok: true, at: world.now.toISOString() },
    });
  });

  it('is told of nothing that was not done, and of nothing from before it was there', async () => {
    await world.act();
    const { id } = await world.add();
    await world.act('user.block', 'failed');
    await world.deliver();
    expect(await world.deliveries(id)).toEqual([]);
  });

  it('is told of the acts it was added for, and of no others', async () => {
    const { id } = await world.add({ actions: ['user.delete', 'team.invite'] });
    const all = await world.add();
    await world.act('user.block');
    const wanted = await world.act('user.delete');
    await world.deliver();
    expect((await world.deliveries(id)).map(({ eventId }) => eventId)).toEqual([wanted]);
    expect(await world.deliveries(all.id)).toHaveLength(2);
  });

  it('is told of nothing while it is switched off, nor later of what happened then', async () => {
    const { id } = await world.add({ enabled: false });
    await world.act();
    await world.deliver();
    await world.webhooks.change(id, { ...world.fields, enabled: true });
    await world.deliver();
    expect(world.hooks.received).toEqual([]);
  });

  it('that is switched off gives up what still waits', async () => {
    const { id } = await world.add();
    world.hooks.answer = (response) => void response.writeHead(503).end();
    await world.act();
    await world.deliver();
    await world.webhooks.change(id, { ...world.fields, enabled: false });
    expect(await world.deliveries(id)).toMatchObject([
      { state: 'given_up', error: 'The webhook was switched off.', nextTryAt: undefined },
    ]);
  });

  it('gets nothing where its name leads to a private address by now', async () => {
    const { id } = await world.add();
    world.deliverer = world.another({ reach: { ...world.hooks.reach, isAllowed: isPublicAddress } });
    await world.act();
    await world.deliver();
    expect(await world.deliveries(id)).toMatchObject([
      { state: 'waiting', error: 'It leads to an address that is not on the public internet.' },
    ]);
    expect(world.hooks.received).toEqual([]);
  });

  it('says what to do when its secret cannot be read any more', async () => {
    const { id } = await world.add();
    world.deliverer = world.another({
      secrets: new SealedSecrets(['another-session-secret-0123456789-abcdef']),
    });
    await world.act();
    await world.deliver();
    expect(await world.deliveries(id)).toMatchObject([{ error: expect.stringContaining('SESSION_SECRET') }]);
    expect(world.hooks.received).toEqual([]);
  });
});
