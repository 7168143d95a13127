import { setTimeout as pause } from 'node:timers/promises';
import { Walk, WalkUserList } from '@rollcall/shared/contract/walks.ts';
import { parseQuery } from '@rollcall/shared/query/parse.ts';
import { matchesQuery } from '@rollcall/shared/query/match.ts';
import { DEMONSTRATION_USERS } from '@rollcall/tenant/seed/demonstration.ts';
import { makeUser } from '@rollcall/tenant/seed/person.ts';
import { type Api, managementApi } from '@rollcall/tenant/testing/test-tenant.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser } from '../../testing/browser.ts';
import { search } from '../../testing/users.ts';
import { type Rollcall, startWorld, type World } from '../../testing/world.ts';

/** As many as make this quick. `WALK_PEOPLE=25000` is what the product promises to reach. */
const people = Number(process.env['WALK_PEOPLE'] ?? 3000);
/** The demonstration accounts are among them; the others are always the same. */
const made = Array.from(
  { length: people - DEMONSTRATION_USERS.length },
  (_, index) => makeUser(index).profile,
);

let world: World;
let rollcall: Rollcall;
let admin: Browser;
let tenant: Api;
beforeAll(async () => {
  world = await startWorld({ seedUsers: people });
  rollcall = await world.rollcall({
    team: [
      { who: 'admin@rollcall.example', grant: { role: 'admin', scope: { all: true } } },
      {
        who: 'editor@rollcall.example',
        grant: { role: 'editor-users', scope: { eq: { field: 'app_metadata.region', value: 'eu' } } },
      },
      {
        who: 'support@rollcall.example',
        grant: { role: 'support', scope: { all: true }, mask: ['email', 'phone_number', 'username'] },
      },
    ],
  });
  admin = await rollcall.signedIn('admin');
  tenant = await managementApi(world.tenant);
}, 120_000);
afterAll(() => world.close());

async function start(browser: Browser, body: object): Promise<Walk> {
  const page = await browser.api('POST', '/api/walks', { body });
  expect(page.status).toBe(201);
  return Walk.parse(page.body);
}

async function ended(browser: Browser, { id }: Walk): Promise<Walk> {
  for (;;) {
    const page = await browser.api('GET', `/api/walks/${id}`);
    const walk = Walk.parse(page.body);
    if (walk.state !== 'running') return walk;
    await pause(50);
  }
}

async function pageOf(
  browser: Browser,
  { id }: Walk,
  number: number,
  perPage: number,
): Promise<WalkUserList> {
  const found = await browser.api('GET', `/api/walks/${id}/users?page=${number}&per_page=${perPage}`);
  expect(found.status).toBe(200);
  return WalkUserList.parse(found.body);
}

async function idsOf(browser: Browser, walk: Walk): Promise<string[]> {
  const ids: string[] = [];
  for (let number = 0; number * 1000 < walk.found; number += 1) {
    const { users } = await pageOf(browser, walk, number, 1000);
    ids.push(...users.map(({ user_id: userId }) => userId));
  }
  return ids;
}

async function walked(body: object): Promise<{ done: Walk; ids: string[] }> {
  const done = await ended(admin, await start(admin, { sort: 'user_id:1', ...body }));
  expect(done.state).toBe('done');
  return { done, ids: await idsOf(admin, done) };
}

/** Who has a role or is in an organization, as the tenant says. */
async function membersOf(path: string, key: string): Promise<Set<string>> {
  const ids = new Set<string>();
  for (let from = ''; ;) {
    const { body } = await tenant('GET', `${path}?take=100${from === '' ? '' : `&from=${from}`}`);
    const answer = Object(body);
    for (const { user_id: userId } of answer[key]) ids.add(userId);
    if (answer.next === undefined) return ids;
    from = answer.next;
  }
}

function matching(q: string): string[] {
  const parsed = parseQuery(q);
  if (!parsed.ok) throw new Error(q);
  return made.filter((user) => matchesQuery(parsed.query, user)).map(({ user_id: userId }) => userId);
}

