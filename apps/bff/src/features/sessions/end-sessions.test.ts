import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { newest } from '../../testing/audit.ts';
import type { Browser } from '../../testing/browser.ts';
import { type ChildKind, type Children, childrenIn } from '../../testing/children.ts';
import { pathOf } from '../../testing/users.ts';
import { startWorld, type World } from '../../testing/world.ts';

let world: World;
let children: Children;
let admin: Browser;
let support: Browser;
let viewer: Browser;
/** Users whom Support covers, each taken by one test, and one whom it does not. */
let covered: string[];
let outside: string;

beforeAll(async () => {
  world = await startWorld();
  const rollcall = await world.rollcall();
  children = await childrenIn(world);
  admin = await rollcall.signedIn('admin');
  support = await rollcall.signedIn('support');
  viewer = await rollcall.signedIn('viewer');
  covered = await children.signedIn('eu', 26);
  [outside = ''] = await children.signedIn('us', 1);
});
afterEach(() => world.tenant.faults.clear());
afterAll(() => world.close());

function someone(): string {
  const userId = covered.pop();
  if (userId === undefined) throw new Error('Nobody is left who is signed in.');
  return userId;
}

function isWrite(line: string): boolean {
  return !line.startsWith('GET');
}

/** Takes somebody with more than one session. */
async function withSeveralSessions(): Promise<string> {
  for (const userId of covered) {
    if ((await children.idsOf(userId, 'sessions')).length > 1) {
      covered = covered.filter((other) => other !== userId);
      return userId;
    }
  }
  throw new Error('Nobody has two sessions.');
}

/** One thing of each kind, how it is ended, and how the audit trail calls that. */
const ends: readonly [kind: ChildKind, method: string, rest: string, action: string, field: string][] = [
  ['sessions', 'DELETE', '', 'user.delete_session', 'session'],
  ['sessions', 'POST', '/revoke', 'user.revoke_session', 'session'],
  ['refresh-tokens', 'DELETE', '', 'user.delete_refresh_token', 'refresh_token'],
  ['device-credentials', 'DELETE', '', 'user.delete_device_credential', 'device_credential'],
  ['grants', 'DELETE', '', 'user.delete_grant', 'grant'],
];

describe.each(ends)('ending one of the %s with %s %s', (kind, method, rest, action, field) => {
  it('ends that one, leaves the others, and is told', async () => {
    const userId = kind === 'sessions' ? await withSeveralSessions() : someone();
    const [id = '', ...others] = await children.idsOf(userId, kind);
    const page = await support.api(method, pathOf(userId, `/${kind}/${id}${rest}`));
    expect([page.status, page.text]).toEqual([204, '']);
    expect(await children.idsOf(userId, kind)).toEqual(others);
    expect(await newest(admin, { target: userId })).toMatchObject({
      action,
      outcome: 'done',
      changes: [{ field, before: id, after: null }],
    });
  });

  it('is refused without the permission, and nothing is written', async () => {
    const userId = someone();
    const [id] = await children.idsOf(userId, kind);
    const asked = await world.asked(async () => {
      const page = await viewer.api(method, pathOf(userId, `/${kind}/${id}${rest}`));
      expect(page.body).toMatchObject({ code: 'permission_missing', missing: ['sessions:revoke'] });
    });
    expect(asked.filter(isWrite)).toEqual([]);
    expect(await children.idsOf(userId, kind)).toContain(id);
  });

  it('answers of what is another user’s as of nothing at all, and touches nothing', async () => {
    const userId = someone();
    const [theirs] = await children.idsOf(outside, kind);
    const asked = await world.asked(async () => {
      const [other, none] = [
        await support.api(method, pathOf(userId, `/${kind}/${theirs}${rest}`)),
        await support.api(method, pathOf(userId, `/${kind}/none_0000000000000${rest}`)),
      ];
      expect(other.body).toMatchObject({ status: 404, code: 'not_found' });
      const comparable = ({ body }: typeof other) => ({ ...Object(body), requestId: '' });
      expect(comparable(other)).toEqual(comparable(none));
    });
    expect(asked.filter(isWrite)).toEqual([]);
    expect(await children.idsOf(outside, kind)).toContain(theirs);
  });

  it('takes nothing for an id that is none', async () => {
    const asked = await world.asked(async () => {
      for (const id of ['a%2fb', 'a%7Cb', 'a.b', '%00', 'x'.repeat(129)]) {
        const page = await support.api(method, pathOf(covered[0] ?? '', `/${kind}/${id}${rest}`));
        expect([id, page.body]).toMatchObject([id, { status: 400, code: 'invalid_input' }]);
      }
    });
    expect(asked).toEqual([]);
  });
});

