import { Note } from '@rollcall/shared/contract/notes.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { events } from '../../testing/audit.ts';
import type { Browser } from '../../testing/browser.ts';
import { one, pathOf } from '../../testing/users.ts';
import { m2m, type Rollcall, startWorld, type World } from '../../testing/world.ts';

let world: World;
let rollcall: Rollcall;
let admin: Browser;
let editor: Browser;
let userId: string;
beforeAll(async () => {
  world = await startWorld();
  rollcall = await world.rollcall();
  [admin, editor] = await Promise.all([rollcall.signedIn('admin'), rollcall.signedIn('editor')]);
  ({ user_id: userId } = await one(admin, 'app_metadata.region:"eu" AND user_id:auth0*'));
});
afterAll(() => world.close());

function write(browser: Browser, text: string, id = userId) {
  return browser.api('POST', pathOf(id, '/notes'), { body: { text } });
}

async function notesOf(browser: Browser, id = userId): Promise<Note[]> {
  const { body } = await browser.api('GET', pathOf(id, '/notes'));
  return Note.array().parse(Object(body).notes);
}

const noteAt = (id: string) => pathOf(userId, `/notes/${id}`);

describe('notes about a user', () => {
  it('are kept with their author and time, newest first, and never reach the tenant', async () => {
    const asked = await world.asked(async () => {
      expect((await write(editor, '  Called about a refund.  ')).status).toBe(201);
      expect((await write(admin, 'Refunded.')).status).toBe(201);
    });
    expect(asked.every((line) => line === `GET /api/v2/users/${encodeURIComponent(userId)}`)).toBe(true);
    const notes = await notesOf(editor);
    expect(notes.map(({ text, is_own, is_deletable }) => ({ text, is_own, is_deletable }))).toEqual([
      { text: 'Refunded.', is_own: false, is_deletable: false },
      { text: 'Called about a refund.', is_own: true, is_deletable: true },
    ]);
    expect(notes[1]?.author.name).toBe('Edgar Okafor');
  });

  it('are changed by their author alone, and deleted by whoever manages the team too', async () => {
    const { id } = Note.parse((await write(editor, 'First')).body);
    expect((await admin.api('PATCH', noteAt(id), { body: { text: 'Mine now' } })).body).toMatchObject({
      status: 403,
      code: 'permission_missing',
    });
    const changed = await editor.api('PATCH', noteAt(id), { body: { text: 'Second' } });
    expect(changed.body).toMatchObject({ text: 'Second', edited_at: expect.any(String) });
    const { id: foreign } = Note.parse((await write(admin, 'Of the Admin')).body);
    expect((await editor.api('DELETE', noteAt(foreign))).status).toBe(403);
    expect((await admin.api('DELETE', noteAt(id))).status).toBe(204);
    expect((await notesOf(admin)).map(({ id: left }) => left)).not.toContain(id);
    expect((await admin.api('DELETE', noteAt(id))).status).toBe(404);
  });

  it('are told in the trail without a word of their text', async () => {
    const { id } = Note.parse((await write(admin, 'SECRET-said-in-confidence')).body);
    await admin.api('DELETE', noteAt(id));
    const page = await admin.api('GET', pathOf(userId, '/audit'));
    expect(page.text).not.toContain('SECRET-said');
    expect(rollcall.log()).not.toContain('SECRET-said');
    const told = await events(admin, { limit: '2' });
    expect(told.map(({ action, changes }) => ({ action, changes }))).toEqual([
      { action: 'user.note_delete', changes: [{ field: 'note', before: id, after: null }] },
      { action: 'user.note_add', changes: [{ field: 'note', before: null, after: id }] },
    ]);
  });

  it('are read with users:read and written with notes:write only', async () => {
    const viewer = await rollcall.signedIn('viewer');
    expect((await notesOf(viewer)).length).toBeGreaterThan(0);
    expect((await write(viewer, 'Me too')).body).toMatchObject({
      code: 'permission_missing',
      missing: ['notes:write'],
    });
  });

  it('are about users in scope alone', async () => {
    const { user_id: outside } = await one(admin, 'app_metadata.region:"us"');
    await write(admin, 'Not for you', outside);
    expect((await editor.api('GET', pathOf(outside, '/notes'))).status).toBe(404);
    expect((await write(editor, 'Hello', outside)).status).toBe(404);
  });

  it('of one user are not reached through another', async () => {
    const { id } = Note.parse((await write(admin, 'Here')).body);
    const { user_id: other } = await one(admin, 'app_metadata.region:"us"');
    expect((await admin.api('DELETE', pathOf(other, `/notes/${id}`))).status).toBe(404);
    expect((await notesOf(admin)).map(({ id: kept }) => kept)).toContain(id);
  });

  it.each([
    ['empty', '   '],
    ['too long', 'x'.repeat(4001)],
  ])('refuses one that is %s', async (_what, text) => {
    expect((await write(admin, text)).body).toMatchObject({ status: 400, code: 'invalid_input' });
  });

  it('go with the user who is deleted here', async () => {
    const id = await account();
    await write(admin, 'About to go', id);
    expect((await admin.api('DELETE', pathOf(id))).status).toBe(204);
    expect(await account()).toBe(id);
    expect(await notesOf(admin, id)).toEqual([]);
  });

  it('stay with an account that is linked to another user, and go with both', async () => {
    const [id, second] = [await account(), await another()];
    await write(admin, 'About the first', id);
    const { id: noteId } = Note.parse((await write(admin, 'About the second', second)).body);
    await link(id, second);
    expect(await notesOf(admin, id)).toMatchObject([
      { text: 'About the second', is_of_earlier_account: false },
      { text: 'About the first' },
    ]);
    const changed = await admin.api('PATCH', pathOf(id, `/notes/${noteId}`), { body: { text: 'Changed' } });
    expect(changed.status).toBe(200);
    await tenant('DELETE', `/users/${encodeURIComponent(id)}/identities/auth0/another`);
    expect(await notesOf(admin, second)).toMatchObject([{ text: 'Changed' }]);
    expect(await notesOf(admin, id)).toMatchObject([{ text: 'About the first' }]);
    await link(id, second);
    expect((await admin.api('DELETE', pathOf(id))).status).toBe(204);
    expect(await notesOf(admin, await another())).toEqual([]);
  });

  it('say that they are about an earlier account where the user was deleted elsewhere', async () => {
    const id = await account();
    await write(admin, 'About the one before', id);
    await tenant('DELETE', `/users/${encodeURIComponent(id)}`);
    expect((await admin.api('GET', pathOf(id, '/notes'))).status).toBe(404);
    await account();
    expect(await notesOf(admin, id)).toMatchObject([{ is_of_earlier_account: true }]);
    await write(admin, 'About this one', id);
    expect((await notesOf(admin, id))[0]?.is_of_earlier_account).toBe(false);
  });
});

