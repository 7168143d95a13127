import { setTimeout as pause } from 'node:timers/promises';
import { applyMergePatch, diffMergePatch } from '@rollcall/shared/user/merge-patch.ts';
import { sizeOf } from '@rollcall/shared/testing/size.ts';
import { mergeThreeWay } from '@rollcall/shared/user/three-way.ts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from '../../testing/browser.ts';
import { from, one, patch, pathOf, read, search } from '../../testing/users.ts';
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

/** Pairs of changes of one user, one after the other; every change has to be there in the end. */
async function pairsOf(userId: string, count: number) {
  const result = { won: 0, conflicts: 0 };
  for (let pair = 0; pair < count; pair += 1) {
    const { user, etag } = await read(admin, userId);
    const base = user.user_metadata ?? {};
    const edit = (side: 'left' | 'right') => ({
      user_metadata: { pairs: { [side]: { [`n${pair}`]: pair } } },
    });
    const send = (side: 'left' | 'right', version: string, body: object = edit(side)) =>
      admin.api('PATCH', pathOf(userId), { body, headers: { 'if-match': version } });
    const answers = await Promise.all(
      (['left', 'right'] as const).map(async (side) => ({
        side,
        status: (await send(side, etag)).status,
      })),
    );
    result.won += answers.filter(({ status }) => status === 200).length;
    for (const { side } of answers.filter(({ status }) => status === 412)) {
      result.conflicts += 1;
      const fresh = await read(admin, userId);
      const theirs = fresh.user.user_metadata ?? {};
      const mine = applyMergePatch(base, edit(side).user_metadata);
      const merged = mergeThreeWay(base, mine, theirs, () => 'theirs');
      const again = await send(side, fresh.etag, { user_metadata: diffMergePatch(theirs, merged) });
      expect(again.status).toBe(200);
    }
  }
  const all = Object.fromEntries(Array.from({ length: count }, (_, pair) => [`n${pair}`, pair]));
  expect((await read(admin, userId)).user.user_metadata).toMatchObject({
    pairs: { left: all, right: all },
  });
  return result;
}

const pairs = sizeOf({ short: 200, whole: 1000 });

describe(`${pairs} pairs of changes at the same moment`, () => {
  it('let exactly one of each through, and after a fresh read and merge lose none', async () => {
    const { users } = await search(admin, from(database), '&per_page=20&sort=user_id:1');
    const counts = { won: 0, conflicts: 0 };
    const kept = await Promise.all(users.map(({ user_id: userId }) => pairsOf(userId, pairs / users.length)));
    for (const { won, conflicts } of kept) {
      counts.won += won;
      counts.conflicts += conflicts;
    }
    expect(users).toHaveLength(20);
    expect(counts).toEqual({ won: pairs, conflicts: pairs });
  }, 600_000);
});

describe('a write whose answer is lost', () => {
  // A thousand pairs as above can take longer than the five minutes in which a sign-in counts as fresh.
  beforeAll(async () => {
    admin = await rollcall.signedIn('admin');
  });

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

  it('is done although a database keeps the address in lower case', async () => {
    const userId = await databaseUser();
    world.tenant.faults.add({ kind: 'cut', when: 'after', method: 'PATCH', times: 1 });
    const page = await patch(admin, userId, { email: 'Lost.Answer@Example.com' });
    expect(page.body).toMatchObject({ email: 'lost.answer@example.com', email_verified: false });
  });

  it('names what was saved before it, and calls the rest neither saved nor not saved', async () => {
    const { user_id: userId } = await one(admin, `${from('Staff-Directory')} AND _exists_:username`);
    const before = (await read(admin, userId)).user;
    world.tenant.faults.add({ kind: 'cut', when: 'after', method: 'PATCH', times: 1 });
    world.tenant.faults.add({ kind: 'cut', when: 'before', method: 'PATCH', times: 1 });
    const page = await patch(admin, userId, { username: 'saved.first', email: 'second.lost@example.com' });
    expect(page.body).toMatchObject({
      status: 504,
      code: 'outcome_unknown',
      saved: ['username'],
      errors: [{ field: 'email' }, { field: 'email_verified' }],
    });
    expect(page.text).not.toContain('Not saved');
    expect((await read(admin, userId)).user).toMatchObject({ username: 'saved.first', email: before.email });
  });

  it.each([
    ['the answer to its deletion is lost', { kind: 'cut', when: 'after' } as const],
    ['somebody else was quicker', { kind: 'status', status: 404 } as const],
  ])('is done when the user is gone: %s', async (_words, fault) => {
    const userId = await databaseUser(' AND NOT blocked:true');
    world.tenant.faults.add({ ...fault, times: 1, method: 'DELETE' });
    expect((await admin.api('DELETE', pathOf(userId))).status).toBe(204);
  });

  it('tells the log how the tenant failed', async () => {
    const userId = await databaseUser();
    world.tenant.faults.add({ kind: 'status', status: 507, method: 'PATCH', times: 1 });
    await patch(admin, userId, { nickname: 'unheard' });
    expect(rollcall.log()).toContain('The tenant answered 507');
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
