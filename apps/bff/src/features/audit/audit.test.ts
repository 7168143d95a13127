import { AuditList } from '@rollcall/shared/contract/audit.ts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { events, newest } from '../../testing/audit.ts';
import type { Browser } from '../../testing/browser.ts';
import { from, one, patch, pathOf } from '../../testing/users.ts';
import { europe, type Rollcall, startWorld, type World } from '../../testing/world.ts';

const everybody = { all: true } as const;

let world: World;
let rollcall: Rollcall;
let admin: Browser;
let viewer: Browser;
let auditor: Browser;
beforeAll(async () => {
  world = await startWorld();
  rollcall = await world.rollcall({
    team: [
      { who: 'admin@rollcall.example', grant: { role: 'admin', scope: everybody } },
      { who: 'viewer@rollcall.example', grant: { role: 'viewer-users', scope: everybody } },
      { who: 'auditor@rollcall.example', grant: { role: 'auditor', scope: everybody } },
      { who: 'support@rollcall.example', grant: { role: 'support', scope: europe } },
    ],
  });
  [admin, viewer, auditor] = await Promise.all([
    rollcall.signedIn('admin'),
    rollcall.signedIn('viewer'),
    rollcall.signedIn('auditor'),
  ]);
});
afterEach(() => world.tenant.faults.clear());
afterAll(() => world.close());

const database = 'Username-Password-Authentication';

async function userOf(connection = database): Promise<string> {
  return (await one(admin, from(connection))).user_id;
}

describe('the audit trail tells', () => {
  it('who changed what of whom, from what to what, why, and in which request', async () => {
    const userId = await userOf();
    await patch(admin, userId, { nickname: 'before' });
    const reason = encodeURIComponent('Asked for – by phone');
    const page = await patch(
      admin,
      userId,
      { nickname: 'after', user_metadata: { plan: { seats: 2 } } },
      { headers: { 'audit-reason': reason } },
    );
    expect(await newest(auditor)).toEqual({
      id: expect.any(Number),
      at: expect.stringMatching(/^20\d\d-/),
      action: 'user.update',
      actor: { id: expect.any(String), name: expect.any(String) },
      target: { kind: 'user', id: userId, name: Object(page.body).name },
      outcome: 'done',
      reason: 'Asked for – by phone',
      changes: [
        { field: 'nickname', before: 'before', after: 'after' },
        { field: 'user_metadata.plan', before: null, after: { seats: 2 } },
      ],
      requestId: page.headers.get('x-request-id'),
      revertible: true,
    });
  });

  it('whom somebody created, and with which values', async () => {
    const email = 'told@corp.example';
    const page = await admin.api('POST', '/api/users', {
      body: { connection: database, email, password: 'Long-enough-1', verify_email: false },
    });
    expect(await newest(admin, { target: email })).toMatchObject({
      action: 'user.create',
      target: { kind: 'user', id: Object(page.body).user_id },
      changes: expect.arrayContaining([{ field: 'email', before: null, after: email }]),
      revertible: false,
    });
  });

  it('that the tenant refused an act, that it failed, and that its answer was lost', async () => {
    const userId = await userOf();
    const faults = [
      [{ kind: 'status', status: 400, body: {} }, 'failed', 'refused_by_tenant'],
      [{ kind: 'status', status: 401 }, 'failed', 'tenant_misconfigured'],
      [{ kind: 'cut', when: 'before' }, 'unknown', 'outcome_unknown'],
    ] as const;
    for (const [fault, outcome, problem] of faults) {
      world.tenant.faults.add({ ...fault, method: 'PATCH', path: '/api/v2/users/*' });
      await admin.api('POST', pathOf(userId, '/block'));
      expect(await newest(admin)).toMatchObject({ outcome, problem, changes: [], revertible: false });
      world.tenant.faults.clear();
    }
  });

  it('what was denied, and what was missing', async () => {
    const userId = await userOf();
    expect((await viewer.api('POST', pathOf(userId, '/block'))).status).toBe(403);
    expect(await newest(admin)).toMatchObject({
      action: 'user.block',
      outcome: 'denied',
      problem: 'permission_missing',
      missing: ['users:block'],
      target: { kind: 'user', id: userId },
    });
  });

  it('that somebody looked for what is not there for them, once a minute', async () => {
    const support = await rollcall.signedIn('support');
    const outside = (await one(admin, 'app_metadata.region:us')).user_id;
    for (let count = 0; count < 3; count += 1) await support.api('GET', pathOf(outside));
    const told = await events(admin, { target: outside });
    expect(told.filter(({ action }) => action === 'read')).toEqual([
      expect.objectContaining({ outcome: 'denied', problem: 'not_found' }),
    ]);
  });

  it('who signed in, who tried to without being in the team, and who signed out', async () => {
    const person = await rollcall.signedIn('viewer');
    expect(await newest(admin)).toMatchObject({ action: 'session.sign_in', outcome: 'done', target: null });
    const stranger = await rollcall.browser().signIn('nobody@rollcall.example');
    expect(stranger.searchParams.get('reason')).toBe('not_a_team_member');
    expect(await newest(admin)).toMatchObject({
      action: 'session.sign_in_refused',
      actor: null,
      outcome: 'denied',
      problem: 'not_a_team_member',
      target: { kind: 'user', name: 'nobody@rollcall.example' },
    });
    await person.api('POST', '/auth/logout');
    const last = await newest(admin);
    expect([last.action, last.outcome]).toEqual(['session.sign_out', 'done']);
  });

  it('nothing of what was read by those who may', async () => {
    const before = await newest(admin);
    await admin.api('GET', pathOf(await userOf()));
    expect((await newest(admin)).id).toBe(before.id);
  });
});

