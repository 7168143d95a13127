import { LookedUp, lookupsRows } from '@rollcall/shared/contract/lookups.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from '../../testing/browser.ts';
import { search } from '../../testing/users.ts';
import { europe, type Rollcall, startWorld, type World } from '../../testing/world.ts';

let world: World;
let rollcall: Rollcall;
let admin: Browser;
let editor: Browser;
beforeAll(async () => {
  world = await startWorld();
  rollcall = await world.rollcall({
    team: [
      { who: 'admin@rollcall.example', grant: { role: 'admin', scope: { all: true } } },
      { who: 'editor@rollcall.example', grant: { role: 'editor-users', scope: europe } },
      {
        who: 'viewer@rollcall.example',
        grant: { role: 'viewer-users', scope: { all: true }, mask: ['email'] },
      },
    ],
  });
  [admin, editor] = await Promise.all([rollcall.signedIn('admin'), rollcall.signedIn('editor')]);
});
afterAll(() => world.close());

async function lookUp(browser: Browser, entries: readonly string[]) {
  const answer = await browser.api('POST', '/api/lookups', { body: { entries } });
  expect(answer.status).toBe(200);
  return lookupsRows.lookUpUsers.response.parse(answer.body);
}

async function outcomes(browser: Browser, entries: readonly string[]): Promise<string[]> {
  return LookedUp.array()
    .parse((await lookUp(browser, entries)).entries)
    .map(({ outcome }) => outcome);
}

async function create(connection: string, email: string): Promise<string> {
  const password = connection === 'email' ? {} : { password: 'SECRET-Some-Password-1' };
  const body = { connection, email, email_verified: true, ...password };
  const made = await admin.api('POST', '/api/users', { body });
  expect(made.status).toBe(201);
  return String(Object(made.body).user_id);
}

function delay(ms: number): Promise<Response> {
  return fetch(`${world.tenant.url}/__tenant/index-delay`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ms }),
  });
}

describe('looking up many users', () => {
  it('finds them by address and id, with one search for all of them', async () => {
    const { users } = await search(admin, 'email_verified:true', '&per_page=100&sort=user_id:1');
    const entries = users.map(({ user_id, email }, nth) => (nth % 2 === 0 ? user_id : (email ?? user_id)));
    const asked = await world.asked(async () => {
      const found = await lookUp(admin, entries);
      expect(found.entries.every(({ outcome }) => outcome === 'found' || outcome === 'ambiguous')).toBe(true);
    });
    expect(asked.length).toBeLessThanOrEqual(3);
    expect(asked[0]).toContain('GET /api/v2/users?');
  });

  it('tells missing, duplicate, ambiguous and unreadable apart', async () => {
    const address = 'twice@lookup.example';
    const ids = [await create('email', address), await create('Username-Password-Authentication', address)];
    const found = await lookUp(admin, [
      address,
      address.toUpperCase(),
      'nobody@lookup.example',
      'auth0|nobody',
      'Ada Lovelace',
    ]);
    expect(found.entries.map(({ outcome }) => outcome)).toEqual([
      'ambiguous',
      'duplicate',
      'missing',
      'missing',
      'unreadable',
    ]);
    expect(found.entries[0]?.user_ids.toSorted()).toEqual(ids.toSorted());
    expect(found.users.map(({ user_id }) => user_id).toSorted()).toEqual(ids.toSorted());
  });

  it('finds whom the search does not know yet', async () => {
    await delay(600_000);
    const userId = await create('email', 'fresh@lookup.example');
    await delay(0);
    expect(await outcomes(admin, ['Fresh@Lookup.example', userId])).toEqual(['found', 'found']);
  });

  it('answers of who is out of scope as of who is not there, by the same steps', async () => {
    const { users } = await search(admin, 'app_metadata.region:"us" AND email:*', '&per_page=1');
    const { user_id: outside = '', email = '' } = users[0] ?? {};
    for (const [there, absent] of [
      [outside, `${outside}0`],
      [email, `0${email}`],
    ] as const) {
      let seen: unknown;
      let unseen: unknown;
      const stepsOf = async (act: () => Promise<unknown>) =>
        (await world.asked(act)).map((line) => line.split('?')[0]?.replace(/users\/.*/, 'users/…'));
      const first = await stepsOf(async () => {
        seen = await lookUp(editor, [there]);
      });
      const second = await stepsOf(async () => {
        unseen = await lookUp(editor, [absent]);
      });
      expect(first).toEqual(second);
      expect(seen).toEqual({ entries: [{ entry: there, outcome: 'missing', user_ids: [] }], users: [] });
      expect(unseen).toMatchObject({ entries: [{ outcome: 'missing' }], users: [] });
    }
  });

  it('goes by no address that is hidden, and shows none', async () => {
    const masked = await rollcall.signedIn('viewer');
    const address = 'hidden@lookup.example';
    const userId = await create('email', address);
    const refused = await masked.api('POST', '/api/lookups', { body: { entries: [userId, address] } });
    expect(refused.body).toMatchObject({ status: 400, code: 'masked_field' });
    const page = await masked.api('POST', '/api/lookups', { body: { entries: [userId] } });
    expect(page.body).toMatchObject({ entries: [{ outcome: 'found' }], users: [{ user_id: userId }] });
    expect(page.text).not.toContain(address);
  });

  it.each([
    ['none', []],
    ['more than a hundred', Array.from({ length: 101 }, (_, nth) => `auth0|${nth}`)],
    ['one that is too long', ['x'.repeat(321)]],
  ])('refuses %s', async (_what, entries) => {
    const answer = await admin.api('POST', '/api/lookups', { body: { entries } });
    expect(answer.body).toMatchObject({ status: 400, code: 'invalid_input' });
  });
});
