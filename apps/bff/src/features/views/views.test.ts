import { View } from '@rollcall/shared/contract/views.ts';
import { defaultListState, type ListState } from '@rollcall/shared/user/list-state.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { events } from '../../testing/audit.ts';
import type { Browser } from '../../testing/browser.ts';
import { europe, type Rollcall, startWorld, type World } from '../../testing/world.ts';

let world: World;
let rollcall: Rollcall;
let admin: Browser;
let editor: Browser;
let viewer: Browser;
beforeAll(async () => {
  world = await startWorld();
  rollcall = await world.rollcall({
    team: [
      { who: 'admin@rollcall.example', grant: { role: 'admin', scope: { all: true } } },
      { who: 'editor@rollcall.example', grant: { role: 'editor-users', scope: europe } },
      { who: 'viewer@rollcall.example', grant: { role: 'viewer-users', scope: { all: true } } },
      {
        who: 'support@rollcall.example',
        grant: { role: 'support', scope: { all: true }, mask: ['email', 'app_metadata.plan'] },
      },
    ],
  });
  [admin, editor, viewer] = await Promise.all([
    rollcall.signedIn('admin'),
    rollcall.signedIn('editor'),
    rollcall.signedIn('viewer'),
  ]);
});
afterAll(() => world.close());

let made = 0;
async function save(
  browser: Browser,
  state: Partial<ListState> = {},
  fields: { name?: string; is_shared?: boolean } = {},
): Promise<View> {
  const name = `View ${(made += 1)}`;
  const body = { name, state: { ...defaultListState, ...state }, ...fields };
  const answer = await browser.api('POST', '/api/views', { body });
  expect(answer.status).toBe(201);
  return View.parse(answer.body);
}

async function viewsOf(browser: Browser): Promise<View[]> {
  const { body } = await browser.api('GET', '/api/views');
  return View.array().parse(Object(body).views);
}

async function idsOf(browser: Browser): Promise<string[]> {
  return (await viewsOf(browser)).map(({ id }) => id);
}

async function defaultOf(browser: Browser): Promise<string | undefined> {
  return (await viewsOf(browser)).find((view) => view.is_default)?.id;
}