it('reaches each of them exactly once while others are created, changed and deleted', async () => {
  const before = world.tenant.ledger.length;
  const walk = await start(admin, { q: '', sort: 'created_at:-1' });
  const deleted = new Set<string>();
  const writing = { isOn: true };
  const writes = (async () => {
    for (let turn = 0; writing.isOn; turn += 1) {
      const victim = made[(turn * 7919) % made.length]?.user_id ?? '';
      const changed = made[(turn * 104_729) % made.length]?.user_id ?? '';
      deleted.add(victim);
      await tenant('DELETE', `/users/${encodeURIComponent(victim)}`);
      await tenant('PATCH', `/users/${encodeURIComponent(changed)}`, { app_metadata: { turn } });
      await tenant('POST', '/users', { connection: 'email', email: `new.${turn}@walk.example` });
    }
  })();
  const done = await ended(admin, walk);
  writing.isOn = false;
  await writes;
  const asked = world.tenant.ledger.slice(before).filter(({ path }) => path.startsWith('/api/v2/users?'));
  expect(done).toMatchObject({ state: 'done', expected: expect.any(Number), seconds_left: null });
  expect(asked.length).toBeLessThanOrEqual((people / 100) * 1.3 + 20);
  expect(deleted.size).toBeGreaterThan(5);

  const ids = await idsOf(admin, done);
  const found = new Set(ids);
  expect(found.size).toBe(ids.length);
  expect(made.filter(({ user_id: id }) => !deleted.has(id) && !found.has(id))).toEqual([]);
  const { gone, total } = await pageOf(admin, done, people / 1000 - 1, 1000);
  expect(total).toBe(done.found);
  expect(gone).toBeGreaterThanOrEqual(0);
}, 120_000);

it.each(['name:1', 'name:-1', 'logins_count:-1', 'last_login:1', 'email:1'])(
  'lists what it has found in the order of %s, those without it last',
  async (sort) => {
    const q = 'identities.connection:"Username-Password-Authentication"';
    const done = await ended(admin, await start(admin, { q, sort }));
    expect(done.found).toBeGreaterThan(1000);
    const ids = await idsOf(admin, done);
    const first: string[] = [];
    for (let number = 0; number < 10; number += 1) {
      const { users } = await search(admin, q, `&per_page=100&page=${number}&sort=${sort}`);
      first.push(...users.map(({ user_id: userId }) => userId));
    }
    expect(ids.slice(0, 1000)).toEqual(first);
  },
  30_000,
);

it('finds nobody outside of a scope, and counts none of them', async () => {
  const editor = await rollcall.signedIn('editor');
  const q = 'blocked:true';
  const done = await ended(editor, await start(editor, { q, sort: 'created_at:1' }));
  const europeans = new Set(matching(`${q} AND app_metadata.region:"eu"`));
  const ids = (await idsOf(editor, done)).filter((id) => made.some(({ user_id: userId }) => userId === id));
  expect(ids.length).toBeGreaterThan(10);
  expect(ids.filter((id) => !europeans.has(id))).toEqual([]);
  const told = async (after: string) =>
    (await editor.api('GET', `/api/walks/${done.id}/ids?after=${encodeURIComponent(after)}`)).body;
  const inOrder = Object(await told('')).ids;
  expect(new Set(inOrder)).toEqual(new Set(await idsOf(editor, done)));
  expect(inOrder).toHaveLength(done.found);
  expect(await told(inOrder[4])).toEqual({ ids: inOrder.slice(5), next: null });
  const everybody = await ended(admin, await start(admin, { q, sort: 'created_at:1' }));
  expect(everybody.found).toBeGreaterThan(done.found);
  // Another one's walk is not there.
  expect((await editor.api('GET', `/api/walks/${everybody.id}`)).status).toBe(404);
  expect((await editor.api('GET', `/api/walks/${everybody.id}/users`)).status).toBe(404);
  expect((await editor.api('GET', `/api/walks/${everybody.id}/ids`)).status).toBe(404);
  expect((await editor.api('DELETE', `/api/walks/${everybody.id}`)).status).toBe(404);
}, 60_000);

it('joins a search with a role and an organization, by the shorter way', async () => {
  const organization = 'org_NordlichtLog0001';
  const members = await membersOf(`/organizations/${organization}/members`, 'members');
  const customer = 'rol_Customer00000000';
  const customers = await membersOf(`/roles/${customer}/users`, 'users');
  const blocked = new Set(matching('blocked:true'));
  // Fewer match than are members: they are walked through.
  const few = await walked({ q: 'blocked:true', role: customer });
  expect(customers.size).toBeGreaterThan(blocked.size);
  expect(few.ids.length).toBeGreaterThan(5);
  expect(few.ids).toEqual([...customers].filter((id) => blocked.has(id)).toSorted());
  // More match: the members are asked for.
  const many = await walked({ q: '', role: customer });
  expect(many.ids).toEqual([...customers].toSorted());
  expect(many.done.calls).toBeLessThan((customers.size / 100) * 2.3 + 20);
  expect((await walked({ q: '', organization })).ids).toEqual([...members].toSorted());
  const both = await walked({ q: '', role: customer, organization });
  expect(both.ids.length).toBeGreaterThan(5);
  expect(both.ids).toEqual([...members].filter((id) => customers.has(id)).toSorted());
}, 60_000);

