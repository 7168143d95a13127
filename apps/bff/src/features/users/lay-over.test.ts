import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Browser } from '../../testing/browser.ts';
import { from, one, patch, pathOf, search } from '../../testing/users.ts';
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
      { who: 'editor@rollcall.example', grant: { role: 'editor-users', scope: europe, mask: ['email'] } },
    ],
  });
  [admin, editor] = await Promise.all([rollcall.signedIn('admin'), rollcall.signedIn('editor')]);
});
afterAll(() => world.close());
beforeEach(() => lag(600_000));

/** How long searches do not know of what is written from now on. */
async function lag(ms: number): Promise<void> {
  const answer = await fetch(`${world.tenant.url}/__tenant/index-delay`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ms }),
  });
  expect(answer.status).toBe(204);
}

let made = 0;
async function create(browser: Browser, more: object = {}): Promise<string> {
  const email = `laid-${(made += 1)}@over.example`;
  const body = { connection: 'email', email, email_verified: true, app_metadata: { region: 'eu' }, ...more };
  const answer = await browser.api('POST', '/api/users', { body });
  expect(answer.status).toBe(201);
  return String(Object(answer.body).user_id);
}

/** How a list shows a user: marked, unmarked, or not at all. */
async function shown(browser: Browser, userId: string, q: string, more = ''): Promise<string | undefined> {
  const { users } = await search(browser, q, more);
  const user = users.find(({ user_id }) => user_id === userId);
  return user === undefined ? undefined : (user.pending ?? 'as found');
}

/** A user of whom the search knows all, and of whom nothing is kept any more. */
async function known(): Promise<string> {
  await lag(0);
  const userId = await create(admin);
  await search(admin, '');
  await lag(600_000);
  return userId;
}

describe('a list', () => {
  it('has who was created at once, first and counted, for whoever did it alone', async () => {
    const before = await search(admin, 'email:*over.example', '&per_page=1');
    const userId = await create(admin);
    const [after, next, theirs] = await Promise.all([
      search(admin, 'email:*over.example', '&per_page=1'),
      search(admin, 'email:*over.example', '&per_page=1&page=1'),
      search(editor, `(user_id:"${userId}") AND NOT blocked:true`),
    ]);
    expect(after.users[0]).toMatchObject({ user_id: userId, pending: 'created' });
    expect([after.total, next.total, theirs.total]).toEqual([before.total + 1, before.total + 1, 0]);
    expect(await shown(admin, userId, 'email:*over.example', '&page=1')).toBeUndefined();
    expect(await shown(admin, userId, 'blocked:true')).toBeUndefined();
    await patch(admin, userId, { given_name: 'Newly' });
    expect(await shown(admin, userId, 'given_name:Newly')).toBe('created');
  });

  it('shows who was changed as they are now, and keeps who does not match any more', async () => {
    const userId = await known();
    await patch(admin, userId, { given_name: 'Quite-Another' });
    const page = await search(admin, `user_id:"${userId}" OR blocked:nobody`);
    expect(page.users).toMatchObject([{ given_name: 'Quite-Another', pending: 'changed' }]);
    await admin.api('POST', pathOf(userId, '/block'));
    expect(await shown(admin, userId, `(user_id:"${userId}") AND NOT blocked:true`)).toBe(
      'no_longer_matches',
    );
    const found = await search(admin, `(user_id:"${userId}") AND blocked:true`);
    expect(found).toMatchObject({ total: 1, users: [{ blocked: true, pending: 'changed' }] });
    expect(await shown(editor, userId, `(user_id:"${userId}") AND NOT blocked:true`)).toBe('as found');
  });

  it('is without who was deleted', async () => {
    const userId = await known();
    const q = `(user_id:"${userId}") OR blocked:nobody`;
    expect(await search(admin, q)).toMatchObject({ total: 1 });
    expect((await admin.api('DELETE', pathOf(userId))).status).toBe(204);
    expect(await search(admin, q)).toMatchObject({ total: 0, users: [] });
  });

  it('is without who was moved out of sight, and never shows what is hidden', async () => {
    const userId = await known();
    const q = `(user_id:"${userId}") OR blocked:nobody`;
    await patch(editor, userId, { given_name: 'Seen' });
    expect(await shown(editor, userId, q)).toBe('changed');
    await patch(admin, userId, { app_metadata: { region: 'us' } });
    expect(await search(editor, q)).toMatchObject({ total: 0, users: [] });

    const hidden = await known();
    await patch(editor, hidden, { given_name: 'Masked' });
    const page = await editor.api('GET', '/api/users?q=given_name%3AMasked');
    expect(page.text).toContain('"pending":"changed"');
    expect(page.text).not.toContain('over.example');
    // Nor does it find them by what is hidden.
    const words = await editor.api('GET', `/api/users?q=laid-${made}`);
    expect(words.body).toMatchObject({ total: 0, users: [] });
  });

  it('forgets what the search knows by now', async () => {
    await lag(0);
    const { user_id: userId } = await one(admin, `${from('email')} AND app_metadata.region:"us"`);
    await patch(admin, userId, { given_name: 'Known' });
    const readAgain = `GET /api/v2/users/${encodeURIComponent(userId)}`;
    expect(await world.asked(() => shown(admin, userId, 'given_name:Known'))).toContain(readAgain);
    const asked = await world.asked(async () => {
      expect(await shown(admin, userId, 'given_name:Known')).toBe('as found');
    });
    expect(asked).not.toContain(readAgain);
  });

  it('is shown as the search has it where what was written cannot be read', async () => {
    await lag(0);
    await create(admin);
    world.tenant.faults.add({ kind: 'status', status: 400, method: 'GET', path: '/api/v2/users/*' });
    expect((await search(admin, 'email:*over.example')).total).toBeGreaterThan(0);
    world.tenant.faults.clear();
  });
});
