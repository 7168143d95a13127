import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { User } from '@rollcall/shared/user/user.ts';
import type { Browser } from '../../testing/browser.ts';
import { one, pathOf, read, search } from '../../testing/users.ts';
import { europe, m2m, type Rollcall, startWorld, type World } from '../../testing/world.ts';

let world: World;
let rollcall: Rollcall;
let admin: Browser;
let support: Browser;
beforeAll(async () => {
  world = await startWorld(300);
  rollcall = await world.rollcall();
  [admin, support] = await Promise.all([rollcall.signedIn('admin'), rollcall.signedIn('support')]);
});
afterAll(() => world.close());

const database = 'Username-Password-Authentication';

describe('listUsers', () => {
  it('pages through everybody with a total that is true', async () => {
    const [first, second] = await Promise.all([
      search(admin, '', '&per_page=40&sort=user_id:1'),
      search(admin, '', '&per_page=40&page=1&sort=user_id:1'),
    ]);
    expect(first).toMatchObject({ start: 0, limit: 40, total: 300, understood: 'all' });
    expect(second).toMatchObject({ start: 40, limit: 40, total: 300 });
    const ids = [...first.users, ...second.users].map(({ user_id }) => user_id);
    expect(new Set(ids).size).toBe(80);
    expect(ids).toEqual(ids.toSorted());
  });

  it('asks the tenant once, for the fields of a row alone', async () => {
    const asked = await world.asked(() => search(admin, 'anna'));
    expect(asked).toHaveLength(1);
    expect(asked[0]).not.toContain('metadata');
    expect(asked[0]).toContain('include_totals=true');
  });

  it('finds an exact address at once, in any capitals, without the search index', async () => {
    const { email = '', user_id: userId } = await one(admin, `identities.connection:"${database}"`);
    for (const spelling of [email, email.toUpperCase()]) {
      const asked = await world.asked(async () => {
        const found = await search(admin, spelling);
        expect(found).toMatchObject({
          understood: 'email',
          users: [expect.objectContaining({ user_id: userId })],
        });
      });
      expect(asked.every((line) => line.startsWith('GET /api/v2/users-by-email?'))).toBe(true);
    }
  });

  it('finds a user_id at once, and nobody for one that does not exist', async () => {
    const { user_id: userId } = await one(admin, '');
    const asked = await world.asked(async () => {
      expect(await search(admin, userId)).toMatchObject({ understood: 'user_id', total: 1 });
      expect(await search(admin, 'auth0|nobody')).toMatchObject({
        understood: 'user_id',
        total: 0,
        users: [],
      });
    });
    expect(asked).toEqual([
      `GET /api/v2/users/${encodeURIComponent(userId)}`,
      'GET /api/v2/users/auth0%7Cnobody',
    ]);
  });

  it('takes a Lucene query as it is meant', async () => {
    const found = await search(admin, 'identities.connection:"google-oauth2" AND NOT blocked:true');
    expect(found.understood).toBe('lucene');
    expect(found.total).toBeGreaterThan(0);
    expect(
      found.users.every(({ identities }) =>
        identities.some(({ connection }) => connection === 'google-oauth2'),
      ),
    ).toBe(true);
  });

  it('refuses a query that cannot be read, with the place', async () => {
    const asked = await world.asked(async () => {
      const page = await admin.api('GET', `/api/users?q=${encodeURIComponent('name:(anna')}`);
      expect(page.status).toBe(400);
      expect(page.body).toMatchObject({ code: 'invalid_query', position: expect.any(Number) });
    });
    expect(asked).toEqual([]);
  });

  it.each(['&page=10&per_page=100', '&page=20&per_page=50', '&page=1000&per_page=1'])(
    'refuses %s, beyond the first 1,000, before asking',
    async (more) => {
      const asked = await world.asked(async () => {
        expect((await admin.api('GET', `/api/users?q=${more}`)).body).toMatchObject({
          code: 'page_out_of_reach',
        });
      });
      expect(asked).toEqual([]);
    },
  );

  it('reaches the last page within the first 1,000', async () => {
    expect((await admin.api('GET', '/api/users?page=9&per_page=100')).status).toBe(200);
  });

  it.each([
    '&per_page=0',
    '&per_page=101',
    '&page=-1',
    '&page=x',
    '&sort=picture:1',
    '&sort=name',
    '&sort=app_metadata.plan:1',
  ])('refuses %s', async (more) => {
    expect((await admin.api('GET', `/api/users?q=${more}`)).body).toMatchObject({ code: 'invalid_input' });
  });
});