/** All things of a kind. */
const endsOfAll: readonly [
  method: string,
  path: string,
  gone: ChildKind[],
  kept: ChildKind[],
  action: string,
][] = [
  ['DELETE', '/sessions', ['sessions'], ['refresh-tokens', 'grants'], 'user.delete_sessions'],
  ['DELETE', '/refresh-tokens', ['refresh-tokens'], ['sessions', 'grants'], 'user.delete_refresh_tokens'],
  ['DELETE', '/grants', ['grants'], [], 'user.delete_grants'],
  ['POST', '/revoke-access', ['sessions', 'refresh-tokens'], ['grants'], 'user.revoke_access'],
];

describe.each(endsOfAll)('%s %s', (method, path, gone, kept, action) => {
  it('ends all of one user and nothing of another, and is told', async () => {
    const userId = someone();
    const before = await Promise.all(gone.map((kind) => children.idsOf(outside, kind)));
    expect((await support.api(method, pathOf(userId, path))).status).toBe(204);
    for (const kind of gone) expect([kind, await children.idsOf(userId, kind)]).toEqual([kind, []]);
    for (const kind of kept) expect([kind, await children.idsOf(userId, kind)]).not.toEqual([kind, []]);
    expect(await Promise.all(gone.map((kind) => children.idsOf(outside, kind)))).toEqual(before);
    expect(await newest(admin, { target: userId })).toMatchObject({ action, outcome: 'done' });
  });

  it('is refused without the permission, and of whom one does not cover', async () => {
    const asked = await world.asked(async () => {
      expect((await viewer.api(method, pathOf(outside, path))).body).toMatchObject({
        code: 'permission_missing',
      });
      expect((await support.api(method, pathOf(outside, path))).body).toMatchObject({ code: 'not_found' });
    });
    expect(asked.filter(isWrite)).toEqual([]);
  });
});

describe('when the answer is lost', () => {
  it.each([
    ['DELETE', '/sessions', '/api/v2/users/*/sessions'],
    ['DELETE', '/refresh-tokens', '/api/v2/users/*/refresh-tokens'],
    ['DELETE', '/grants', '/api/v2/grants'],
  ])('%s %s is done where looking tells so', async (method, path, upstream) => {
    const userId = someone();
    world.tenant.faults.add({ kind: 'cut', when: 'after', method, path: upstream, times: 1 });
    expect((await admin.api(method, pathOf(userId, path))).status).toBe(204);
  });

  it('one that is still there is not known to have ended', async () => {
    const userId = someone();
    const [id] = await children.idsOf(userId, 'sessions');
    world.tenant.faults.add({ kind: 'cut', when: 'before', method: 'DELETE', times: 1 });
    const page = await admin.api('DELETE', pathOf(userId, `/sessions/${id}`));
    expect(page.body).toMatchObject({ code: 'outcome_unknown' });
  });

  it('one that is gone has ended', async () => {
    const userId = someone();
    const [id] = await children.idsOf(userId, 'sessions');
    world.tenant.faults.add({ kind: 'cut', when: 'after', method: 'DELETE', times: 1 });
    expect((await admin.api('DELETE', pathOf(userId, `/sessions/${id}`))).status).toBe(204);
  });
});
