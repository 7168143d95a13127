import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from '../../testing/browser.ts';
import { bulk, confirm, operationNow, startBulk, until } from '../../testing/operations.ts';
import { type People, peopleIn } from '../../testing/people.ts';
import { from, read, search } from '../../testing/users.ts';
import { type Rollcall, startWorld, type World } from '../../testing/world.ts';

let world: World;
let rollcall: Rollcall;
let people: People;
let admin: Browser;
let editor: Browser;
beforeAll(async () => {
  world = await startWorld();
  people = await peopleIn(world);
  rollcall = await world.rollcall();
  [admin, editor] = [await rollcall.signedIn('admin'), await rollcall.signedIn('editor')];
});
afterEach(() => world.tenant.faults.clear());
afterAll(() => world.close());

/** New users of these attributes. */
const made = (count: number, attributes: Record<string, unknown>) =>
  Promise.all(Array.from({ length: count }, () => people.make(attributes)));

/** Users, of Europe unless it is said otherwise, who have been there before and are not blocked. */
async function some(count: number, region = 'AND app_metadata.region:eu'): Promise<string[]> {
  const { users } = await search(
    admin,
    `${from('Username-Password-Authentication')} ${region} AND NOT blocked:true AND email_verified:true`,
    '&per_page=100&sort=user_id:1',
  );
  // Whoever is in the team is needed to the end.
  const others = users.filter(({ email }) => email?.endsWith('@rollcall.example') !== true);
  const ids = others.slice(0, count).map(({ user_id: userId }) => userId);
  if (ids.length < count) throw new Error('There are not so many users.');
  return ids;
}

/** What of a user the acts that are put back change. */
const telling = (user: { user_metadata?: unknown; email_verified?: unknown; blocked?: unknown }) => [
  user.user_metadata,
  user.email_verified,
  user.blocked ?? false,
];

