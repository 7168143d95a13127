import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from '../../testing/browser.ts';
import { from, one, patch, pathOf, read } from '../../testing/users.ts';
import { type Rollcall, startWorld, type World } from '../../testing/world.ts';

let world: World;
let rollcall: Rollcall;
let admin: Browser;
beforeAll(async () => {
  world = await startWorld(300);
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

describe('getUser', () => {
  it('tells the user, the connection that decides, and what the caller may do', async () => {
    const { user } = await read(admin, await databaseUser());
    expect(user).toMatchObject({
      connection: { name: database, strategy: 'auth0', password_policy: { minLength: 8 } },
      permissions: expect.arrayContaining(['users:edit']),
    });
  });

  it('costs one call of the Management API when the connections are known', async () => {
    const userId = await databaseUser();
    await read(admin, userId);
    expect(await world.asked(() => read(admin, userId))).toEqual([
      `GET /api/v2/users/${encodeURIComponent(userId)}`,
    ]);
  });

  it('answers 404 for a user who is not there', async () => {
    expect((await admin.api('GET', pathOf('auth0|nobody'))).body).toMatchObject({
      status: 404,
      code: 'not_found',
    });
  });

  it('has the same ETag until something changes, and another one then', async () => {
    const userId = await databaseUser();
    const [first, second] = [await read(admin, userId), await read(admin, userId)];
    expect(first.etag).toMatch(/^"[\w-]{27}"$/);
    expect(second.etag).toBe(first.etag);
    const page = await patch(admin, userId, { user_metadata: { etag: 'changed' } });
    expect(page.headers.get('etag')).not.toBe(first.etag);
    expect(page.headers.get('etag')).toBe((await read(admin, userId)).etag);
  });

  it('never lets out what its schema does not know', async () => {
    const { user } = await read(admin, await databaseUser());
    world.tenant.faults.add({
      kind: 'status',
      status: 400,
      path: '/api/v2/users/*',
      times: 1,
      body: { message: 'SECRET-upstream about bob@example.com', errorCode: 'SECRET-code' },
    });
    const page = await admin.api('GET', pathOf(user.user_id));
    expect(page.status).toBe(400);
    expect(page.text).not.toContain('SECRET');
    expect(page.text).not.toContain('bob@');
  });
});

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

describe('a change must be based on the present version', () => {
  it('and says 428 when it names none, or any', async () => {
    const path = pathOf(await databaseUser());
    for (const headers of [{}, { 'if-match': '*' }]) {
      const page = await admin.api('PATCH', path, { body: { nickname: 'n' }, headers });
      expect(page.body).toMatchObject({ status: 428, code: 'precondition_required' });
    }
  });

  it('and 412, without writing, when somebody else was quicker', async () => {
    const userId = await databaseUser();
    const { etag } = await read(admin, userId);
    await patch(admin, userId, { nickname: 'quicker' });
    const writes = await written(async () => {
      const late = await admin.api('PATCH', pathOf(userId), {
        body: { nickname: 'late' },
        headers: { 'if-match': etag },
      });
      expect(late.body).toMatchObject({ status: 412, code: 'conflict' });
      const weak = await admin.api('PATCH', pathOf(userId), {
        body: { nickname: 'late' },
        headers: { 'if-match': `W/${(await read(admin, userId)).etag}` },
      });
      expect(weak.status).toBe(412);
    });
    expect(writes).toEqual([]);
  });

  it.each([
    ['POST', '/block', undefined],
    ['POST', '/unblock', undefined],
    ['DELETE', '', undefined],
    ['PUT', '/password', { password: 'Long-enough-1' }],
  ])('where it says one: %s %s', async (method, rest, body) => {
    const writes = await written(async () => {
      const page = await admin.api(method, pathOf(await databaseUser(), rest), {
        ...(body === undefined ? {} : { body }),
        headers: { 'if-match': '"another version"' },
      });
      expect(page.status).toBe(412);
    });
    expect(writes).toEqual([]);
  });

  it('so that of two changes at the same moment exactly one is made', async () => {
    const userId = await databaseUser();
    const { etag } = await read(admin, userId);
    const changes = Array.from({ length: 5 }, (_, index) =>
      admin.api('PATCH', pathOf(userId), {
        body: { user_metadata: { race: index } },
        headers: { 'if-match': etag },
      }),
    );
    const statuses = (await Promise.all(changes)).map(({ status }) => status);
    expect(statuses.toSorted((a, b) => a - b)).toEqual([200, 412, 412, 412, 412]);
  });
});

describe('a team member with a scope', () => {
  it('cannot move a user out of it, and can change the rest', async () => {
    const editor = await rollcall.signedIn('editor');
    const { user_id: userId } = await one(editor, from(database));
    const writes = await written(async () => {
      for (const region of ['us', null]) {
        const page = await patch(editor, userId, { app_metadata: { region } });
        expect(page.body).toMatchObject({ status: 403, code: 'permission_missing' });
      }
    });
    expect(writes).toEqual([]);
    expect((await patch(editor, userId, { app_metadata: { plan: 'free' } })).status).toBe(200);
  });

  it('loses a user at once who was moved out, whatever the search index says', async () => {
    const support = await rollcall.signedIn('support');
    const { user_id: userId } = await one(support, from('github'));
    await patch(admin, userId, { app_metadata: { region: 'us' } });
    expect((await support.api('GET', pathOf(userId))).status).toBe(404);
    expect((await support.api('POST', pathOf(userId, '/block'))).status).toBe(404);
  });
});

describe('blockUser, unblockUser and deleteUser', () => {
  it('block and unblock', async () => {
    const userId = await databaseUser();
    expect((await admin.api('POST', pathOf(userId, '/block'))).body).toMatchObject({ blocked: true });
    expect((await admin.api('POST', pathOf(userId, '/unblock'))).body).toMatchObject({ blocked: false });
  });

  it('take no body', async () => {
    const page = await admin.api('POST', pathOf(await databaseUser(), '/block'), { body: { reason: 'x' } });
    expect(page.body).toMatchObject({ code: 'invalid_input' });
  });

  it('delete for good', async () => {
    const { user_id: userId } = await one(admin, from('sms'));
    const page = await admin.api('DELETE', pathOf(userId));
    expect([page.status, page.text]).toEqual([204, '']);
    expect((await admin.api('GET', pathOf(userId))).status).toBe(404);
    expect((await admin.api('DELETE', pathOf(userId))).status).toBe(404);
  });
});

describe('a write whose answer is lost', () => {
  it('is done when the user shows the change', async () => {
    const userId = await databaseUser();
    world.tenant.faults.add({ kind: 'cut', when: 'after', method: 'PATCH', times: 1 });
    const page = await patch(admin, userId, { user_metadata: { lost: 'and found' }, nickname: 'found' });
    expect(page.body).toMatchObject({ user_metadata: { lost: 'and found' }, nickname: 'found' });
  });

  it('is unknown when the user does not show it, and is not sent again', async () => {
    const userId = await databaseUser();
    const { etag } = await read(admin, userId);
    const writes = await written(async () => {
      world.tenant.faults.add({ kind: 'cut', when: 'before', method: 'PATCH', times: 1 });
      const page = await admin.api('PATCH', pathOf(userId), {
        body: { nickname: 'never' },
        headers: { 'if-match': etag },
      });
      expect(page.body).toMatchObject({ status: 504, code: 'outcome_unknown' });
      await pause(50);
    });
    expect(writes).toHaveLength(1);
  });

  it.each([
    ['POST', '/block', { kind: 'cut', when: 'after' } as const, 200],
    ['POST', '/block', { kind: 'html' } as const, 200],
    ['DELETE', '', { kind: 'cut', when: 'before' } as const, 504],
    ['DELETE', '', { kind: 'status', status: 500 } as const, 504],
  ])('%s %s after %j answers %i, and is sent once', async (method, rest, fault, status) => {
    const userId = await databaseUser(' AND blocked:true');
    const writes = await written(async () => {
      world.tenant.faults.add({ ...fault, times: 1, method: method === 'POST' ? 'PATCH' : method });
      expect((await admin.api(method, pathOf(userId, rest))).status).toBe(status);
      await pause(50);
    });
    expect(writes).toHaveLength(1);
  });

  it('createUser is sent once too', async () => {
    const body = { connection: 'email', email: 'lost@created.example' };
    const writes = await written(async () => {
      world.tenant.faults.add({
        kind: 'status',
        status: 500,
        method: 'POST',
        path: '/api/v2/users',
        times: 1,
      });
      expect((await admin.api('POST', '/api/users', { body })).body).toMatchObject({
        code: 'outcome_unknown',
      });
    });
    expect(writes).toHaveLength(1);
  });
});
