import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ScheduledAct } from '@rollcall/shared/contract/schedules.ts';
import { TeamMemberDetail } from '@rollcall/shared/contract/team.ts';
import { managementApi } from '@rollcall/tenant/testing/test-tenant.ts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { events } from '../../testing/audit.ts';
import type { Browser } from '../../testing/browser.ts';
import { pathOf, read } from '../../testing/users.ts';
import { type Rollcall, startWorld, type World } from '../../testing/world.ts';

const hour = 3_600_000;
const day = 24 * hour;

let world: World;
let directory: string;
let rollcall: Rollcall;
let admin: Browser;
/** How far ahead of time the scheduler is. */
let ahead = 0;
const start = () => world.rollcall({ dataDirectory: directory, now: () => new Date(Date.now() + ahead) });

beforeAll(async () => {
  world = await startWorld();
  directory = mkdtempSync(join(tmpdir(), 'rollcall-schedules-'));
  rollcall = await start();
  admin = await rollcall.signedIn('admin');
});
beforeEach(() => (ahead = 0));
afterEach(() => world.tenant.faults.clear());
afterAll(async () => {
  await world.close();
  rmSync(directory, { recursive: true, force: true });
});

let count = 0;
async function newUser(region = 'eu'): Promise<string> {
  count += 1;
  const page = await admin.api('POST', '/api/users', {
    body: {
      connection: 'email',
      email: `schedule.${count}@example.com`,
      app_metadata: { region },
    },
  });
  return z.object({ user_id: z.string() }).parse(page.body).user_id;
}

const Schedules = z.object({ schedules: z.array(ScheduledAct) });
async function planned(userId: string): Promise<ScheduledAct[]> {
  return Schedules.parse((await admin.api('GET', pathOf(userId, '/schedules'))).body).schedules;
}

const inAnHour = () => new Date(Date.now() + hour).toISOString();
function blockUntil(browser: Browser, userId: string, until = inAnHour()) {
  return browser.api('POST', pathOf(userId, '/block-until'), {
    body: { until },
    headers: { 'audit-reason': 'Chargeback' },
  });
}

function deleteLater(browser: Browser, userId: string, days = 7) {
  return browser.api('POST', pathOf(userId, '/delete-later'), { body: { days } });
}

function kept(browser: Browser, userId: string) {
  return browser.api('GET', `/api/deleted-users/${encodeURIComponent(userId)}`);
}

const isBlocked = async (userId: string) => (await read(admin, userId)).user.blocked === true;
const patience = { timeout: 20_000, interval: 250 };

describe('a plan', () => {
  it('ends with the account that is linked to another user, and does not come back with it', async () => {
    const [userId, second] = [await newUser(), await newUser()];
    await blockUntil(admin, second);
    await blockUntil(admin, userId);
    const { etag: version } = await read(admin, second);
    const body = { user_id: second, version };
    expect((await admin.api('POST', pathOf(userId, '/identities'), { body })).status).toBe(204);
    const identity = `/identities/email/${second.slice('email|'.length)}`;
    expect((await admin.api('DELETE', pathOf(userId, identity))).status).toBe(200);
    await expect.poll(() => planned(second), patience).toEqual([]);
    expect(await planned(userId)).toMatchObject([{ kind: 'unblock', state: 'pending' }]);
  });
});

describe('blockUserUntil', () => {
  it('blocks now and unblocks when it is due, as an act of the same member, after a restart', async () => {
    const userId = await newUser();
    const page = await blockUntil(admin, userId);
    expect(Schedules.parse(page.body).schedules).toMatchObject([
      { kind: 'unblock', state: 'pending', reason: 'Chargeback' },
    ]);
    expect(await isBlocked(userId)).toBe(true);
    await rollcall.close();
    ahead = hour + 1000;
    rollcall = await start();
    admin = await rollcall.signedIn('admin');
    await vi.waitFor(async () => expect(await isBlocked(userId)).toBe(false), patience);
    await vi.waitFor(async () => expect(await planned(userId)).toEqual([]), patience);
    const [event] = await events(admin, { action: 'user.unblock', target: userId });
    expect(event).toMatchObject({ outcome: 'done', reason: 'Chargeback', target: { id: userId } });
    expect(event?.requestId).toMatch(/^scheduled-/);
  });

  it('does not unblock before it is due, nor what was unblocked and blocked again meanwhile', async () => {
    const userId = await newUser();
    await blockUntil(admin, userId);
    await admin.api('POST', pathOf(userId, '/unblock'));
    await vi.waitFor(async () => expect(await planned(userId)).toEqual([]), patience);
    await admin.api('POST', pathOf(userId, '/block'));
    ahead = 2 * hour;
    await new Promise((resolve) => setTimeout(resolve, 6_000));
    expect(await isBlocked(userId)).toBe(true);
  });

  it('refuses a moment that is over, and who may not block, and leaves nothing planned', async () => {
    const userId = await newUser();
    const over = await blockUntil(admin, userId, new Date(Date.now() - 1000).toISOString());
    expect(over.body).toMatchObject({ code: 'invalid_input' });
    const viewer = await rollcall.signedIn('viewer');
    expect((await blockUntil(viewer, userId)).body).toMatchObject({ missing: ['users:block'] });
    world.tenant.faults.add({ kind: 'status', status: 400, method: 'PATCH', times: 1 });
    expect((await blockUntil(admin, userId)).status).toBe(400);
    expect(await planned(userId)).toEqual([]);
    expect(await isBlocked(userId)).toBe(false);
  });
});

it('keeps the end of a block that another end takes the place of, though the tenant refuses', async () => {
  const userId = await newUser();
  await blockUntil(admin, userId);
  world.tenant.faults.add({ kind: 'status', status: 400, method: 'PATCH', times: 1 });
  await blockUntil(admin, userId, new Date(Date.now() + day).toISOString());
  expect(await planned(userId)).toMatchObject([{ kind: 'unblock', state: 'pending' }]);
});