describe('a bulk operation', () => {
  it('tells what it would come to, does it when that is confirmed, and puts it back', async () => {
    const ids = await some(4);
    const [first = '', second = ''] = ids;
    await admin.api('POST', `/api/users/${encodeURIComponent(first)}/block`);
    const started = await startBulk(admin, { block: true, ids: [...ids, first, 'auth0|nobody'] });
    const ready = await until(admin, started.id, ['ready']);
    expect(ready).toMatchObject({
      title: 'Block users',
      counts: { pending: 3, already: 1, refused: 1 },
      refusals: [{ code: 'not_found', count: 1 }],
      steps: ['confirm', 'cancel'],
    });
    const sample = await admin.api('GET', `/api/operations/${started.id}/sample`);
    expect(Object(sample.body).sample).toHaveLength(3);
    expect(Object(sample.body).sample[0].changes).toEqual([{ field: 'blocked', before: null, after: true }]);
    expect((await read(admin, second)).user.blocked).not.toBe(true);

    expect((await confirm(admin, { ...ready, counts: { ...ready.counts, pending: 4 } })).status).toBe(409);
    expect((await confirm(admin, ready)).status).toBe(200);
    const done = await until(admin, started.id, ['done']);
    expect(done).toMatchObject({ counts: { done: 3, already: 1, refused: 1 }, steps: ['undo'] });
    expect((await read(admin, second)).user.blocked).toBe(true);

    const { body: undoing } = await admin.api('POST', `/api/operations/${started.id}/undo`);
    const undo = await until(admin, Object(undoing).id, ['ready']);
    await confirm(admin, undo);
    expect((await until(admin, undo.id, ['done'])).counts).toMatchObject({ done: 3 });
    expect((await read(admin, second)).user.blocked).not.toBe(true);
    expect((await read(admin, first)).user.blocked).toBe(true);
  });

  it('reaches nobody outside of a scope, and tells nothing of them', async () => {
    const [inside, outside] = await Promise.all([
      some(5),
      made(5, { app_metadata: { region: 'us' }, name: 'Canary Outside' }),
    ]);
    const { id } = await startBulk(editor, { block: true, ids: [...outside, ...inside] });
    const ready = await until(editor, id, ['ready']);
    expect(ready.counts).toMatchObject({ pending: 5, refused: 5 });
    expect(ready.refusals).toEqual([{ code: 'not_found', detail: 'There is no such user.', count: 5 }]);
    await confirm(editor, ready);
    await until(editor, id, ['done']);
    const items = await editor.api('GET', `/api/operations/${id}/items`);
    expect(JSON.stringify(items.body)).not.toContain('Canary');
    for (const userId of outside) expect(Object(await people.of(userId, '')).blocked).not.toBe(true);
    for (const userId of inside) expect(Object(await people.of(userId, '')).blocked).toBe(true);
  });

  it('is done under the rights that its member has when it is done', async () => {
    const ids = await some(3);
    const { id } = await startBulk(editor, { user_metadata: { plan: 'new' }, ids });
    const ready = await until(editor, id, ['ready']);
    const moved = ids[0] ?? '';
    await people.api('PATCH', `/users/${encodeURIComponent(moved)}`, { app_metadata: { region: 'us' } });
    await confirm(editor, ready);
    const done = await until(editor, id, ['done']);
    expect(done.counts).toMatchObject({ done: 2, refused: 1 });
    expect(Object(await people.of(moved, '')).user_metadata).not.toHaveProperty('plan');
  });

  it('finds people by addresses and ids, each once', async () => {
    const [userId = ''] = await made(1, { email: 'listed@people.example' });
    const { id } = await startBulk(admin, {
      block: true,
      entries: ['Listed@people.example', userId, 'gone@people.example', 'no entry'],
    });
    const ready = await until(admin, id, ['ready']);
    expect(ready.counts).toMatchObject({ pending: 1, refused: 3 });
    expect(ready.refusals?.map(({ code }) => code).toSorted()).toEqual([
      'duplicate',
      'invalid_input',
      'not_found',
    ]);
    await admin.api('POST', `/api/operations/${id}/cancel`);
    expect((await operationNow(admin, id)).state).toBe('cancelled');
    expect((await confirm(admin, ready)).status).toBe(409);
  });

  it.each([
    ['metadata', { user_metadata: { a: { b: 1 } }, app_metadata: { c: 2 } }],
    ['verified addresses', { verify_email: true }],
    ['a block with an end', { block_until: { until: new Date(Date.now() + 86_400_000).toISOString() } }],
    ['a deletion later', { delete_later: { days: 7 } }],
  ])('puts back %s', async (_what, act) => {
    const ids = await made(2, { email_verified: false, user_metadata: { a: { kept: 1 } } });
    const before = await Promise.all(ids.map(async (id) => Object(await people.of(id, ''))));
    const { id, counts } = await bulk(admin, { ...act, ids });
    expect(counts).toMatchObject({ done: 2 });
    const { body } = await admin.api('POST', `/api/operations/${id}/undo`);
    const undo = await until(admin, Object(body).id, ['ready']);
    await confirm(admin, undo);
    expect((await until(admin, undo.id, ['done'])).counts).toMatchObject({ done: 2 });
    const after = await Promise.all(ids.map(async (userId) => Object(await people.of(userId, ''))));
    expect(after.map(telling)).toEqual(before.map(telling));
    const [planned] = await Promise.all(
      ids.map((userId) => admin.api('GET', `/api/users/${encodeURIComponent(userId)}/schedules`)),
    );
    expect(
      Object(planned?.body).schedules.filter(({ state }: { state: string }) => state === 'pending'),
    ).toEqual([]);
  });

  it('does each of the other acts', async () => {
    const { body } = await people.api('POST', '/roles', { name: 'Bulk role' });
    const role = String(Object(body).id);
    const { body: organizations } = await people.api('GET', '/organizations');
    const organization = String(Object(organizations)[0].id);
    const ids = await made(2, {});
    const acts = [
      { assign_roles: { roles: [role] } },
      { remove_roles: { roles: [role] } },
      { add_to_organization: { organization_id: organization } },
      { remove_from_organization: { organization_id: organization } },
      { send_verification_email: true },
      { send_password_email: true },
      { create_password_tickets: { ttl_sec: 3600, mark_email_as_verified: false } },
      { revoke_access: true },
      { reset_mfa: true },
      { unblock: true },
      { delete: true },
    ];
    for (const act of acts) {
      if ('unblock' in act) await bulk(admin, { block: true, ids });
      const { id, counts, refusals } = await bulk(admin, { ...act, ids });
      if ('create_password_tickets' in act) {
        const report = await admin.request(`/api/operations/${id}/report`, { headers: { 'x-csrf': '1' } });
        expect(report.text.split('\r\n').filter((line) => line.includes('?ticket='))).toHaveLength(2);
        expect(JSON.stringify((await admin.api('GET', `/api/operations/${id}/items`)).body)).not.toContain(
          '?ticket=',
        );
      }
      expect([Object.keys(act), refusals, counts.done]).toEqual([Object.keys(act), undefined, 2]);
    }
    expect(Object(await people.of(ids[0] ?? '', '')).statusCode).toBe(404);
  });

  it('takes a second person above the number that the team has agreed on', async () => {
    await admin.api('PUT', '/api/team/settings', { body: { reasonRequired: [], approvalAbove: 1 } });
    const ids = await some(2);
    const { id } = await startBulk(editor, { block: true, ids });
    const ready = await until(editor, id, ['ready']);
    expect(ready.needs_approval).toBe(true);
    await confirm(editor, ready);
    const count = 2;
    expect((await operationNow(editor, id)).state).toBe('awaiting_approval');
    const byOneself = await editor.api('POST', `/api/operations/${id}/approve`, { body: { count } });
    expect(byOneself.body).toMatchObject({ code: 'beyond_own_rights' });
    expect((await operationNow(admin, id)).steps).toContain('approve');
    const approved = await admin.api('POST', `/api/operations/${id}/approve`, { body: { count } });
    expect(approved.status).toBe(200);
    expect(await until(editor, id, ['done'])).toMatchObject({ counts: { done: 2 } });
    await admin.api('PUT', '/api/team/settings', { body: { reasonRequired: [], approvalAbove: null } });
  });

  it('is paused, goes on, tries again what failed, and waits for its moment', async () => {
    const ids = await some(30, '');
    const { id } = await startBulk(admin, { block: true, ids });
    const ready = await until(admin, id, ['ready']);
    world.tenant.faults.add({ kind: 'delay', ms: 100, path: '/api/v2/users/*' });
    await confirm(admin, ready);
    const paused = await admin.api('POST', `/api/operations/${id}/pause`);
    expect(paused.body).toMatchObject({ state: 'paused', counts: { sending: 0 } });
    const before = await operationNow(admin, id);
    expect(before.counts.pending).toBeGreaterThan(0);
    world.tenant.faults.clear();
    await admin.api('POST', `/api/operations/${id}/resume`);
    expect((await until(admin, id, ['done'])).counts).toMatchObject({ done: 30 });

    const later = await startBulk(admin, { unblock: true, ids });
    const other = await until(admin, later.id, ['ready']);
    const scheduled = await confirm(admin, other, { run_at: new Date(Date.now() + 1500).toISOString() });
    expect(scheduled.body).toMatchObject({ state: 'scheduled' });
    expect((await until(admin, later.id, ['done'])).counts).toMatchObject({ done: 30 });
  });

  it('is nobody else’s to see or to touch', async () => {
    const { id } = await startBulk(admin, { block: true, ids: await some(1) });
    const viewer = await rollcall.signedIn('viewer');
    for (const browser of [editor, viewer]) {
      expect((await browser.api('GET', `/api/operations/${id}`)).status).toBe(404);
      expect((await browser.api('POST', `/api/operations/${id}/cancel`)).status).toBe(404);
      expect(JSON.stringify((await browser.api('GET', '/api/operations')).body)).not.toContain(id);
    }
    expect((await viewer.api('POST', '/api/bulk', { body: { block: true, ids: ['auth0|a'] } })).status).toBe(
      403,
    );
  });
});
