import { setTimeout as pause } from 'node:timers/promises';
import { openDatabase, type OpenDatabase } from '@rollcall/database/open.ts';
import { migrate } from '@rollcall/database/migrate.ts';
import pino from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ProblemError } from '../http/problem.ts';
import { migrations } from '../store/migrations.ts';
import type { Tables } from '../store/schema.ts';
import { testDatabase } from '../testing/databases.ts';
import { type StoredWalk, WalkStore } from './walk-store.ts';
import { Walker, type WalkStep } from './walker.ts';

const logger = pino({ enabled: false });
const minute = 60_000;

let database: OpenDatabase<Tables>;
let walks: WalkStore;
beforeAll(async () => {
  database = await openDatabase<Tables>({ url: await testDatabase() });
  await migrate(database.db, migrations);
  await database.db
    .insertInto('team_members')
    .values(['one', 'other'].map((id) => ({ id, grants: '[]' })))
    .execute();
  walks = new WalkStore(database.db);
});
afterAll(() => database.close());

const owner = { ownerId: 'one', memberId: 'one' };

function begin(now = new Date()): Promise<string> {
  const rest = { rights: '', q: '', sort: 'name:1', role: null, organization: null, mfa: null } as const;
  return walks.add({ ...owner, ...rest, position: { phase: 'choose' }, until: now }, now);
}

async function taken(id: string, now = new Date()) {
  const walk = await walks.take(id, now);
  if (walk === undefined) throw new Error('It is not to be taken.');
  return walk;
}

async function ended(id: string): Promise<StoredWalk | undefined> {
  for (;;) {
    const walk = await walks.find(id, owner, new Date());
    if (walk?.state !== 'running') return walk;
    await pause(10);
  }
}

const hits = [{ userId: 'auth0|1', sortValue: 'a' }];

it('is at one process at a time, and goes on with another one when that has died', async () => {
  const now = new Date();
  const id = await begin(now);
  const first = await taken(id, now);
  expect(await walks.take(id, new Date(now.getTime() + minute / 2))).toBeUndefined();
  const later = new Date(now.getTime() + 2 * minute);
  const second = await taken(id, later);
  // Whoever comes back after its time writes nothing any more.
  expect(await walks.advance(first, { position: undefined, calls: 1, hits }, later)).toBe(false);
  expect(await walks.hold(first, later)).toBe(false);
  expect(await walks.advance(second, { position: undefined, calls: 1, hits: [...hits] }, later)).toBe(true);
  expect(await walks.find(id, owner, later)).toMatchObject({ state: 'done', found: 1, calls: 1 });
});

it('counts a user once, however often a slice has them', async () => {
  const id = await begin();
  const walk = await taken(id);
  const position = { phase: 'choose' } as const;
  await walks.advance(walk, { position, calls: 1, hits }, new Date());
  await walks.advance(walk, { position, calls: 1, hits }, new Date());
  await walks.advance(
    walk,
    { position: undefined, calls: 1, dropped: ['auth0|1', 'auth0|2'], hits: [] },
    new Date(),
  );
  expect(await walks.find(id, owner, new Date())).toMatchObject({ found: 0, calls: 3 });
});

it('belongs to whoever began it, and is forgotten after an hour', async () => {
  const now = new Date();
  const id = await begin(now);
  expect(await walks.find(id, { ownerId: 'other', memberId: 'one' }, now)).toBeUndefined();
  expect(await walks.find(id, { ownerId: 'one', memberId: 'other' }, now)).toBeUndefined();
  const hourLater = new Date(now.getTime() + 61 * minute);
  expect(await walks.find(id, owner, hourLater)).toBeUndefined();
  expect(await walks.take(id, hourLater)).toBeUndefined();
  await walks.prune(hourLater);
  expect(await database.db.selectFrom('walks').select('id').where('id', '=', id).execute()).toEqual([]);
});

it('ends what its owner has begun before, but for one, and keeps ten of them', async () => {
  const ids: string[] = [];
  for (let number = 0; number < 12; number += 1) {
    ids.push(await begin(new Date(Date.now() + number)));
  }
  const states = await Promise.all(ids.map((id) => walks.find(id, owner, new Date())));
  expect(states.slice(0, 2)).toEqual([undefined, undefined]);
  expect(states.slice(-3).map((walk) => walk?.state)).toEqual(['cancelled', 'running', 'running']);
});

it.each([
  { why: 'what passes', code: 'tenant_busy', state: 'done', steps: 3 },
  { why: 'what does not', code: 'invalid_query', state: 'failed', steps: 1 },
] as const)('tries $why again or gives up', async ({ code, state, steps }) => {
  let taking = 0;
  const step: WalkStep = async () => {
    taking += 1;
    if (taking < 3) throw new ProblemError(code, { detail: 'It is so.', retryAfter: 0.01 });
    return { position: undefined, calls: 1 };
  };
  const walker = new Walker(walks, logger);
  walker.stepBy(step);
  const id = await begin();
  walker.wake(id);
  expect(await ended(id)).toMatchObject({ state });
  expect(taking).toBe(steps);
  await walker.stop();
});

it('leaves a walk to others at once where it is stopped', async () => {
  const walker = new Walker(walks, logger);
  let steps = 0;
  walker.stepBy(async () => {
    steps += 1;
    await pause(20);
    return { position: { phase: 'choose' }, calls: 1 };
  });
  const id = await begin();
  walker.wake(id);
  await pause(60);
  await walker.stop();
  expect(steps).toBeGreaterThan(0);
  expect((await taken(id)).turn).toBe(2);
});
