import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from '../testing/browser.ts';
import { one, pathOf } from '../testing/users.ts';
import { type Rollcall, startWorld, type World } from '../testing/world.ts';

let world: World;
let rollcall: Rollcall;
let admin: Browser;
let userId: string;
beforeAll(async () => {
  world = await startWorld();
  rollcall = await world.rollcall({ patience: { timeoutMs: 2000, readMs: 4000, writeMs: 4000 } });
  admin = await rollcall.signedIn('admin');
  userId = (await one(admin, 'identities.connection:"Username-Password-Authentication"')).user_id;
});
afterEach(() => world.tenant.faults.clear());
afterAll(() => world.close());

describe('when the tenant is not well', () => {
  it('a moment of 429 is waited for, and nobody notices', async () => {
    world.tenant.faults.add({ kind: 'status', status: 429, times: 1, path: '/api/v2/users' });
    expect((await admin.api('GET', '/api/users')).status).toBe(200);
  });

  it('a longer one is said, with when to come again', async () => {
    world.tenant.faults.add({ kind: 'status', status: 429 });
    const page = await admin.api('GET', '/api/users');
    expect(page.body).toMatchObject({ status: 503, code: 'tenant_busy', retryAfter: expect.any(Number) });
    expect(Number(page.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it.each([
    [{ kind: 'status', status: 500 } as const, 502, 'tenant_unreachable'],
    [{ kind: 'cut', when: 'before' } as const, 502, 'tenant_unreachable'],
    [{ kind: 'malformed' } as const, 502, 'tenant_invalid'],
    [{ kind: 'html' } as const, 502, 'tenant_invalid'],
    [{ kind: 'status', status: 401 } as const, 502, 'tenant_misconfigured'],
    [{ kind: 'status', status: 403 } as const, 502, 'tenant_misconfigured'],
    [{ kind: 'delay', ms: 6000 } as const, 502, 'tenant_unreachable'],
  ])('%j is told as it is, and the next call works', async (fault, status, code) => {
    world.tenant.faults.add(fault);
    const [list, user] = await Promise.all([
      admin.api('GET', '/api/users'),
      admin.api('GET', pathOf(userId)),
    ]);
    expect(list.body).toMatchObject({ status, code });
    expect(user.body).toMatchObject({ status, code });
    world.tenant.faults.clear();
    expect((await admin.api('GET', '/api/users')).status).toBe(200);
  });

  it('who is signed in stays signed in', async () => {
    world.tenant.faults.add({ kind: 'cut', when: 'before' });
    expect((await admin.api('GET', '/api/me')).status).toBe(200);
  });

  it('a sign-in fails with words, and no session', async () => {
    world.tenant.faults.add({ kind: 'cut', when: 'before', path: '/oauth/token' });
    const browser = rollcall.browser();
    expect((await browser.signIn('admin@rollcall.example')).search).toBe('?reason=failed');
    expect(browser.cookie('sid')).toBeUndefined();
  });
});
