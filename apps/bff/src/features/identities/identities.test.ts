import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { newest } from '../../testing/audit.ts';
import type { Browser } from '../../testing/browser.ts';
import { type People, peopleIn } from '../../testing/people.ts';
import { one, patch, pathOf, read } from '../../testing/users.ts';
import { europe, type Rollcall, startWorld, type World } from '../../testing/world.ts';

const everybody = { all: true } as const;
const notSms = { not: { eq: { field: 'identities.connection', value: 'sms' } } };

let world: World;
let rollcall: Rollcall;
let people: People;
let admin: Browser;
let editor: Browser;
/** Edits users in Europe. */
let scoped: Browser;
/** Edits users who have no phone to sign in with. */
let phoneless: Browser;
let viewer: Browser;
beforeAll(async () => {
  world = await startWorld();
  people = await peopleIn(world);
  rollcall = await world.rollcall({
    team: [
      { who: 'admin@rollcall.example', grant: { role: 'admin', scope: everybody } },
      { who: 'editor@rollcall.example', grant: { role: 'editor-users', scope: everybody } },
      { who: 'support@rollcall.example', grant: { role: 'editor-users', scope: europe } },
      { who: 'auditor@rollcall.example', grant: { role: 'editor-users', scope: notSms } },
      { who: 'viewer@rollcall.example', grant: { role: 'viewer-users', scope: everybody } },
    ],
  });
  [admin, editor, scoped, phoneless, viewer] = await Promise.all([
    rollcall.signedIn('admin'),
    rollcall.signedIn('editor'),
    rollcall.signedIn('support'),
    rollcall.signedIn('auditor'),
    rollcall.signedIn('viewer'),
  ]);
});
afterEach(() => world.tenant.faults.clear());
afterAll(() => world.close());

/** Links as somebody who has just compared both; with `version`, as somebody who has seen another one. */
async function link(browser: Browser, userId: string, secondary: string, version?: string) {
  const seen = version ?? (await read(admin, secondary)).etag;
  return browser.api('POST', pathOf(userId, '/identities'), {
    body: { user_id: secondary, version: seen },
  });
}

function unlink(browser: Browser, userId: string, provider: string, id: string) {
  const path = `/identities/${provider}/${encodeURIComponent(id)}`;
  return browser.api('DELETE', pathOf(userId, path));
}

/** The identities of a user, by the tenant's own word; empty for a user who is not there. */
async function identitiesOf(userId: string): Promise<string[]> {
  const { status, body } = await people.api('GET', `/users/${encodeURIComponent(userId)}`);
  if (status !== 200) return [];
  return Array.from(Object(body).identities, (identity) => {
    const { provider, user_id: id } = Object(identity);
    return `${provider}|${id}`;
  });
}

async function writesIn(act: () => Promise<unknown>): Promise<string[]> {
  return (await world.asked(act)).filter((line) => !line.startsWith('GET'));
}

const passwordless = (email: string, more: object = {}) =>
  people.make({ connection: 'email', email, password: undefined, ...more });

describe('linkIdentity', () => {
  it('makes one user of two: what the second one was becomes profile data, and the rest is gone', async () => {
    const userId = await people.make({ user_metadata: { kept: true } });
    const second = await passwordless('second@link.example', {
      name: 'Second',
      user_metadata: { lost: true },
    });
    expect((await link(admin, userId, second)).status).toBe(204);
    expect(await identitiesOf(userId)).toEqual([userId, second]);
    expect(await identitiesOf(second)).toEqual([]);
    const { user } = await read(admin, userId);
    expect(user.user_metadata).toEqual({ kept: true });
    expect(user.identities[1]?.profileData).toMatchObject({ email: 'second@link.example', name: 'Second' });
    expect(await newest(admin)).toMatchObject({
      action: 'user.link_identity',
      target: { kind: 'user', id: userId },
      changes: [{ field: `identities.${second}`, before: null, after: 'email' }],
      revertible: false,
    });
  });

  it('tells apart who has the same id in two databases', async () => {
    const userId = await people.make();
    const second = await people.make({
      connection: 'Staff-Directory',
      email: 'staff@link.example',
      username: 'linkstaff',
      password: 'SECRET-Xq-Pass-91',
    });
    expect((await link(admin, userId, second)).status).toBe(204);
    expect(await identitiesOf(userId)).toEqual([userId, second]);
  });

  it('discards nothing that nobody has seen', async () => {
    const [userId, second] = [await people.make(), await passwordless('changed@link.example')];
    const { etag } = await read(admin, second);
    await patch(admin, second, { user_metadata: { new: 1 } });
    const written = await writesIn(async () => {
      expect((await link(admin, userId, second, etag)).body).toMatchObject({ code: 'conflict' });
      expect((await link(admin, userId, second, '*')).body).toMatchObject({ code: 'precondition_required' });
    });
    expect(written).toEqual([]);
  });

  it('is refused for the same user, and for one who is linked already', async () => {
    const [userId, second] = [await people.make(), await passwordless('twice@link.example')];
    expect((await link(admin, userId, userId)).body).toMatchObject({ code: 'refused_by_tenant' });
    const { etag } = await read(admin, second);
    await link(admin, userId, second);
    expect((await link(admin, userId, second, etag)).body).toMatchObject({ code: 'not_found' });
  });

  it('is done when the answer is lost and the identity is there', async () => {
    const [userId, second] = [await people.make(), await passwordless('cut@link.example')];
    const { etag } = await read(admin, second);
    world.tenant.faults.add({ kind: 'cut', when: 'after', method: 'POST', times: 1 });
    expect((await link(admin, userId, second, etag)).status).toBe(204);
    expect(await identitiesOf(userId)).toEqual([userId, second]);
  });
});

