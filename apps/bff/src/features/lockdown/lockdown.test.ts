import { LockdownReport } from '@rollcall/shared/contract/lockdown.ts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { newest } from '../../testing/audit.ts';
import type { Browser } from '../../testing/browser.ts';
import { from, one, pathOf, read } from '../../testing/users.ts';
import { type Rollcall, startWorld, type World } from '../../testing/world.ts';

let world: World;
let rollcall: Rollcall;
let admin: Browser;
beforeAll(async () => {
  world = await startWorld();
  rollcall = await world.rollcall();
  admin = await rollcall.signedIn('admin');
});
afterEach(() => world.tenant.faults.clear());
afterAll(() => world.close());

let count = 0;
async function newUser() {
  count += 1;
  const email = `lockdown.${count}@example.com`;
  const connection = 'Username-Password-Authentication';
  const page = await admin.api('POST', '/api/users', {
    body: { connection, email, password: 'SECRET-First-1', email_verified: true, verify_email: false },
  });
  return { email, userId: z.object({ user_id: z.string() }).parse(page.body).user_id };
}

function lockDown(browser: Browser, userId: string, body: object) {
  return browser.api('POST', pathOf(userId, '/lockdown'), { body });
}

const outcomes = (body: unknown) =>
  LockdownReport.parse(body).steps.map(({ step, outcome }) => `${step} ${outcome}`);

describe('lockDownUser', () => {
  it('blocks, signs out and replaces the password, and gives a way back', async () => {
    const { userId, email } = await newUser();
    const page = await lockDown(admin, userId, { sign_out: true, password: 'ticket' });
    expect(outcomes(page.body)).toEqual(['block done', 'sign_out done', 'password done', 'link done']);
    expect((await read(admin, userId)).user.blocked).toBe(true);
    // The password is another now: unblocked, the old one still does not sign in.
    await admin.api('POST', pathOf(userId, '/unblock'));
    const refused = await rollcall.browser().signIn(email, 'SECRET-First-1');
    expect(refused.origin).toBe(world.tenant.url);
    const { ticket } = LockdownReport.parse(page.body);
    const token = new URL(ticket?.ticket ?? '').searchParams.get('ticket') ?? '';
    const event = await newest(admin, { action: 'user.lock_down' });
    expect(event.outcome).toBe('done');
    expect(JSON.stringify(event)).not.toContain(token);
    expect(rollcall.log()).not.toContain(token);
  });

  it('goes on when a step fails, and says which', async () => {
    const { userId } = await newUser();
    world.tenant.faults.add({ kind: 'status', status: 400, method: 'POST', times: 1 });
    const page = await lockDown(admin, userId, { sign_out: true, password: 'later' });
    expect(outcomes(page.body)).toEqual(['block done', 'sign_out failed', 'password done']);
    expect((await read(admin, userId)).user.blocked).toBe(true);
  });

  it('says that the block is not there where a new password has lifted it', async () => {
    const { userId } = await newUser();
    world.tenant.faults.add({ kind: 'cut', when: 'after', method: 'PATCH', times: 2 });
    world.tenant.faults.add({ kind: 'status', status: 400, method: 'PATCH', times: 1 });
    const page = await lockDown(admin, userId, { password: 'later' });
    expect((await read(admin, userId)).user.blocked).not.toBe(true);
    expect(outcomes(page.body)).toEqual(['block failed', 'password unknown']);
  });

  it('says what a connection has no place for', async () => {
    const { user_id: userId } = await one(admin, `${from('google-oauth2')} AND NOT blocked:true`);
    const page = await lockDown(admin, userId, { password: 'email' });
    expect(outcomes(page.body)).toEqual(['block done', 'password impossible', 'link impossible']);
  });

  it('does what a member may, and asks for nothing that they may not', async () => {
    const { userId } = await newUser();
    const role = await admin.api('POST', '/api/team/roles', {
      body: { title: 'Blocks', permissions: ['users:read', 'users:block'] },
    });
    const { id } = z.object({ id: z.string() }).parse(role.body);
    const grants = [{ role: id, scope: { all: true }, mask: [] }];
    await admin.api('POST', '/api/team', { body: { email: 'nobody@rollcall.example', grants } });
    const blocker = await rollcall.signedIn('nobody');
    const asked = await world.asked(async () => {
      for (const [body, missing] of [
        [{ sign_out: true }, 'sessions:revoke'],
        [{ password: 'later' }, 'tickets:create'],
      ] as const) {
        const refused = await lockDown(blocker, userId, body);
        expect(refused.body).toMatchObject({ code: 'permission_missing', missing: [missing] });
      }
    });
    expect(asked.filter((line) => !line.startsWith('GET'))).toEqual([]);
    expect(outcomes((await lockDown(blocker, userId, {})).body)).toEqual(['block done']);
  });

  it('is not done to oneself, to one of a higher rank, or by who may not block', async () => {
    const self = await one(admin, 'email:"admin@rollcall.example"');
    expect((await lockDown(admin, self.user_id, {})).body).toMatchObject({ code: 'beyond_own_rights' });
    const { userId } = await newUser();
    const viewer = await rollcall.signedIn('viewer');
    expect((await lockDown(viewer, userId, {})).body).toMatchObject({ missing: ['users:block'] });
    expect((await read(admin, userId)).user.blocked).not.toBe(true);
  });
});