/** Makes a user an identity of another one, past Rollcall. */
async function link(id: string, second: string): Promise<void> {
  const [provider, user_id] = second.split('|');
  const linked = await tenant('POST', `/users/${encodeURIComponent(id)}/identities`, { provider, user_id });
  expect(linked.status).toBe(201);
}

/** Makes a second account, always with the same user_id. */
async function another(): Promise<string> {
  const made = await tenant('POST', '/users', {
    connection: 'Username-Password-Authentication',
    user_id: 'another',
    email: 'another@notes.example',
    password: 'SECRET-Some-Password-2',
  });
  return String(Object(await made.json()).user_id);
}

/** Makes the same account anew, with the same user_id; an old one is gone by then. */
async function account(): Promise<string> {
  await tenant('DELETE', '/users/auth0%7Cnoted');
  const made = await tenant('POST', '/users', {
    connection: 'Username-Password-Authentication',
    user_id: 'noted',
    email: 'noted@notes.example',
    password: 'SECRET-Some-Password-1',
  });
  return String(Object(await made.json()).user_id);
}

/** A call of the Management API past Rollcall. */
async function tenant(method: string, path: string, body?: unknown): Promise<Response> {
  const { url } = world.tenant;
  const token = await fetch(`${url}/oauth/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      grant_type: 'client_credentials',
      audience: `${url}/api/v2/`,
      client_id: m2m.everything.m2mClientId,
      client_secret: m2m.everything.m2mClientSecret,
    }),
  });
  const headers = {
    authorization: `Bearer ${String(Object(await token.json()).access_token)}`,
    'content-type': 'application/json',
  };
  return fetch(`${url}/api/v2${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}