describe('who may link', () => {
  it('only with identities:link', async () => {
    const [userId, second] = [await people.make(), await passwordless('viewer@link.example')];
    const written = await writesIn(async () => {
      expect((await link(viewer, userId, second)).body).toMatchObject({ code: 'permission_missing' });
      expect((await unlink(viewer, userId, 'email', 'x')).body).toMatchObject({ code: 'permission_missing' });
      expect((await viewer.api('GET', pathOf(userId, '/duplicates'))).body).toMatchObject({
        code: 'permission_missing',
      });
    });
    expect(written).toEqual([]);
  });

  it('only users whom they may see, both of them, as if the second were not there', async () => {
    const [inside, other] = [await people.make(), await people.make()];
    const outside = await people.make({ app_metadata: { region: 'us' }, email: 'cnry-out@link.example' });
    const { etag } = await read(admin, outside);
    const written = await writesIn(async () => {
      const answers = [
        await link(scoped, inside, outside, etag),
        await link(scoped, inside, 'auth0|nobody-at-all', etag),
      ].map((page) => page.text.replaceAll(/"requestId":"[^"]*"/g, ''));
      expect(answers[0]).toBe(answers[1]);
      expect(answers[0]).toContain('not_found');
      expect((await link(scoped, outside, inside)).body).toMatchObject({ code: 'not_found' });
    });
    expect(written).toEqual([]);
    expect((await link(scoped, inside, other)).status).toBe(204);
  });

  it('only where the user stays one of those whom they may see', async () => {
    const userId = await people.make();
    const { body } = await people.api('POST', '/users', {
      connection: 'sms',
      phone_number: '+4915112345678',
      phone_verified: true,
    });
    const phone = String(Object(body).user_id);
    expect((await link(phoneless, userId, phone)).body).toMatchObject({ code: 'not_found' });
    await link(admin, userId, phone);
    const rest = phone.slice('sms|'.length);
    expect((await unlink(phoneless, userId, 'sms', rest)).body).toMatchObject({ code: 'not_found' });
  });

  it('no account of somebody in the team who may do more, on either side, nor their own away', async () => {
    const userId = await people.make();
    const { user_id: boss } = await one(admin, 'email:"admin@rollcall.example"');
    const { user_id: own } = await one(admin, 'email:"editor@rollcall.example"');
    const written = await writesIn(async () => {
      expect((await link(editor, boss, userId)).body).toMatchObject({ code: 'permission_missing' });
      expect((await link(editor, userId, boss)).body).toMatchObject({ code: 'permission_missing' });
      expect((await link(editor, userId, own)).body).toMatchObject({
        code: 'beyond_own_rights',
        detail: expect.stringContaining('lock you out'),
      });
    });
    expect(written).toEqual([]);
  });
});

describe('unlinkIdentity', () => {
  it('makes an identity a user of its own again, without metadata', async () => {
    const userId = await people.make();
    const second = await passwordless('again@link.example', { app_metadata: { region: 'eu' } });
    await link(admin, userId, second);
    const page = await unlink(admin, userId, 'email', second.slice('email|'.length));
    expect([page.status, page.body]).toEqual([200, { separate: second }]);
    expect(await identitiesOf(userId)).toEqual([userId]);
    const { user } = await read(admin, second);
    expect(user.email).toBe('again@link.example');
    expect(user.app_metadata).toBeUndefined();
    expect(await newest(admin)).toMatchObject({
      action: 'user.unlink_identity',
      changes: [{ field: `identities.${second}`, before: 'email', after: null }],
    });
  });

  it('takes neither the primary identity nor one that is not there', async () => {
    const userId = await people.make();
    const written = await writesIn(async () => {
      const own = userId.slice('auth0|'.length);
      expect((await unlink(admin, userId, 'auth0', own)).body).toMatchObject({ code: 'refused_by_tenant' });
      expect((await unlink(admin, userId, 'github', '1')).body).toMatchObject({ code: 'not_found' });
      for (const id of ['a/b', '%2e%2e']) {
        const { status } = await admin.api(
          'DELETE',
          pathOf(userId, `/identities/github/${encodeURIComponent(id)}`),
        );
        expect(status).toBe(400);
      }
    });
    expect(written).toEqual([]);
  });

  it('makes nobody whom one may not see: without metadata they would be in no region', async () => {
    const userId = await people.make();
    const second = await passwordless('out@link.example');
    await link(admin, userId, second);
    const written = await writesIn(async () => {
      const page = await unlink(scoped, userId, 'email', second.slice('email|'.length));
      expect(page.body).toMatchObject({
        code: 'permission_missing',
        detail: expect.stringContaining('would not be one of them'),
      });
    });
    expect(written).toEqual([]);
  });

  it('makes nobody of whom an invitation into the team with more rights would be taken', async () => {
    const userId = await people.make();
    const second = await passwordless('future.admin@link.example');
    await link(admin, userId, second);
    const grants = [{ role: 'admin', scope: everybody }];
    await admin.api('POST', '/api/team', { body: { email: 'future.admin@link.example', grants } });
    const page = await unlink(editor, userId, 'email', second.slice('email|'.length));
    expect(page.body).toMatchObject({ code: 'permission_missing' });
    expect(await identitiesOf(userId)).toEqual([userId, second]);
  });
});

async function find(browser: Browser, userId: string): Promise<[string, string[]][]> {
  const page = await browser.api('GET', pathOf(userId, '/duplicates'));
  return Array.from(Object(page.body).users, (user) => {
    const { user_id: id, reasons } = Object(user);
    return [id, reasons];
  });
}

describe('findDuplicates', () => {
  const email = 'same.person@dup.example';
  const phone = '+4917012345678';

  it('finds the same address, phone and name with something more, the strongest sign first', async () => {
    const userId = await people.make({ email, name: 'Same Person' });
    const verified = await passwordless(email, { name: 'Other Name' });
    const unverified = await people.make({
      connection: 'Staff-Directory',
      email,
      email_verified: false,
      username: 'sameperson',
      password: 'SECRET-Staff-Pass-1',
    });
    const named = await passwordless('same.person@elsewhere.example', { name: 'Same Person' });
    const justNamed = await passwordless('another@elsewhere.example', { name: 'Same Person' });
    const found = await find(admin, userId);
    expect(found).toEqual([
      [verified, ['verified_email']],
      [unverified, ['email']],
      [named, ['name_and_local_part']],
    ]);
    expect(found.map(([id]) => id)).not.toContain(justNamed);
  });

  it('finds a phone number', async () => {
    const { body } = await people.api('POST', '/users', { connection: 'sms', phone_number: phone });
    const second = await passwordless('phone@dup.example');
    await people.api('PATCH', `/users/${encodeURIComponent(second)}`, { name: 'With Phone' });
    const holder = String(Object(body).user_id);
    const third = await people.api('POST', '/users', {
      connection: 'sms',
      phone_number: '+4917099999999',
      name: 'No One',
    });
    expect(await find(admin, holder)).toEqual([]);
    expect(third.status).toBe(201);
  });

  it('finds nobody whom one may not see, and asks the search for nobody else', async () => {
    const userId = await people.make({ email: 'scoped@dup.example', name: 'Scoped Person' });
    await passwordless('scoped@dup.example', { app_metadata: { region: 'us' }, name: 'Scoped Person' });
    const asked = await world.asked(async () => expect(await find(scoped, userId)).toEqual([]));
    const searches = asked.filter((line) => line.startsWith('GET /api/v2/users?'));
    expect(searches.length).toBeGreaterThan(0);
    for (const search of searches) expect(decodeURIComponent(search)).toContain('app_metadata.region:eu');
    expect(await find(admin, userId)).toHaveLength(1);
  });

  it('looks by nothing that is hidden', async () => {
    const made = await admin.api('POST', '/api/team/roles', {
      body: { title: 'Linker', permissions: ['users:read', 'identities:link'] },
    });
    const mask = ['email', 'phone_number', 'last_ip'];
    const grants = [{ role: Object(made.body).id, scope: everybody, mask }];
    await admin.api('POST', '/api/team', { body: { email: 'nobody@rollcall.example', grants } });
    const linker = await rollcall.signedIn('nobody');
    const userId = await people.make({ email: 'hidden@dup.example', name: 'Hidden Person' });
    await passwordless('hidden@dup.example', { name: 'Hidden Person' });
    const asked = await world.asked(async () => expect(await find(linker, userId)).toEqual([]));
    expect(asked.join('\n')).not.toContain('dup.example');
    expect(await find(admin, userId)).toHaveLength(1);
  });
});