describe('a team member with a scope', () => {
  it('sees the users of that scope, with a total of them', async () => {
    const mine = await search(support, '', '&per_page=100');
    const all = await search(admin, 'app_metadata.region:"eu"', '&per_page=100');
    expect(mine.total).toBe(all.total);
    expect(mine.users.map(({ user_id }) => user_id)).toEqual(all.users.map(({ user_id }) => user_id));
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

function address(name: string): string {
  return `${name}@created.example`;
}

describe('createUser', () => {
  it('creates a user with exactly what was asked for', async () => {
    const page = await admin.api('POST', '/api/users', {
      body: {
        connection: database,
        email: address('whole'),
        email_verified: true,
        password: 'Long-enough-1',
        given_name: 'Whole',
        user_metadata: { kept: 1, gone: null, inner: { gone: null } },
        app_metadata: { plan: 'pro' },
      },
    });
    expect(page.status).toBe(201);
    const created = User.parse(page.body);
    expect(created).toMatchObject({
      email: address('whole'),
      email_verified: true,
      given_name: 'Whole',
      user_metadata: { kept: 1, inner: {} },
      app_metadata: { plan: 'pro' },
    });
    expect(page.text).not.toContain('Long-enough-1');
    expect((await read(admin, created.user_id)).user.email).toBe(address('whole'));
  });

  it('creates users in passwordless connections', async () => {
    const mail = await admin.api('POST', '/api/users', {
      body: { connection: 'email', email: address('mail') },
    });
    const sms = await admin.api('POST', '/api/users', {
      body: { connection: 'sms', phone_number: '+4930123456789' },
    });
    expect([mail.status, sms.status]).toEqual([201, 201]);
  });

  it('names the field that is taken already', async () => {
    const body = { connection: database, email: address('twice'), password: 'Long-enough-1' };
    await admin.api('POST', '/api/users', { body });
    const page = await admin.api('POST', '/api/users', { body });
    expect(page.body).toMatchObject({ status: 409, code: 'already_exists', errors: [{ field: 'email' }] });
  });

  it.each([
    ['a connection that does not exist', { connection: 'nowhere', email: address('a') }, 'connection'],
    ['a social connection', { connection: 'google-oauth2', email: address('a') }, 'connection'],
    ['an enterprise connection', { connection: 'Acme-SAML', email: address('a') }, 'connection'],
    ['no address where one is required', { connection: database, password: 'Long-enough-1' }, 'email'],
    [
      'no username where one is required',
      { connection: 'Staff-Directory', email: address('a'), password: 'Long-enough-12' },
      'username',
    ],
    [
      'a username where there are none',
      { connection: database, email: address('a'), username: 'a', password: 'Long-enough-1' },
      'username',
    ],
    [
      'a username that is too long',
      {
        connection: 'Staff-Directory',
        email: address('a'),
        username: 'a'.repeat(16),
        password: 'Long-enough-12',
      },
      'username',
    ],
    ['no phone number for sms', { connection: 'sms' }, 'phone_number'],
    ['no password', { connection: database, email: address('a') }, 'password'],
    [
      'a password where none is kept',
      { connection: 'email', email: address('a'), password: 'Long-enough-1' },
      'password',
    ],
    [
      'a forbidden key in app_metadata',
      { connection: database, email: address('a'), app_metadata: { blocked: true } },
      'app_metadata.blocked',
    ],
  ])('refuses %s before the tenant is asked to create', async (_words, body, field) => {
    const asked = await world.asked(async () => {
      const page = await admin.api('POST', '/api/users', { body });
      expect([page.status, Object(page.body).errors?.map((error: { field: string }) => error.field)]).toEqual(
        [400, [field]],
      );
    });
    expect(asked.filter((line) => line.startsWith('POST'))).toEqual([]);
  });

  it('refuses a password by the rules it does not meet', async () => {
    const body = { connection: 'Staff-Directory', email: address('b'), username: 'bee', password: 'aaa' };
    const page = await admin.api('POST', '/api/users', { body });
    expect(page.body).toMatchObject({ status: 400, code: 'password_refused' });
    expect(Object(page.body).errors.length).toBeGreaterThan(1);
    expect(page.text).not.toContain('aaa');
  });

  it("passes on the tenant's opinion of a password in Rollcall's words", async () => {
    const body = {
      connection: 'Staff-Directory',
      email: address('c'),
      username: 'cee',
      password: 'Company-2026',
    };
    const page = await admin.api('POST', '/api/users', { body });
    expect(page.body).toMatchObject({ code: 'password_refused', errors: [{ field: 'password' }] });
  });

  it('cannot create users outside what a grant covers, and can inside', async () => {
    const editor = await rollcall.signedIn('editor');
    const body = { connection: database, email: address('scoped'), password: 'Long-enough-1' };
    const outside = await editor.api('POST', '/api/users', { body });
    expect(outside.body).toMatchObject({ status: 403, code: 'permission_missing' });
    const inside = await editor.api('POST', '/api/users', {
      body: { ...body, app_metadata: { region: 'eu' } },
    });
    expect(inside.status).toBe(201);
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
