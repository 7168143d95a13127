import { Overview } from '@rollcall/shared/contract/overview.ts';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { newest } from '../../testing/audit.ts';
import type { Browser } from '../../testing/browser.ts';
import { one, pathOf, read, search } from '../../testing/users.ts';
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

async function overviewOf(userId: string, browser = admin): Promise<Overview> {
  const page = await browser.api('GET', pathOf(userId, '/overview'));
  expect(page.status).toBe(200);
  return Overview.parse(page.body);
}

/** One of the seed's people who failed to sign in too often. */
async function blockedUser(): Promise<string> {
  const { users } = await search(admin, 'user_id:auth0*', '&sort=user_id:1&per_page=100');
  for (const { user_id: userId } of users) {
    const { blocks } = await overviewOf(userId);
    if (blocks.state === 'told' && blocks.blocked_for.length > 0) return userId;
  }
  throw new Error('Nobody is blocked.');
}

describe('getUserOverview', () => {
  it('asks the tenant once for the user and once for each part', async () => {
    const { user_id: userId } = await one(admin, 'email:"editor@rollcall.example"');
    const asked = await world.asked(() => overviewOf(userId));
    const id = encodeURIComponent(userId);
    const parts = ['authentication-methods', 'sessions', 'organizations', 'roles'];
    const plain = asked.map((line) => line.replace(/\?.*/, ''));
    expect(plain[0]).toBe(`GET /api/v2/users/${id}`);
    expect(plain).toHaveLength(6);
    expect(new Set(plain)).toEqual(
      new Set([
        `GET /api/v2/users/${id}`,
        `GET /api/v2/user-blocks/${id}`,
        ...parts.map((part) => `GET /api/v2/users/${id}/${part}`),
      ]),
    );
  });

  it('tells the parts that it can where one fails', async () => {
    const { user_id: userId } = await one(admin, 'email:"editor@rollcall.example"');
    world.tenant.faults.add({ path: '/api/v2/users/*/roles', kind: 'status', status: 403 });
    world.tenant.faults.add({ path: '/api/v2/users/*/sessions', kind: 'malformed' });
    const overview = await overviewOf(userId);
    expect([overview.roles.state, overview.sessions.state]).toEqual(['untold', 'untold']);
    expect([overview.blocks.state, overview.organizations.state]).toEqual(['told', 'told']);
  });

  it('says which scope a part lacks, and asks for nothing that the token may not read', async () => {
    const options = optionsFor(world.tenant.url, 0);
    const poor = await world.rollcall({ tenant: { ...options.tenant, ...m2m.appMetadata } });
    const browser = await poor.signedIn('admin');
    const { user_id: userId } = await one(admin, 'email:"editor@rollcall.example"');
    const asked = await world.asked(async () => {
      const { roles, sessions } = await overviewOf(userId, browser);
      expect(roles).toMatchObject({ state: 'untold', code: 'scope_missing' });
      expect(sessions).toMatchObject({ sentence: expect.stringContaining('read:sessions') });
    });
    expect(asked.filter((line) => /sessions|roles/.test(line))).toEqual([]);
  });

  it('answers for a user out of scope as for none', async () => {
    const support = await rollcall.signedIn('support');
    const { user_id: userId } = await one(admin, 'app_metadata.region:"us"');
    expect((await support.api('GET', pathOf(userId, '/overview'))).status).toBe(404);
  });
});

describe('brute-force blocks', () => {
  it('are told with their addresses, hidden where those are, and cleared with a line in the trail', async () => {
    const userId = await blockedUser();
    const { blocks } = await overviewOf(userId);
    expect(blocks).toMatchObject({
      blocked_for: [{ identifier: expect.any(String), ip: expect.any(String) }],
    });
    const grant = { role: 'viewer-users', scope: { all: true as const }, mask: ['last_ip', 'email'] };
    const masking = await world.rollcall({ team: [{ who: 'viewer@rollcall.example', grant }] });
    const hidden = await overviewOf(userId, await masking.signedIn('viewer'));
    expect(JSON.stringify(hidden.blocks)).not.toMatch(/"identifier"|"ip"/);
    expect(hidden.blocks).toMatchObject({ blocked_for: [{}] });

    const cleared = await admin.api('DELETE', pathOf(userId, '/blocks'));
    expect([cleared.status, cleared.text]).toEqual([204, '']);
    expect((await overviewOf(userId)).blocks).toEqual({ state: 'told', blocked_for: [] });
    expect(await newest(admin)).toMatchObject({
      action: 'user.clear_blocks',
      outcome: 'done',
      target: { id: userId },
      changes: [{ field: 'brute_force_blocks', before: expect.any(Number), after: 0 }],
    });
  });

  it('are cleared by nobody without users:block, and none of it reaches the tenant', async () => {
    const viewer = await rollcall.signedIn('viewer');
    const { user_id: userId } = await one(admin, 'email:"nobody@rollcall.example"');
    const asked = await world.asked(async () => {
      const page = await viewer.api('DELETE', pathOf(userId, '/blocks'));
      expect(page.body).toMatchObject({ status: 403, code: 'permission_missing', missing: ['users:block'] });
    });
    expect(asked.filter((line) => line.startsWith('DELETE'))).toEqual([]);
  });

  it('stay where the tenant does not answer, and the outcome is said to be unknown', async () => {
    const { user_id: userId } = await one(admin, 'email:"nobody@rollcall.example"');
    world.tenant.faults.add({ method: 'DELETE', path: '/api/v2/user-blocks/*', kind: 'cut', when: 'before' });
    world.tenant.faults.add({ method: 'GET', path: '/api/v2/user-blocks/*', kind: 'status', status: 403 });
    expect((await admin.api('DELETE', pathOf(userId, '/blocks'))).status).toBeGreaterThanOrEqual(400);
  });
});

describe('getUser', () => {
  it('says who is in the team, and is protected from whom', async () => {
    const [boss, other] = await Promise.all([
      one(admin, 'email:"admin@rollcall.example"'),
      one(admin, 'email:"nobody@rollcall.example"'),
    ]);
    const viewer = await rollcall.signedIn('viewer');
    expect((await read(viewer, boss.user_id)).user.team).toBe('protected');
    expect((await read(admin, boss.user_id)).user.team).toBe('member');
    expect((await read(viewer, other.user_id)).user.team).toBeUndefined();
  });
});