describe('deleteUserLater', () => {
  it('blocks now and deletes when it is due', async () => {
    const userId = await newUser();
    expect((await deleteLater(admin, userId)).status).toBe(200);
    expect(await isBlocked(userId)).toBe(true);
    ahead = 7 * day + 1000;
    await vi.waitFor(async () => expect((await admin.api('GET', pathOf(userId))).status).toBe(404), patience);
  });

  it('keeps who was deleted, for those who could have deleted them and for nobody else', async () => {
    const [inside, outside] = [await newUser('eu'), await newUser('us')];
    const editor = await rollcall.signedIn('editor');
    for (const userId of [inside, outside]) expect((await deleteLater(admin, userId)).status).toBe(200);
    const planner = (await planned(inside))[0]?.member.name;
    expect((await kept(admin, inside)).body).toMatchObject({ code: 'not_found' });
    ahead = 7 * day + 1000;
    for (const userId of [inside, outside]) {
      await vi.waitFor(async () => expect((await kept(admin, userId)).status).toBe(200), patience);
      expect((await kept(admin, userId)).body).toMatchObject({
        user: { user_id: userId, email: expect.stringContaining('schedule.') },
        masked: [],
        member: { name: planner },
      });
    }
    expect((await kept(editor, inside)).body).toMatchObject({ user: { user_id: inside } });
    expect((await kept(editor, outside)).body).toMatchObject({ code: 'not_found' });
    const refused = await kept(await rollcall.signedIn('support'), inside);
    expect(refused.body).toMatchObject({ code: 'permission_missing', missing: ['users:delete'] });
  });

  it('can be cancelled, and then nothing is deleted', async () => {
    const userId = await newUser();
    await deleteLater(admin, userId);
    const [act] = await planned(userId);
    const page = await admin.api('DELETE', pathOf(userId, `/schedules/${act?.id ?? ''}`));
    expect(page.body).toEqual({ schedules: [] });
    const again = await admin.api('DELETE', pathOf(userId, `/schedules/${act?.id ?? ''}`));
    expect(again.body).toMatchObject({ code: 'not_found' });
    ahead = 8 * day;
    await new Promise((resolve) => setTimeout(resolve, 6_000));
    expect((await read(admin, userId)).user.blocked).toBe(true);
  });

  it('is not done to somebody who was let in again behind the back of Rollcall', async () => {
    const userId = await newUser();
    await deleteLater(admin, userId);
    const management = await managementApi(world.tenant);
    await management('PATCH', `/users/${encodeURIComponent(userId)}`, { blocked: false });
    ahead = 7 * day + 1000;
    await vi.waitFor(
      async () => expect(await planned(userId)).toMatchObject([{ state: 'failed' }]),
      patience,
    );
    expect((await admin.api('GET', pathOf(userId))).status).toBe(200);
  });

  it('is cancelled for the user that it is about, and for no other', async () => {
    const [mine, other] = [await newUser(), await newUser()];
    await deleteLater(admin, mine);
    const [act] = await planned(mine);
    const page = await admin.api('DELETE', pathOf(other, `/schedules/${act?.id ?? ''}`));
    expect(page.body).toMatchObject({ code: 'not_found' });
    expect(await planned(mine)).toHaveLength(1);
  });

  it.each(['demoted', 'removed'])('is not done when who planned it is %s by then', async (fate) => {
    const userId = await newUser();
    const editor = await rollcall.signedIn('editor');
    expect((await deleteLater(editor, userId)).status).toBe(200);
    const id = await memberId('editor@rollcall.example');
    const viewer = [{ role: 'viewer-users', scope: { all: true }, mask: [] }];
    const changed =
      fate === 'demoted'
        ? await admin.api('PATCH', `/api/team/${id}`, { body: { grants: viewer } })
        : await admin.api('DELETE', `/api/team/${id}`);
    expect(changed.status).toBeLessThan(300);
    ahead = 7 * day + 1000;
    await vi.waitFor(
      async () => expect(await planned(userId)).toMatchObject([{ kind: 'delete', state: 'failed' }]),
      patience,
    );
    const [act] = await planned(userId);
    expect(act?.detail).toContain(fate === 'demoted' ? 'users:delete' : 'not in the team any more');
    expect((await admin.api('GET', pathOf(userId))).status).toBe(200);
    const [event] = await events(admin, { action: 'user.delete', target: userId });
    expect(event?.outcome).toBe('denied');
    if (fate === 'demoted') await restoreEditor(id);
  });

  it('is tried again when the tenant cannot be reached', async () => {
    const userId = await newUser();
    await deleteLater(admin, userId);
    world.tenant.faults.add({ kind: 'status', status: 503, method: 'DELETE', times: 1 });
    ahead = 7 * day + 1000;
    await vi.waitFor(async () => expect((await planned(userId))[0]?.detail).toBeDefined(), patience);
    expect(await planned(userId)).toMatchObject([{ state: 'pending' }]);
    ahead += 2 * 60_000;
    await vi.waitFor(async () => expect((await admin.api('GET', pathOf(userId))).status).toBe(404), patience);
  });
});

async function memberId(email: string): Promise<string> {
  const page = await admin.api('GET', '/api/team');
  const { members } = z.object({ members: z.array(TeamMemberDetail) }).parse(page.body);
  return members.find((member) => member.email === email)?.id ?? '';
}

async function restoreEditor(id: string): Promise<void> {
  const grants = [{ role: 'editor-users', scope: { all: true }, mask: [] }];
  await admin.api('PATCH', `/api/team/${id}`, { body: { grants } });
}