describe('views', () => {
  it('keep the whole state of a list, and ask the tenant nothing', async () => {
    const state = {
      q: 'blocked:true',
      sort: 'last_login:1',
      columns: 'user_id,name',
      per_page: 100,
    } as const;
    const asked = await world.asked(async () => {
      const view = await save(editor, state, { name: '  Blocked <b>now</b>  ' });
      expect(view).toMatchObject({ name: 'Blocked <b>now</b>', is_own: true, is_changeable: true });
      expect((await viewsOf(editor)).find(({ id }) => id === view.id)?.state).toEqual({
        ...defaultListState,
        ...state,
      });
    });
    expect(asked).toEqual([]);
  });

  it('are their maker’s alone until they are shared', async () => {
    const view = await save(editor);
    const path = `/api/views/${view.id}`;
    expect(await idsOf(admin)).not.toContain(view.id);
    expect((await admin.api('PATCH', path, { body: { name: 'Mine' } })).status).toBe(404);
    expect((await admin.api('DELETE', path)).status).toBe(404);
    expect((await admin.api('PUT', '/api/views/default', { body: { view_id: view.id } })).status).toBe(404);

    expect((await editor.api('PATCH', path, { body: { is_shared: true } })).status).toBe(200);
    expect((await viewsOf(viewer)).find(({ id }) => id === view.id)).toMatchObject({
      is_shared: true,
      is_own: false,
      is_changeable: false,
      maker: 'Edgar Okafor',
    });
    expect((await editor.api('PATCH', path, { body: { is_shared: false } })).status).toBe(200);
    expect(await idsOf(viewer)).not.toContain(view.id);
  });

  it('that are shared are changed by their maker, and by whoever manages the team', async () => {
    const { id } = await save(editor, {}, { is_shared: true });
    const path = `/api/views/${id}`;
    for (const [method, body] of [
      ['PATCH', { name: 'Taken over' }],
      ['DELETE', undefined],
    ] as const) {
      expect((await viewer.api(method, path, { body })).body).toMatchObject({
        status: 403,
        code: 'permission_missing',
        missing: ['team:manage'],
      });
    }
    expect((await admin.api('PATCH', path, { body: { name: 'Put right' } })).body).toMatchObject({
      name: 'Put right',
      maker: 'Edgar Okafor',
    });
    expect((await admin.api('DELETE', path)).status).toBe(204);
    expect(await idsOf(editor)).not.toContain(id);
  });

  it('have names that nobody has twice', async () => {
    const { name } = await save(editor, {}, { name: 'Weekly check' });
    const second = await save(editor);
    const refused = { status: 409, code: 'already_exists', errors: [{ field: 'name' }] };
    const body = { name: name.toUpperCase(), state: defaultListState };
    expect((await editor.api('POST', '/api/views', { body })).body).toMatchObject(refused);
    const renamed = await editor.api('PATCH', `/api/views/${second.id}`, { body: { name } });
    expect(renamed.body).toMatchObject(refused);
    await save(viewer, {}, { name });
  });

  it.each([
    ['no name', { name: '   ' }],
    ['a name of 61 characters', { name: 'x'.repeat(61) }],
    ['a name of two lines', { name: 'one\ntwo' }],
    ['a search that cannot be stored', { state: { ...defaultListState, q: 'a\u0000b' } }],
    ['a state with more in it', { state: { ...defaultListState, users: [] } }],
  ])('refuse %s', async (_what, wrong) => {
    const body = { name: 'Fine', state: defaultListState, ...wrong };
    expect((await editor.api('POST', '/api/views', { body })).body).toMatchObject({
      status: 400,
      code: 'invalid_input',
    });
  });

  it('are a hundred for each at most', async () => {
    const before = (await viewsOf(viewer)).filter(({ is_own }) => is_own).length;
    for (let nth = before; nth < 100; nth += 1) await save(viewer);
    const body = { name: 'One more', state: defaultListState };
    const refused = await viewer.api('POST', '/api/views', { body });
    expect(refused.body).toMatchObject({ status: 400, detail: expect.stringContaining('100 views') });
  });

  it('are what a list begins with, for each their own', async () => {
    const { id } = await save(editor, {}, { is_shared: true });
    for (const browser of [admin, editor])
      expect((await browser.api('PUT', '/api/views/default', { body: { view_id: id } })).status).toBe(204);
    expect([await defaultOf(admin), await defaultOf(editor), await defaultOf(viewer)]).toEqual([
      id,
      id,
      undefined,
    ]);
    await admin.api('PUT', '/api/views/default', { body: { view_id: null } });
    expect([await defaultOf(admin), await defaultOf(editor)]).toEqual([undefined, id]);
    await editor.api('DELETE', `/api/views/${id}`);
    expect(await defaultOf(editor)).toBeUndefined();
  });

  it.each([
    ['an address', { q: 'ada@secret.example' }],
    ['words, which may be one', { q: 'ada secret' }],
    ['a hidden field', { q: 'app_metadata.plan:"pro"' }],
    ['a word without a field', { q: '(ada) OR blocked:true' }],
    ['what cannot be read', { q: 'email:(' }],
    ['the order of a hidden field', { sort: 'email:1' }],
  ])('are not there for whom they ask about what is hidden: %s', async (_what, state) => {
    const masked = await rollcall.signedIn('support');
    const { id } = await save(admin, state, { is_shared: true });
    const { id: harmless } = await save(admin, { q: 'blocked:true' }, { is_shared: true });
    const page = await masked.api('GET', '/api/views');
    expect(page.text).not.toContain('secret');
    const ids = await idsOf(masked);
    expect([ids.includes(id), ids.includes(harmless)]).toEqual([false, true]);
    expect((await masked.api('PUT', '/api/views/default', { body: { view_id: id } })).status).toBe(404);
    expect((await masked.api('DELETE', `/api/views/${id}`)).status).toBe(404);
    for (const view of [id, harmless]) await admin.api('DELETE', `/api/views/${view}`);
  });

  it('of somebody else stay theirs while one looks through their eyes', async () => {
    const own = await save(editor);
    const shared = await save(editor, {}, { is_shared: true });
    const { members } = Object((await admin.api('GET', '/api/team')).body);
    const them = [...members].find(({ email }) => email === 'editor@rollcall.example');
    expect((await admin.api('POST', `/api/team/${them.id}/view-as`)).status).toBeLessThan(300);
    const ids = await idsOf(admin);
    expect([ids.includes(own.id), ids.includes(shared.id)]).toEqual([false, true]);
    await admin.api('DELETE', '/api/view-as');
  });

  it('are told in the trail without what they search for', async () => {
    const { id } = await save(editor, { q: 'email:"SECRET-somebody@example.com"' }, { name: 'SECRET-name' });
    const state = { ...defaultListState, q: 'SECRET-else' };
    await editor.api('PATCH', `/api/views/${id}`, { body: { state } });
    await editor.api('PATCH', `/api/views/${id}`, { body: { name: 'Open name', is_shared: true } });
    const told = await events(admin, { limit: '3' });
    expect(JSON.stringify(told)).not.toContain('SECRET');
    expect(told.map(({ action, target, changes }) => ({ action, name: target?.name, changes }))).toEqual([
      {
        action: 'view.update',
        name: 'Open name',
        changes: [
          { field: 'name', before: null, after: 'Open name' },
          { field: 'is_shared', before: false, after: true },
        ],
      },
      { action: 'view.update', name: undefined, changes: [{ field: 'state', before: null, after: ['q'] }] },
      {
        action: 'view.create',
        name: undefined,
        changes: [{ field: 'is_shared', before: null, after: false }],
      },
    ]);
    expect(rollcall.log()).not.toContain('SECRET');
  });

  it('go with their maker, but for those that they shared', async () => {
    await save(editor);
    const shared = await save(editor, {}, { is_shared: true });
    const { members } = Object((await admin.api('GET', '/api/team')).body);
    const them = [...members].find(({ email }) => email === 'editor@rollcall.example');
    expect((await admin.api('DELETE', `/api/team/${them.id}`)).status).toBe(204);
    const left = (await viewsOf(admin)).find(({ id }) => id === shared.id);
    expect(left).toMatchObject({ is_shared: true, is_changeable: true });
    expect(left?.maker).toBeUndefined();
    const path = `/api/views/${shared.id}`;
    expect((await admin.api('PATCH', path, { body: { is_shared: false } })).status).toBe(400);
    expect((await admin.api('PATCH', path, { body: { name: 'Ours' } })).status).toBe(200);
    expect((await admin.api('DELETE', path)).status).toBe(204);
  });
});
