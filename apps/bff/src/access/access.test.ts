import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from '../testing/browser.ts';
import { one, pathOf, read, search } from '../testing/users.ts';
import { europe, m2m, type Rollcall, startWorld, type World } from '../testing/world.ts';

let world: World;
let rollcall: Rollcall;
let admin: Browser;
let support: Browser;
beforeAll(async () => {
  world = await startWorld();
  rollcall = await world.rollcall();
  [admin, support] = await Promise.all([rollcall.signedIn('admin'), rollcall.signedIn('support')]);
});
afterAll(() => world.close());

const database = 'Username-Password-Authentication';

describe('a team member with a scope', () => {
  it('sees the users of that scope, with a total of them', async () => {
    const mine = await search(support, '', '&per_page=100');
    const all = await search(admin, 'app_metadata.region:"eu"', '&per_page=100');
    expect(mine.total).toBe(all.total);
    expect(mine.users.map(({ user_id }) => user_id)).toEqual(all.users.map(({ user_id }) => user_id));
  });

  it('is shown the fields of a row alone, though the scope is judged by more', async () => {
    const page = await support.api('GET', '/api/users');
    expect(page.text).toContain('user_id');
    expect(page.text).not.toContain('app_metadata');
  });

  it.each([
    'app_metadata.region:"us"',
    'NOT app_metadata.region:"eu"',
    'app_metadata.region:"us" OR app_metadata.region:"apac"',
    'x) OR (user_id:*',
  ])('finds nobody outside it by %s', async (q) => {
    const page = await support.api('GET', `/api/users?q=${encodeURIComponent(q)}`);
    const found = page.status === 400 ? [] : (await search(support, q)).users;
    expect(found).toEqual([]);
  });

  it.each(['*', 'user_id:*', 'name:* OR email:*', '-app_metadata.region:"eu" name:*'])(
    'does not widen it by %s',
    async (q) => {
      const scope = await search(admin, 'app_metadata.region:"eu"');
      expect((await search(support, q)).total).toBeLessThanOrEqual(scope.total);
    },
  );

  it('meets a user outside exactly as one who does not exist', async () => {
    const outside = await one(admin, 'app_metadata.region:"us"');
    const inside = await one(admin, 'app_metadata.region:"eu"');
    expect((await support.api('GET', pathOf(inside.user_id))).status).toBe(200);
    const [there, nowhere] = await Promise.all([
      support.api('GET', pathOf(outside.user_id)),
      support.api('GET', pathOf('auth0|nobody')),
    ]);
    const { requestId: _one, ...first } = Object(there.body);
    const { requestId: _two, ...second } = Object(nowhere.body);
    expect(there.status).toBe(404);
    expect(first).toEqual(second);
    expect([...there.headers.keys()]).toEqual([...nowhere.headers.keys()]);
  });

  it('does not find a user outside by address or user_id either', async () => {
    const outside = await one(admin, `app_metadata.region:"us" AND identities.connection:"${database}"`);
    expect(await search(support, outside.user_id)).toMatchObject({ total: 0, users: [] });
    expect(await search(support, outside.email ?? '')).toMatchObject({ total: 0, users: [] });
  });

  it.each([
    ['POST', '/block'],
    ['POST', '/unblock'],
    ['PUT', '/password'],
    ['PATCH', ''],
  ])('cannot %s %s a user outside: 404, and nothing is written', async (method, rest) => {
    const outside = await one(admin, 'app_metadata.region:"us"');
    const { etag } = await read(admin, outside.user_id);
    const bodies: Record<string, unknown> = {
      PUT: { password: 'Long-enough-1' },
      PATCH: { user_metadata: { a: 1 } },
    };
    const body = bodies[method];
    const asked = await world.asked(async () => {
      const page = await support.api(method, pathOf(outside.user_id, rest), {
        ...(body === undefined ? {} : { body }),
        headers: { 'if-match': etag },
      });
      expect([page.status, Object(page.body).code]).toEqual([404, 'not_found']);
    });
    expect(asked.filter((line) => !line.startsWith('GET'))).toEqual([]);
  });

  it('can block a user inside, and cannot delete one', async () => {
    const inside = await one(admin, 'app_metadata.region:"eu" AND NOT blocked:true');
    const blocked = await support.api('POST', pathOf(inside.user_id, '/block'));
    expect([blocked.status, Object(blocked.body).blocked]).toEqual([200, true]);
    const deleted = await support.api('DELETE', pathOf(inside.user_id));
    expect(deleted.body).toMatchObject({ code: 'permission_missing', missing: ['users:delete'] });
  });
});

