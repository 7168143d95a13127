import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from '../../testing/browser.ts';
import { from, one, patch, pathOf, read } from '../../testing/users.ts';
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