describe('listAuditEvents', () => {
  it('filters by actor, target, action, outcome, day and request, and by all of them together', async () => {
    const userId = await userOf();
    const page = await admin.api('POST', pathOf(userId, '/block'));
    const event = await newest(admin);
    const today = event.at.slice(0, 10);
    const filters: [string, string, string][] = [
      ['actor', event.actor?.id ?? '', 'nobody-of-this-id'],
      ['actor', (event.actor?.name ?? '').toUpperCase(), '%'],
      ['target', userId, 'auth0|'],
      ['target', (event.target?.name ?? '').slice(1).toUpperCase(), '_'],
      ['action', 'user.block', 'user.delete'],
      ['outcome', 'done', 'unknown'],
      ['from', today, '2999-01-01'],
      ['to', today, '2020-01-01'],
      ['request', page.headers.get('x-request-id') ?? '', 'none'],
    ];
    for (const [name, matching, other] of filters) {
      expect({ name, id: (await newest(admin, { [name]: matching })).id }).toEqual({ name, id: event.id });
      const others = await events(admin, { request: event.requestId, [name]: other });
      expect({ name, others }).toEqual({ name, others: [] });
    }
    expect(
      await events(admin, Object.fromEntries(filters.map(([name, matching]) => [name, matching]))),
    ).toEqual([event]);
  });

  it('goes on from where a page has ended, until there is no more', async () => {
    const all = await events(admin, { limit: '100' });
    const paged: number[] = [];
    let before: number | undefined;
    do {
      const more = before === undefined ? '' : `&before=${before}`;
      const list = AuditList.parse((await admin.api('GET', `/api/audit?limit=4${more}`)).body);
      expect(list.events.length).toBeLessThanOrEqual(4);
      paged.push(...list.events.map(({ id }) => id));
      before = list.next;
    } while (before !== undefined);
    expect(paged).toEqual(all.map(({ id }) => id));
  });

  it.each(['limit=0', 'limit=101', 'before=0', 'from=yesterday', 'outcome=maybe', 'actor=%00', 'x=1'])(
    'refuses ?%s',
    async (query) => {
      expect((await admin.api('GET', `/api/audit?${query}`)).body).toMatchObject({ code: 'invalid_input' });
    },
  );

  it('is not for those who may not read the trail', async () => {
    expect((await viewer.api('GET', '/api/audit')).body).toMatchObject({ missing: ['audit:read'] });
  });
});

describe('listUserAuditEvents', () => {
  it('tells what was done to one user, and nothing of others', async () => {
    const userId = await userOf('github');
    await admin.api('POST', pathOf(userId, '/block'));
    await admin.api('POST', pathOf(userId, '/unblock'));
    const { body } = await auditor.api('GET', pathOf(userId, '/audit'));
    const list = AuditList.parse(body);
    expect(list.events.slice(0, 2).map(({ action }) => action)).toEqual(['user.unblock', 'user.block']);
    expect(new Set(list.events.map(({ target }) => target?.id))).toEqual(new Set([userId]));
  });

  it('is not for those who may not read the trail', async () => {
    const page = await viewer.api('GET', pathOf(await userOf(), '/audit'));
    expect(page.body).toMatchObject({ missing: ['audit:read'] });
  });
});

describe('somebody who tries one id after the other', () => {
  it('is stopped, told so, and told of; others go on', async () => {
    const support = await rollcall.signedIn('support');
    const codes: unknown[] = [];
    for (let count = 0; count < 33; count += 1) {
      codes.push(Object((await support.api('GET', pathOf(`auth0|none${count}`))).body).code);
    }
    expect(codes.slice(0, 29)).toEqual(Array.from({ length: 29 }, () => 'not_found'));
    expect(codes.at(-1)).toBe('too_many_requests');
    const there = (await one(admin, 'app_metadata.region:eu')).user_id;
    const stopped = await support.api('GET', pathOf(there));
    expect([stopped.status, Number(stopped.headers.get('retry-after')) > 200]).toEqual([429, true]);
    expect(await newest(admin)).toMatchObject({ problem: 'too_many_requests', target: null });
    expect((await viewer.api('GET', pathOf(there))).status).toBe(200);
  });
});
