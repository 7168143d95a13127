import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from '../../testing/browser.ts';
import { from, one, patch, search } from '../../testing/users.ts';
import { type Rollcall, startWorld, type World } from '../../testing/world.ts';

let world: World;
let rollcall: Rollcall;
let admin: Browser;
beforeAll(async () => {
  world = await startWorld();
  rollcall = await world.rollcall();
  admin = await rollcall.signedIn('admin');
});
afterAll(() => world.close());

const database = 'Username-Password-Authentication';

describe('listUsers', () => {
  it('pages through everybody with a total that is true', async () => {
    const [first, second] = await Promise.all([
      search(admin, '', '&per_page=40&sort=user_id:1'),
      search(admin, '', '&per_page=40&page=1&sort=user_id:1'),
    ]);
    expect(first).toMatchObject({ start: 0, limit: 40, total: 400, understood: 'all' });
    expect(second).toMatchObject({ start: 40, limit: 40, total: 400 });
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

  it('does not count whom the search finds and the grant does not cover', async () => {
    const editor = await rollcall.signedIn('editor');
    const { user_id: userId } = await one(editor, `${from(database)} AND app_metadata.region:"eu"`);
    const asked = `user_id:"${userId}" AND NOT blocked:nobody`;
    expect(await search(editor, asked)).toMatchObject({ total: 1 });
    // The search looks into arrays; a scope does not.
    await patch(admin, userId, { app_metadata: { region: ['eu'] } });
    expect(await search(admin, asked)).toMatchObject({ total: 1 });
    expect(await search(editor, asked)).toMatchObject({ total: 0, users: [] });
  });

  it('tells who has an identifier, of those alone whom one may see', async () => {
    const editor = await rollcall.signedIn('editor');
    const at = { connection: 'Staff-Directory', password: 'Long-enough-Pw-17', verify_email: false };
    for (const region of ['eu', 'us']) {
      const body = {
        ...at,
        email: `holder@${region}.example`,
        username: `holder.${region}`,
        app_metadata: { region },
      };
      expect((await admin.api('POST', '/api/users', { body })).status).toBe(201);
      const phone = { connection: 'sms', phone_number: `+49305550${region === 'eu' ? '1' : '2'}` };
      const made = await admin.api('POST', '/api/users', { body: { ...phone, app_metadata: { region } } });
      expect(made.status).toBe(201);
    }
    expect(await holdersSeenBy(admin, 'us')).toEqual([1, 1, 1]);
    expect(await holdersSeenBy(editor, 'eu')).toEqual([1, 1, 1]);
    expect(await holdersSeenBy(editor, 'us')).toEqual([0, 0, 0]);
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

/** How many have the e-mail address, the username and the phone number of this region, by what one sees. */
async function holdersSeenBy(browser: Browser, region: 'eu' | 'us'): Promise<number[]> {
  const questions = [
    `Holder@${region}.example`,
    `username:"holder.${region}"`,
    `phone_number:"+49305550${region === 'eu' ? '1' : '2'}"`,
  ];
  return Promise.all(questions.map(async (q) => (await search(browser, q, '&per_page=3')).total));
}