describe('a team member with two grants', () => {
  it('does to the users of one what that one gives, and nothing that the other gives', async () => {
    const scoped = await world.rollcall({
      team: [
        { who: 'support@rollcall.example', grant: { role: 'support', scope: europe } },
        { who: 'support@rollcall.example', grant: { role: 'viewer-users', scope: { all: true } } },
      ],
    });
    const browser = await scoped.signedIn('support');
    const inside = await one(browser, 'app_metadata.region:"eu" AND NOT blocked:true');
    const outside = await one(browser, 'app_metadata.region:"us" AND NOT blocked:true');
    expect((await browser.api('POST', pathOf(inside.user_id, '/block'))).status).toBe(200);
    const asked = await world.asked(async () => {
      const page = await browser.api('POST', pathOf(outside.user_id, '/block'));
      expect(page.body).toMatchObject({ status: 403, code: 'permission_missing', missing: ['users:block'] });
    });
    expect(asked.filter((line) => !line.startsWith('GET'))).toEqual([]);
  });
});

describe('a team member who may only read', () => {
  it.each([
    [
      'POST',
      '/api/users',
      { connection: database, email: 'x@example.com', password: 'Long-enough-1' },
      'users:create',
    ],
    ['DELETE', pathOf('auth0|1'), undefined, 'users:delete'],
    ['POST', pathOf('auth0|1', '/block'), undefined, 'users:block'],
    ['PUT', pathOf('auth0|1', '/password'), { password: 'Long-enough-1' }, 'password:set'],
    ['PATCH', pathOf('auth0|1'), { name: 'X' }, 'users:edit'],
    ['PATCH', pathOf('auth0|1'), { app_metadata: {} }, 'app_metadata:edit'],
  ])('%s %s is refused by name before the tenant is asked', async (method, path, body, permission) => {
    const viewer = await rollcall.signedIn('viewer');
    const asked = await world.asked(async () => {
      const page = await viewer.api(method, path, body === undefined ? {} : { body });
      expect(page.body).toMatchObject({
        status: 403,
        code: 'permission_missing',
        missing: [permission],
        detail: expect.stringContaining(permission),
      });
    });
    expect(asked).toEqual([]);
  });
});

describe('a token that may not do everything', () => {
  it('is named as what is missing, before the tenant is asked', async () => {
    const narrow = await world.rollcall({
      tenant: { ...m2mTenant(), ...m2m.readOnly },
      team: [{ who: 'admin@rollcall.example', grant: { role: 'admin', scope: { all: true } } }],
    });
    const browser = await narrow.signedIn('admin');
    const { users } = await search(browser, '');
    const userId = users[0]?.user_id ?? '';
    const asked = await world.asked(async () => {
      const page = await browser.api('DELETE', pathOf(userId));
      expect(page.body).toMatchObject({ status: 403, code: 'scope_missing', missing: ['delete:users'] });
      const edit = await browser.api('PATCH', pathOf(userId), {
        body: { name: 'X' },
        headers: { 'if-match': '"x"' },
      });
      expect(edit.body).toMatchObject({ code: 'scope_missing', missing: ['update:users'] });
      const list = await browser.api('GET', '/api/connections');
      expect(list.body).toMatchObject({ code: 'scope_missing', missing: ['read:connections'] });
    });
    expect(asked).toEqual([]);
    const { user } = await read(browser, userId);
    expect(user.connection).toBeNull();
    expect((await browser.api('GET', '/api/me')).body).toMatchObject({ scopes: ['read:users'] });
  });

  it('with read:users and update:users_app_metadata edits app_metadata, and nothing else', async () => {
    const narrow = await world.rollcall({ tenant: { ...m2mTenant(), ...m2m.appMetadata } });
    const browser = await narrow.signedIn('admin');
    const { user_id: userId } = await one(browser, '');
    const { etag } = await read(browser, userId);
    const headers = { 'if-match': etag };
    const name = await browser.api('PATCH', pathOf(userId), { body: { name: 'X' }, headers });
    const both = await browser.api('PATCH', pathOf(userId), {
      body: { app_metadata: { a: 1 }, user_metadata: { a: 1 } },
      headers,
    });
    expect([Object(name.body).code, Object(both.body).code]).toEqual(['scope_missing', 'scope_missing']);
    const page = await browser.api('PATCH', pathOf(userId), {
      body: { app_metadata: { seen: true } },
      headers,
    });
    expect(page.body).toMatchObject({ app_metadata: { seen: true } });
  });
});

function m2mTenant() {
  return {
    origin: world.tenant.url,
    clientId: 'rollcall_local_web',
    clientSecret: 'rollcall_local_web_secret',
    audience: `${world.tenant.url}/api/v2/`,
  };
}

describe('a grant that covers nobody', () => {
  it('shows nobody and opens nobody', async () => {
    const nobody = { not: { all: true } } as const;
    const strict = await world.rollcall({
      team: [
        { who: 'viewer@rollcall.example', grant: { role: 'viewer-users', scope: nobody } },
        { who: 'auditor@rollcall.example', grant: { role: 'auditor', scope: europe } },
      ],
    });
    const viewer = await strict.signedIn('viewer');
    expect(await search(viewer, '')).toMatchObject({ users: [], total: 0 });
    const inside = await one(admin, 'app_metadata.region:"eu"');
    expect((await viewer.api('GET', pathOf(inside.user_id))).status).toBe(404);
    expect((await (await strict.signedIn('auditor')).api('GET', pathOf(inside.user_id))).status).toBe(200);
  });
});
