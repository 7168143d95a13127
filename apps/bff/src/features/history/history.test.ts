import { LogList } from '@rollcall/shared/contract/history.ts';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Browser } from '../../testing/browser.ts';
import { one, pathOf } from '../../testing/users.ts';
import { m2m, optionsFor, type Rollcall, startWorld, type World } from '../../testing/world.ts';

// Several Rollcalls on a busy machine take their time.
vi.setConfig({ testTimeout: 60_000 });

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

async function logsOf(userId: string, query = '', browser = admin): Promise<LogList> {
  const page = await browser.api('GET', pathOf(userId, `/logs${query}`));
  expect(page.status).toBe(200);
  return LogList.parse(page.body);
}

describe('listUserLogs', () => {
  it('tells what the tenant has in its log, newest first, with one call beside the reading of the user', async () => {
    const { user_id: userId } = await one(admin, 'email:"viewer@rollcall.example"');
    await rollcall.browser().signIn('viewer@rollcall.example');
    const asked = await world.asked(async () => {
      const { logs } = await logsOf(userId);
      expect(logs.find(({ type }) => type === 's')).toMatchObject({
        ip: expect.any(String),
        user_agent: expect.any(String),
      });
      expect(logs.map(({ date }) => date)).toEqual(
        logs
          .map(({ date }) => date)
          .toSorted()
          .toReversed(),
      );
    });
    const path = `/api/v2/users/${encodeURIComponent(userId)}`;
    expect(asked).toEqual([`GET ${path}`, `GET ${path}/logs?page=0&per_page=50&sort=date%3A-1`]);
  });

  it('gives of an operation its call and never its body', async () => {
    const { user_id: userId } = await one(admin, 'email:"nobody@rollcall.example"');
    const body = { user_metadata: { note: 'SECRET-in-a-body' } };
    const { headers } = await admin.api('GET', pathOf(userId));
    await admin.api('PATCH', pathOf(userId), { body, headers: { 'if-match': String(headers.get('etag')) } });
    const page = await admin.api('GET', pathOf(userId, '/logs?kind=change'));
    const { logs } = LogList.parse(page.body);
    expect(logs[0]?.operation).toEqual({
      method: 'PATCH',
      path: expect.stringContaining('/api/v2/users/'),
      status: 200,
    });
    expect(page.text).not.toContain('SECRET-in-a-body');
  });

  it('narrows by kind and period, reading on while nothing fits', async () => {
    const { user_id: userId } = await one(admin, 'email:"editor@rollcall.example"');
    await rollcall
      .browser()
      .signIn('editor@rollcall.example', 'wrong')
      .catch(() => undefined);
    const { logs: failures } = await logsOf(userId, '?kind=failure');
    expect(failures.length).toBeGreaterThan(0);
    expect(failures.every(({ type }) => type.startsWith('f'))).toBe(true);
    const all = await logsOf(userId);
    const day = all.logs.at(-1)?.date.slice(0, 10) ?? '';
    const ofDay = await logsOf(userId, `?from=${day}&to=${day}&per_page=1`);
    expect(ofDay.logs.map(({ date }) => date.slice(0, 10))).toEqual([day]);
    expect((await logsOf(userId, '?from=2001-01-01&to=2001-01-02')).logs).toEqual([]);
  });

  it('pages on, and every event comes once', async () => {
    const { user_id: userId } = await one(admin, 'email:"admin@rollcall.example"');
    const whole = (await logsOf(userId)).logs.map(({ log_id: id }) => id);
    const paged: string[] = [];
    let next: number | undefined = 0;
    while (next !== undefined) {
      const page: LogList = await logsOf(userId, `?per_page=3&page=${next}`);
      paged.push(...page.logs.map(({ log_id: id }) => id));
      next = page.next;
    }
    expect(paged).toEqual(whole);
  });

  it('leaves out addresses and descriptions for those from whom they are hidden', async () => {
    const grant = { role: 'viewer-users', scope: { all: true as const }, mask: ['last_ip', 'email'] };
    const masking = await world.rollcall({ team: [{ who: 'viewer@rollcall.example', grant }] });
    const { user_id: userId } = await one(admin, 'email:"editor@rollcall.example"');
    const page = await (await masking.signedIn('viewer')).api('GET', pathOf(userId, '/logs'));
    const { logs } = LogList.parse(page.body);
    expect(logs.length).toBeGreaterThan(0);
    for (const field of ['ip', 'country', 'city', 'description']) {
      expect(logs.filter((event) => field in event)).toEqual([]);
    }
    expect(page.text).not.toMatch(/rollcall\.example|\b\d+\.\d+\.\d+\.\d+"/);
  });

  it('says which scope is missing where the token cannot read the log', async () => {
    const options = optionsFor(world.tenant.url, 0);
    const poor = await world.rollcall({ tenant: { ...options.tenant, ...m2m.appMetadata } });
    const { user_id: userId } = await one(admin, 'email:"viewer@rollcall.example"');
    const page = await (await poor.signedIn('admin')).api('GET', pathOf(userId, '/logs'));
    expect(page.body).toMatchObject({
      status: 403,
      code: 'scope_missing',
      missing: ['read:logs', 'read:logs_users'],
    });
  });

  it('answers for a user out of scope as for none, and asks the tenant for no log', async () => {
    const support = await rollcall.signedIn('support');
    const { user_id: userId } = await one(admin, 'app_metadata.region:"us"');
    const asked = await world.asked(async () => {
      expect((await support.api('GET', pathOf(userId, '/logs'))).status).toBe(404);
    });
    expect(asked.filter((line) => line.includes('/logs'))).toEqual([]);
  });
});
