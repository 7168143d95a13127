import { AuditList } from '@rollcall/shared/contract/audit.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { events, newest } from '../../testing/audit.ts';
import type { Browser } from '../../testing/browser.ts';
import { from, one, patch, pathOf } from '../../testing/users.ts';
import { europe, type Rollcall, startWorld, type World } from '../../testing/world.ts';

const everybody = { all: true } as const;
const mask = ['phone_number', 'email', 'app_metadata.salary'];

let world: World;
let rollcall: Rollcall;
let admin: Browser;
/** Reads the trail of users in Europe. */
let scoped: Browser;
/** Reads all of the trail, without what is masked. */
let masked: Browser;
let inside: string;
let outside: string;
beforeAll(async () => {
  world = await startWorld();
  rollcall = await world.rollcall({
    team: [
      { who: 'admin@rollcall.example', grant: { role: 'admin', scope: everybody } },
      { who: 'auditor@rollcall.example', grant: { role: 'auditor', scope: europe } },
      { who: 'auditor@rollcall.example', grant: { role: 'support', scope: europe } },
      { who: 'viewer@rollcall.example', grant: { role: 'auditor', scope: everybody, mask } },
      { who: 'support@rollcall.example', grant: { role: 'support', scope: europe } },
    ],
  });
  [admin, scoped, masked] = await Promise.all([
    rollcall.signedIn('admin'),
    rollcall.signedIn('auditor'),
    rollcall.signedIn('viewer'),
  ]);
  const database = from('Username-Password-Authentication');
  inside = (await one(admin, `${database} AND app_metadata.region:eu`)).user_id;
  outside = (await one(admin, `${database} AND app_metadata.region:us`)).user_id;
});
afterAll(() => world.close());

describe('who may read the trail over certain users only', () => {
  it('sees what was done to those users, and to nobody else', async () => {
    await patch(admin, inside, { name: 'Seen By All' });
    await patch(admin, outside, { name: 'CNRY-name', user_metadata: { note: 'CNRY-note' } });
    const page = await scoped.api('GET', '/api/audit?limit=100');
    expect(page.text).toContain('Seen By All');
    expect(page.text).not.toContain('CNRY');
    expect(page.text).not.toContain(outside);
    for (const target of ['CNRY-name', outside]) expect(await events(scoped, { target })).toEqual([]);
    expect((await scoped.api('GET', pathOf(outside, '/audit'))).body).toMatchObject({ code: 'not_found' });
  });

  it('sees their own acts, also on what is not there for them, and no sign-in of others', async () => {
    await scoped.api('GET', pathOf(outside));
    await rollcall.signedIn('support');
    const seen = await events(scoped, { limit: '100' });
    expect(seen.find(({ action }) => action === 'read')).toMatchObject({
      outcome: 'denied',
      target: { kind: 'user', id: outside },
    });
    const own = seen.filter(({ action }) => action === 'session.sign_in');
    expect(new Set(own.map(({ actor }) => actor?.id)).size).toBe(1);
    expect(seen.every(({ action }) => !action.startsWith('team') && !action.startsWith('settings'))).toBe(
      true,
    );
  });

  it('loses the events of a user who leaves the scope, and their own act tells no more than they gave', async () => {
    const moved = (await one(admin, `${from('github')} AND app_metadata.region:eu`)).user_id;
    await patch(admin, moved, { name: 'CNRY-moved' });
    await scoped.api('POST', pathOf(moved, '/block'));
    expect((await events(scoped, { target: moved })).map(({ action }) => action)).toContain('user.update');
    await patch(admin, moved, { app_metadata: { region: 'us' } });
    expect(await events(scoped, { target: moved })).toEqual([
      expect.objectContaining({
        action: 'user.block',
        target: { kind: 'user', id: moved },
        changes: [],
        revertible: false,
      }),
    ]);
    expect((await scoped.api('GET', '/api/audit?limit=100')).text).not.toContain('CNRY');
    const act = await newest(scoped, { target: moved });
    expect((await scoped.api('POST', `/api/audit/${act.id}/revert`)).status).toBe(409);
  });

  it('cannot tell an event of others from one that does not exist', async () => {
    await patch(admin, outside, { nickname: 'other' });
    const event = await newest(admin);
    const pages = await Promise.all(
      [event.id, 999_999].map((id) => scoped.api('POST', `/api/audit/${id}/revert`)),
    );
    const [there, nowhere] = pages.map(({ body }) => ({ ...Object(body), requestId: '' }));
    expect(there).toEqual(nowhere);
    expect(there.code).toBe('not_found');
  });

  it('pages through what they see without a gap', async () => {
    for (const [index, userId] of [inside, outside, outside, inside, outside].entries()) {
      await patch(admin, userId, { nickname: `paged ${index}` });
    }
    const all = await events(scoped, { limit: '100' });
    const paged: number[] = [];
    let before: number | undefined;
    do {
      const more = before === undefined ? '' : `&before=${before}`;
      const list = AuditList.parse((await scoped.api('GET', `/api/audit?limit=2${more}`)).body);
      paged.push(...list.events.map(({ id }) => id));
      before = list.next;
    } while (before !== undefined);
    expect(paged).toEqual(all.map(({ id }) => id));
  });

  it('exports what they see and no more', async () => {
    const page = await scoped.api('POST', '/api/audit/export', { body: { format: 'ndjson' } });
    const { text, complete } = Object(page.body);
    expect(complete).toBe(true);
    expect(text).toContain('Seen By All');
    expect(text).not.toContain('CNRY');
  });
});

describe('who may not see some fields', () => {
  it('reads the whole trail without their values, and without names that give them away', async () => {
    await patch(admin, outside, { name: 'secret@corp.example' });
    await patch(admin, outside, {
      email: 'SECRET-2@corp.example',
      nickname: 'plain',
      app_metadata: { salary: { base: 4_711 }, team: 'red' },
    });
    const [event] = await events(masked, { target: outside });
    expect(event).toMatchObject({ action: 'user.update', revertible: false });
    expect(event?.changes.map(({ field }) => field).toSorted()).toEqual(['app_metadata.team', 'nickname']);
    expect(event?.target).toEqual({ kind: 'user', id: outside });
    const pages = await Promise.all([
      masked.api('GET', '/api/audit?limit=100'),
      masked.api('GET', pathOf(outside, '/audit')),
      masked.api('POST', '/api/audit/export', { body: { format: 'csv' } }),
    ]);
    for (const { status, text } of pages) {
      expect(status).toBe(200);
      expect(text.toLowerCase()).not.toMatch(/secret|4711/);
    }
  });

  it('cannot find an event by a name that is hidden, and cannot revert what they do not see', async () => {
    expect(await events(masked, { target: 'secret@corp' })).toEqual([]);
    const change = await newest(admin, { target: outside });
    expect((await masked.api('POST', `/api/audit/${change.id}/revert`)).body).toMatchObject({
      code: 'not_revertible',
      detail: 'Some of what this act changed is hidden from you.',
    });
  });

  it('still does not see them once the user is gone', async () => {
    const gone = (await one(admin, from('sms'))).user_id;
    await patch(admin, gone, { app_metadata: { salary: 4_711, note: 'kept' } });
    const page = await admin.api('DELETE', pathOf(gone));
    expect(page.status).toBe(204);
    const seen = await events(masked, { target: gone, action: 'user.update' });
    expect(seen[0]?.changes.map(({ field }) => field)).toEqual(['app_metadata.note']);
  });
});
