import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from '../../testing/browser.ts';
import { from, one, patch, read } from '../../testing/users.ts';
import { type Rollcall, startWorld, type World } from '../../testing/world.ts';

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

const database = 'Username-Password-Authentication';

async function databaseUser(more = ''): Promise<string> {
  return (await one(admin, `${from(database)}${more}`)).user_id;
}

/** What was written at the tenant while `act` ran. */
async function written(act: () => Promise<unknown>): Promise<string[]> {
  const asked = await world.asked(act);
  return asked.filter((line) => !line.startsWith('GET'));
}

describe('updateUser', () => {
  it('changes root attributes of a database user', async () => {
    const userId = await databaseUser();
    const page = await patch(admin, userId, { name: 'New Name', picture: 'https://example.com/p.png' });
    expect(page.body).toMatchObject({ name: 'New Name', picture: 'https://example.com/p.png' });
    expect((await read(admin, userId)).user.name).toBe('New Name');
  });

  it.each([
    ['google-oauth2', 'name'],
    ['google-oauth2', 'picture'],
    ['Contoso-AD', 'given_name'],
    ['Contoso-AD', 'family_name'],
  ])('refuses a locked field of a %s user (%s), says why, and writes nothing', async (connection, field) => {
    const { user_id: userId } = await one(admin, from(connection));
    const value = field === 'picture' ? 'https://example.com/p.png' : 'Forged';
    const writes = await written(async () => {
      const page = await patch(admin, userId, { [field]: value, user_metadata: { also: 1 } });
      expect(page.body).toMatchObject({
        status: 409,
        code: 'field_locked',
        errors: [{ field, detail: expect.stringContaining(`Set by ${connection} at each sign-in.`) }],
      });
    });
    expect(writes).toEqual([]);
  });

  it('names every locked field of one change', async () => {
    const { user_id: userId } = await one(admin, from('google-oauth2'));
    const page = await patch(admin, userId, { name: 'A', nickname: 'b', family_name: 'C' });
    expect(Object(page.body).errors.map(({ field }: { field: string }) => field)).toEqual([
      'name',
      'nickname',
      'family_name',
    ]);
  });

  it.each(['Acme-SAML', 'github', 'email', 'sms'])('lets a %s user be renamed', async (connection) => {
    const { user_id: userId } = await one(admin, from(connection));
    expect((await patch(admin, userId, { given_name: 'Renamed' })).body).toMatchObject({
      given_name: 'Renamed',
    });
  });

  it('is decided by the primary identity, whatever is linked to it', async () => {
    const { user_id: userId } = await one(
      admin,
      `${from(database)} AND identities.connection:"google-oauth2"`,
    );
    expect((await patch(admin, userId, { name: 'Still Mine' })).body).toMatchObject({ name: 'Still Mine' });
  });

  it('changes what is not locked of a locked user', async () => {
    const { user_id: userId } = await one(admin, from('google-oauth2'));
    const page = await patch(admin, userId, {
      user_metadata: { note: 'kept' },
      app_metadata: { plan: 'pro' },
    });
    expect(page.body).toMatchObject({ user_metadata: { note: 'kept' }, app_metadata: { plan: 'pro' } });
  });

  it('merges metadata at any depth, though Auth0 merges the first level alone', async () => {
    const userId = await databaseUser();
    await patch(admin, userId, { user_metadata: { deep: { a: { x: 1, y: 2 }, b: 3 }, other: 1 } });
    const page = await patch(admin, userId, { user_metadata: { deep: { a: { x: null, z: 4 } } } });
    expect(page.body).toMatchObject({ user_metadata: { deep: { a: { y: 2, z: 4 }, b: 3 }, other: 1 } });
    expect(Object(page.body).user_metadata.deep.a).not.toHaveProperty('x');
  });

  it('never clears metadata by a change that changes nothing', async () => {
    const userId = await databaseUser();
    await patch(admin, userId, { user_metadata: { kept: 1 } });
    const writes = await written(async () => {
      for (const body of [
        { user_metadata: {} },
        { user_metadata: { kept: 1 } },
        { user_metadata: { missing: null } },
      ]) {
        expect((await patch(admin, userId, body)).body).toMatchObject({ user_metadata: { kept: 1 } });
      }
    });
    expect(writes).toEqual([]);
  });

  it('takes the last key of metadata away', async () => {
    const { user_id: userId } = await one(admin, from('email'));
    const { user } = await read(admin, userId);
    const gone = Object.fromEntries(Object.keys(user.app_metadata ?? { a: 1 }).map((key) => [key, null]));
    const page = await patch(admin, userId, { app_metadata: gone });
    expect(Object(page.body).app_metadata ?? {}).toEqual({});
  });

  it('sends what Auth0 refuses together one after the other, and reports it as one', async () => {
    const { user_id: userId } = await one(admin, from('Staff-Directory'));
    const writes = await written(async () => {
      const page = await patch(admin, userId, {
        username: 'fresh.name',
        email: 'fresh@example.com',
        email_verified: true,
        given_name: 'Fresh',
      });
      expect(page.body).toMatchObject({
        username: 'fresh.name',
        email: 'fresh@example.com',
        email_verified: true,
        given_name: 'Fresh',
      });
    });
    expect(writes).toHaveLength(2);
  });

  it('saves nothing when the first of several is refused', async () => {
    const [first, second] = await staffUsers();
    const taken = (await read(admin, second)).user.username;
    const page = await patch(admin, first, { username: taken, email: 'unsaved@example.com' });
    expect(page.body).toMatchObject({ status: 409, code: 'already_exists', errors: [{ field: 'username' }] });
    expect((await read(admin, first)).user.email).not.toBe('unsaved@example.com');
  });

  it('says what was saved and what was not when a later one is refused', async () => {
    const [first, second] = await staffUsers();
    const taken = (await read(admin, second)).user.email;
    const page = await patch(admin, first, { username: 'half.saved', email: taken });
    expect(page.body).toMatchObject({
      status: 409,
      code: 'partly_saved',
      saved: ['username'],
      errors: [{ field: 'email' }],
    });
    expect((await read(admin, first)).user.username).toBe('half.saved');
  });

  it("tells a refusal of the tenant's in Rollcall's words", async () => {
    const { user_id: userId } = await one(admin, from('Acme-SAML'));
    const page = await patch(admin, userId, { email: 'other@example.com' });
    expect(page.body).toMatchObject({ status: 400, code: 'refused_by_tenant', errors: [{ field: 'email' }] });
  });

  it('keeps a new address or number verified where that is asked for, and unverified where not', async () => {
    const userId = await databaseUser(' AND email_verified:true');
    for (const [email, more, verified] of [
      ['asked@example.com', { email_verified: true }, true],
      ['not.asked@example.com', {}, false],
    ] as const) {
      const page = await patch(admin, userId, { email, ...more });
      expect(page.body).toMatchObject({ email, email_verified: verified });
    }
    const { user_id: sms } = await one(admin, from('sms'));
    await patch(admin, sms, { phone_verified: true });
    const page = await patch(admin, sms, { phone_number: '+4930999001', phone_verified: true });
    expect(page.body).toMatchObject({ phone_number: '+4930999001', phone_verified: true });
  });

  it('does not take other capitals of an address for another address', async () => {
    const userId = await databaseUser(' AND email_verified:true');
    const { email = '' } = (await read(admin, userId)).user;
    const writes = await written(async () => {
      const page = await patch(admin, userId, { email: email.toUpperCase() });
      expect(page.body).toMatchObject({ email, email_verified: true });
    });
    expect(writes).toEqual([]);
  });

  it('refuses, before anything is saved, an address that the grant would not cover unverified', async () => {
    const userId = await databaseUser();
    await patch(admin, userId, { email: 'in@covered.example', email_verified: true });
    const scoped = await (
      await world.rollcall({
        team: [
          {
            who: 'editor@rollcall.example',
            grant: {
              role: 'editor-users',
              scope: { eq: { field: 'email.domain', value: 'covered.example' } },
            },
          },
        ],
      })
    ).signedIn('editor');
    const refused = await patch(scoped, userId, { email: 'still@covered.example' });
    expect(refused.body).toMatchObject({ status: 403, code: 'permission_missing' });
    expect((await read(admin, userId)).user.email).toBe('in@covered.example');
    const proved = await patch(scoped, userId, { email: 'still@covered.example', email_verified: true });
    expect(proved.body).toMatchObject({ email: 'still@covered.example', email_verified: true });
  });

  it('tells a member with a scope that a change was refused, and nothing of who is in the way', async () => {
    const editor = await rollcall.signedIn('editor');
    const { user_id: mine } = await one(editor, from(database));
    const { email: taken } = await one(admin, `${from(database)} AND NOT app_metadata.region:"eu"`);
    const page = await patch(editor, mine, { email: taken });
    expect(page.body).toMatchObject({
      status: 400,
      code: 'refused_by_tenant',
      detail: 'The change was refused.',
    });
    expect(page.text).not.toMatch(/errors|already|another user/i);
    expect((await patch(admin, mine, { email: taken })).body).toMatchObject({ code: 'already_exists' });
  });

  it.each([
    ['nothing at all', {}],
    ['a password', { password: 'Long-enough-1' }],
    ['blocked', { blocked: true }],
    ['user_id', { user_id: 'auth0|2' }],
    ['identities', { identities: [] }],
    ['connection', { connection: database }],
    ['a picture that is a script', { picture: 'javascript:alert(1)' }],
    ['verified by a word', { email_verified: 'yes' }],
    ['an address that is none', { email: 'nobody' }],
    ['a key with a dot', { user_metadata: { 'a.b': 1 } }],
    ['a key that Auth0 keeps for itself', { app_metadata: { __tenant: 'x' } }],
  ])('refuses %s', async (_words, body) => {
    const userId = await databaseUser();
    const writes = await written(async () => {
      expect((await patch(admin, userId, body)).body).toMatchObject({ status: 400, code: 'invalid_input' });
    });
    expect(writes).toEqual([]);
  });
});

async function staffUsers(): Promise<[string, string]> {
  const page = await admin.api(
    'GET',
    `/api/users?sort=user_id:1&q=${encodeURIComponent(`${from('Staff-Directory')} AND _exists_:username`)}`,
  );
  const [first, second] = Object(page.body).users.slice(1);
  return [first.user_id, second.user_id];
}
