import { testDatabase } from '../testing/databases.ts';
import { UserList } from '@rollcall/shared/contract/users.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Bff, startBff } from '../start.ts';
import { Browser } from '../testing/browser.ts';
import { type ScriptedSignIn, scriptedSignIn } from '../testing/scripted-sign-in.ts';
import { patch, pathOf, read } from '../testing/users.ts';
import { freePorts, optionsFor } from '../testing/world.ts';

const everybody = { all: true } as const;
const hidden = ['email', 'last_ip', 'user_metadata.home.street'];
const team = [
  { who: 'admin@rollcall.example', grant: { role: 'admin', scope: everybody } },
  { who: 'masked@rollcall.example', grant: { role: 'editor-users', scope: everybody, mask: hidden } },
  { who: 'revealer@rollcall.example', grant: { role: 'admin', scope: everybody, mask: hidden } },
];
const identities = [{ connection: 'db', provider: 'auth0', user_id: '1' }];
const people = [
  {
    user_id: 'auth0|anna',
    email: 'anna.berg@private.example',
    email_verified: true,
    name: 'anna.berg@private.example',
    nickname: 'anna.berg',
    given_name: 'Anna',
    last_ip: '192.0.2.77',
    user_metadata: { home: { street: 'Hidden Lane 1', city: 'Berlin' } },
    identities,
  },
  { user_id: 'auth0|bob', email: 'bob@private.example', name: 'Bob Stone', nickname: 'bob', identities },
  { user_id: 'auth0|admin', email: 'admin@rollcall.example', name: 'Ada', identities },
];
const secrets = /private\.example|anna\.berg|192\.0\.2\.77|Hidden Lane/i;

let tenant: ScriptedSignIn;
let rollcall: Bff;
beforeAll(async () => {
  const [port = 0] = await freePorts(1);
  tenant = await scriptedSignIn('rollcall_local_web');
  const options = optionsFor(tenant.origin, port);
  rollcall = await startBff({
    ...options,
    databaseUrl: await testDatabase(),
    team,
    logStream: { write: () => true },
  });
});
afterAll(async () => {
  await rollcall.close();
  await tenant.close();
});
beforeEach(() => {
  for (const person of people) tenant.users.set(person.user_id, structuredClone(person));
});

async function signedIn(who: string): Promise<Browser> {
  const browser = new Browser(rollcall.url);
  const email = `${who}@rollcall.example`;
  tenant.next(() => ({ sub: `auth0|${who}`, email, email_verified: true, name: who }));
  await browser.open('/auth/login?returnTo=/users', {}, '/users');
  return browser;
}

async function list(browser: Browser, q: string, more = ''): Promise<UserList> {
  const page = await browser.api('GET', `/api/users?q=${encodeURIComponent(q)}${more}`);
  return UserList.parse(page.body);
}

/** What can be searched by, of which nothing is a secret. */
async function fieldsFor(who: string): Promise<unknown> {
  const page = await (await signedIn(who)).api('GET', '/api/search-fields');
  expect(page.status).toBe(200);
  expect(JSON.stringify(page.body)).not.toMatch(secrets);
  return page.body;
}

describe('the fields that can be searched by', () => {
  it('are told by their paths, without a value and without what is hidden', async () => {
    const city = { path: 'user_metadata.home.city', types: ['string'] };
    const street = { path: 'user_metadata.home.street', types: ['string'] };
    const home = { path: 'user_metadata.home', types: ['object'] };
    expect(await fieldsFor('admin')).toEqual({ fields: [home, city, street] });
    expect(await fieldsFor('masked')).toEqual({ fields: [city] });
  });

  it.each(['192.0.2.77', 'last_ip:"192.0.2.77"'])('do not include a hidden address: %s', async (q) => {
    const page = await (await signedIn('masked')).api('GET', `/api/users?q=${encodeURIComponent(q)}`);
    expect(page.body).toMatchObject({ code: 'masked_field' });
    expect(await list(await signedIn('admin'), q)).toMatchObject({ total: 1 });
  });
});