it('asks for factors one by one, and of no more than a thousand', async () => {
  const filter = { q: 'created_at:[* TO 2024]', sort: 'user_id:1', role: 'rol_Analyst000000000' };
  const all = await ended(admin, await start(admin, filter));
  const without = await ended(admin, await start(admin, { ...filter, mfa: 'none' }));
  expect(without.state).toBe('done');
  const [everyone, none] = [await idsOf(admin, all), await idsOf(admin, without)];
  expect(none.length).toBeGreaterThan(0);
  expect(everyone.length).toBeGreaterThan(none.length);
  for (const id of everyone) {
    const { body } = await admin.api('GET', `/api/users/${encodeURIComponent(id)}/overview`);
    const { factors } = Object(body);
    expect([id, factors.types.length === 0]).toEqual([id, none.includes(id)]);
  }
  const tooMany = await ended(admin, await start(admin, { q: '', sort: 'user_id:1', mfa: 'none' }));
  expect(tooMany).toMatchObject({ state: 'failed', failure: { code: 'too_many_to_ask' }, calls: 0 });
  expect(await pageOf(admin, tooMany, 0, 50)).toMatchObject({ users: [], total: 0 });
}, 60_000);

it('tells nobody by a hidden address, not even by how many there are', async () => {
  const support = await rollcall.signedIn('support');
  const refused = await support.api('POST', '/api/walks', { body: { q: 'email:a*', sort: 'created_at:1' } });
  expect(refused).toMatchObject({ status: 400, body: { code: 'masked_field' } });
  const order = await support.api('POST', '/api/walks', { body: { q: '', sort: 'name:1' } });
  expect(order).toMatchObject({ status: 400, body: { code: 'masked_field' } });
  // Some names are e-mail addresses.
  const q = 'name:*example*';
  const named = await ended(admin, await start(admin, { q, sort: 'created_at:1' }));
  expect(named.found).toBeGreaterThan(0);
  const walk = await start(support, { q, sort: 'created_at:1' });
  const done = await ended(support, walk);
  expect(done).toMatchObject({ state: 'done', found: 0, expected: null });
}, 60_000);

it('waits for a tenant that is busy, and gives up what it refuses', async () => {
  world.tenant.faults.add({
    kind: 'status',
    path: '/api/v2/users',
    method: 'GET',
    status: 429,
    headers: { 'x-ratelimit-reset': String(Math.ceil(Date.now() / 1000) + 1) },
    times: 3,
  });
  const done = await ended(admin, await start(admin, { q: 'blocked:true', sort: 'created_at:1' }));
  expect(done.state).toBe('done');
  world.tenant.faults.add({ kind: 'status', path: '/api/v2/users', method: 'GET', status: 414, times: 1 });
  const failed = await ended(admin, await start(admin, { q: 'blocked:true', sort: 'created_at:1' }));
  expect(failed).toMatchObject({ state: 'failed', failure: { code: 'search_too_long' } });
}, 60_000);

it('ends where the rights of its team member change, and when it is cancelled', async () => {
  const editor = await rollcall.signedIn('editor');
  world.tenant.faults.setLatency(100);
  try {
    const walk = await start(editor, { q: '', sort: 'created_at:1' });
    const team = Object((await admin.api('GET', '/api/team')).body);
    const { id } = team.members.find(({ email }: { email: string }) => email === 'editor@rollcall.example');
    const grants = [{ role: 'viewer-users', scope: { all: true }, mask: [] }];
    const changed = await admin.api('PATCH', `/api/team/${id}`, { body: { grants } });
    expect(changed.status).toBe(200);
    expect(await ended(editor, walk)).toMatchObject({
      state: 'failed',
      failure: { code: 'permission_missing' },
    });
    const list = await editor.api('GET', `/api/walks/${walk.id}/users`);
    expect(list).toMatchObject({ status: 403, body: { code: 'permission_missing' } });
    const ids = await editor.api('GET', `/api/walks/${walk.id}/ids`);
    expect(ids).toMatchObject({ status: 403, body: { code: 'permission_missing' } });

    const mine = await start(admin, { q: '', sort: 'created_at:1' });
    expect((await admin.api('DELETE', `/api/walks/${mine.id}`)).status).toBe(204);
    expect((await ended(admin, mine)).state).toBe('cancelled');
    const asked = await world.asked(() => pause(400));
    expect(asked.length).toBeLessThanOrEqual(1);
  } finally {
    world.tenant.faults.clear();
  }
}, 60_000);

it('tells roles and organizations to filter by', async () => {
  const roles = await admin.api('GET', '/api/filters/roles?q=analyst');
  expect(roles.body).toMatchObject({ roles: [{ id: 'rol_Analyst000000000' }] });
  const named = await admin.api('GET', '/api/filters/organizations?q=acme');
  expect(named.body).toMatchObject({ organizations: [{ id: 'org_AcmeTrading00001' }], named: true });
  const budget = await admin.api('GET', '/api/budget');
  expect(Object(budget.body).levels).toContainEqual(expect.objectContaining({ kind: 'read-users' }));
});
