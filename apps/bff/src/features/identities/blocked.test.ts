import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser } from '../../testing/browser.ts';
import { type People, peopleIn } from '../../testing/people.ts';
import { pathOf, read } from '../../testing/users.ts';
import { startWorld, type World } from '../../testing/world.ts';

let world: World;
let people: People;
let admin: Browser;
/** Links users, and may not block them. */
let linker: Browser;
beforeAll(async () => {
  world = await startWorld();
  people = await peopleIn(world);
  const rollcall = await world.rollcall();
  admin = await rollcall.signedIn('admin');
  const role = await admin.api('POST', '/api/team/roles', {
    body: { title: 'Links', permissions: ['users:read', 'identities:link'] },
  });
  const grants = [{ role: Object(role.body).id, scope: { all: true } }];
  await admin.api('POST', '/api/team', { body: { email: 'nobody@rollcall.example', grants } });
  linker = await rollcall.signedIn('nobody');
});
afterAll(() => world.close());

async function link(browser: Browser, userId: string, secondary: string) {
  const { etag } = await read(admin, secondary);
  return browser.api('POST', pathOf(userId, '/identities'), { body: { user_id: secondary, version: etag } });
}

it('lets nobody out of a block by linking and unlinking who may not unblock them', async () => {
  const passwordless = (email: string) => people.make({ connection: 'email', email, password: undefined });
  const userId = await people.make();
  const [blocked, linked] = [await passwordless('b@block.example'), await passwordless('l@block.example')];
  await link(admin, userId, linked);
  const unlink = (browser: Browser) =>
    browser.api('DELETE', pathOf(userId, `/identities/email/${linked.slice('email|'.length)}`));
  const block = (id: string) => people.api('PATCH', `/users/${encodeURIComponent(id)}`, { blocked: true });
  const refused = { code: 'permission_missing', missing: ['users:block'] };

  await block(blocked);
  expect((await link(linker, userId, blocked)).body).toMatchObject(refused);
  await block(userId);
  expect((await unlink(linker)).body).toMatchObject(refused);
  // Where both are blocked, nobody gets out.
  expect((await link(linker, userId, blocked)).status).toBe(204);
  expect((await unlink(admin)).status).toBe(200);
});