describe('a masked user', () => {
  it('leaves without what is hidden, which is named', async () => {
    const browser = await signedIn('masked');
    const page = await browser.api('GET', pathOf('auth0|anna'));
    expect(page.text).not.toMatch(secrets);
    expect(page.body).toMatchObject({
      given_name: 'Anna',
      user_metadata: { home: { city: 'Berlin' } },
      masked: expect.arrayContaining([...hidden, 'email_verified', 'name', 'nickname']),
    });
  });

  it('leaves whole to whom nothing is hidden from', async () => {
    const { user } = await read(await signedIn('admin'), 'auth0|anna');
    expect(user).toMatchObject({ email: 'anna.berg@private.example', last_ip: '192.0.2.77', masked: [] });
  });

  it('leaves masked from every list and from every write', async () => {
    const browser = await signedIn('masked');
    const pages = [
      await browser.api('GET', '/api/users'),
      await browser.api('GET', '/api/users?q=auth0%7Canna'),
      await patch(browser, 'auth0|anna', { given_name: 'Anne' }),
      await browser.api('POST', pathOf('auth0|anna', '/block')),
      await browser.api('POST', pathOf('auth0|anna', '/unblock')),
    ];
    expect(pages.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    for (const { text } of pages) expect(text).not.toMatch(secrets);
  });

  it('can be changed by the version that was read, though that is of the whole user', async () => {
    const browser = await signedIn('masked');
    const { etag } = await read(browser, 'auth0|anna');
    tenant.users.set('auth0|anna', { ...people[0], user_id: 'auth0|anna', last_ip: '192.0.2.78' });
    const headers = { 'if-match': etag };
    const stale = await browser.api('PATCH', pathOf('auth0|anna'), { body: { given_name: 'A' }, headers });
    expect(stale.status).toBe(412);
    expect((await patch(browser, 'auth0|anna', { given_name: 'A' })).status).toBe(200);
  });

  it.each([
    ['an address', { email: 'new@private.example' }],
    ['whether it is verified', { email_verified: false }],
    ['a hidden path', { user_metadata: { home: { street: 'x' } } }],
    ['all above a hidden path', { user_metadata: { home: null } }],
    ['something else in the place of what it lies in', { user_metadata: { home: 'x' } }],
  ])('is not changed in what is hidden: %s', async (_words, body) => {
    const page = await patch(await signedIn('masked'), 'auth0|anna', body);
    expect(page).toMatchObject({ status: 400, body: { code: 'masked_field' } });
    expect(tenant.users.get('auth0|anna')).toEqual(people[0]);
  });

  it('keeps what is hidden beside what is changed', async () => {
    const browser = await signedIn('masked');
    const page = await patch(browser, 'auth0|anna', { user_metadata: { home: { city: 'Bonn' } } });
    expect(page.status).toBe(200);
    expect(tenant.users.get('auth0|anna')?.user_metadata).toEqual({
      home: { street: 'Hidden Lane 1', city: 'Bonn' },
    });
  });
});

describe('a search, while addresses are hidden,', () => {
  it.each([
    'q=email:anna*',
    'q=NOT email.domain:private.example',
    'q=_exists_:last_ip',
    'q=user_metadata.home.street:x',
    'q=anna.berg@private.example',
    'sort=email:1',
    'sort=name:1',
  ])('cannot ask for %s, and is told which field it is', async (query) => {
    const page = await (await signedIn('masked')).api('GET', `/api/users?${query.replaceAll(' ', '%20')}`);
    expect(page).toMatchObject({ status: 400, body: { code: 'masked_field', errors: [{}] } });
  });

  it('finds nobody by an address that stands for a name, nor counts them', async () => {
    const browser = await signedIn('masked');
    for (const q of ['name:anna*', 'nickname:anna.berg', 'anna.berg', '"anna.berg@private.example"']) {
      expect(await list(browser, q)).toMatchObject({ users: [], total: 0 });
      expect(await list(browser, q, '&page=3&per_page=1')).toMatchObject({ users: [], total: 0 });
    }
  });

  it('finds by names that are shown', async () => {
    const browser = await signedIn('masked');
    expect(await list(browser, 'stone')).toMatchObject({ users: [{ user_id: 'auth0|bob' }], total: 1 });
    expect(await list(browser, 'given_name:Anna')).toMatchObject({ total: 1 });
  });

  it('asks for everything where nothing is hidden', async () => {
    expect(await list(await signedIn('admin'), 'email:anna*')).toMatchObject({ total: 1 });
  });
});

const reveal = (browser: Browser, field: string, reason = 'Ticket%201') =>
  browser.api('POST', pathOf('auth0|anna', '/reveal'), {
    body: { field },
    headers: reason === '' ? {} : { 'audit-reason': reason },
  });

describe('revealing a field', () => {
  it('shows that one, and the audit trail tells its name and reason, never its value', async () => {
    const browser = await signedIn('revealer');
    const page = await reveal(browser, 'user_metadata.home.street');
    expect(page.body).toEqual({ field: 'user_metadata.home.street', value: 'Hidden Lane 1' });
    const trail = await (await signedIn('admin')).api('GET', '/api/audit?action=user.reveal');
    expect(trail.text).toContain('user_metadata.home.street');
    expect(trail.text).toContain('Ticket 1');
    expect(trail.text).not.toContain('Hidden Lane');
  });

  it('needs a reason, the permission, and a field that is hidden', async () => {
    const browser = await signedIn('revealer');
    expect((await reveal(browser, 'email', '')).body).toMatchObject({ code: 'reason_required' });
    expect((await reveal(browser, 'phone_number')).body).toMatchObject({ code: 'invalid_input' });
    expect((await reveal(browser, 'user_metadata')).body).toMatchObject({ code: 'invalid_input' });
    expect((await reveal(await signedIn('masked'), 'email')).body).toMatchObject({
      code: 'permission_missing',
      missing: ['pii:reveal'],
    });
  });
});

const idOf = async (who: string) =>
  Object((await (await signedIn(who)).api('GET', '/api/me')).body).member.id;
const viewAs = (browser: Browser, id: string) => browser.api('POST', `/api/team/${id}/view-as`);

describe('seeing Rollcall as somebody else', () => {
  it('shows what they see, changes nothing, and ends', async () => {
    const masked = await idOf('masked');
    const browser = await signedIn('admin');
    expect((await viewAs(browser, masked)).status).toBe(204);
    expect((await browser.api('GET', '/api/me')).body).toMatchObject({
      member: { id: masked },
      viewingAs: { id: masked },
      masked: hidden,
    });
    expect((await browser.api('GET', pathOf('auth0|anna'))).text).not.toMatch(secrets);
    expect((await browser.api('GET', '/api/audit')).body).toMatchObject({ code: 'permission_missing' });
    expect((await browser.api('POST', pathOf('auth0|bob', '/block'))).body).toMatchObject({
      code: 'viewing_as',
    });
    expect((await browser.api('DELETE', '/api/view-as')).status).toBe(204);
    expect((await read(browser, 'auth0|anna')).user.masked).toEqual([]);
    const trail = await browser.api('GET', '/api/audit?action=team.view_as&outcome=done');
    expect(Object(trail.body).events).toHaveLength(2);
  });

  it('is for nobody who may do less, nor for oneself', async () => {
    const [admin, masked] = [await idOf('admin'), await idOf('masked')];
    expect((await viewAs(await signedIn('admin'), admin)).body).toMatchObject({ code: 'beyond_own_rights' });
    expect((await viewAs(await signedIn('revealer'), admin)).body).toMatchObject({
      code: 'beyond_own_rights',
    });
    expect((await viewAs(await signedIn('masked'), masked)).body).toMatchObject({
      code: 'permission_missing',
      missing: ['team:manage'],
    });
  });
});

describe("one's own account", () => {
  it('is neither blocked nor deleted by oneself, and can be changed', async () => {
    const browser = await signedIn('admin');
    for (const [method, rest] of [
      ['POST', '/block'],
      ['DELETE', ''],
    ] as const) {
      const page = await browser.api(method, pathOf('auth0|admin', rest));
      expect(page).toMatchObject({ status: 403, body: { code: 'beyond_own_rights' } });
    }
    expect(tenant.users.get('auth0|admin')).toEqual(people[2]);
    expect((await patch(browser, 'auth0|admin', { given_name: 'Ada' })).status).toBe(200);
  });
});
