import { promisify } from 'node:util';
import { migrate } from '@rollcall/database/migrate.ts';
import { type OpenDatabase, openDatabase } from '@rollcall/database/open.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { migrations } from './migrations.ts';
import type { Tables } from './schema.ts';
import { keyOf, SessionStore } from './session-store.ts';
import { readGrants } from './team.ts';
import { removePlace } from './team-places.ts';
import { findTeamMember } from './team-sign-in.ts';
import { syncTeam } from './team-configuration.ts';
import { keepTransaction, takeTransaction } from './transactions.ts';
import { testDatabase } from '../testing/databases.ts';

let database: OpenDatabase<Tables>;
let sessions: SessionStore;
beforeAll(async () => {
  database = await openDatabase<Tables>({ url: await testDatabase() });
  await migrate(database.db, migrations);
  sessions = new SessionStore(database.db, true);
});
afterAll(() => database.close());

const issuer = 'https://tenant.example/';
const person = {
  issuer,
  subject: 'auth0|1',
  email: 'Anna@Example.com',
  emailVerified: true,
  name: 'Anna',
  picture: undefined,
  claimed: undefined,
};
const admin = { role: 'admin', scope: { all: true } } as const;

beforeEach(async () => {
  await database.db.deleteFrom('team_members').execute();
  await database.db.deleteFrom('sign_in_transactions').execute();
});

async function session(age: { created: string; seen: string }): Promise<string> {
  await syncTeam(database.db, issuer, { admins: ['anna@example.com'], team: [], teamClaim: undefined });
  const memberId = (await findTeamMember(database.db, person)) ?? '';
  const id = `id-${age.created}-${age.seen}`;
  await sql`insert into sessions (key, member_id, id_token, created_at, last_seen_at)
    values (${keyOf(id)}, ${memberId}, 'token', now() - ${age.created}::interval, now() - ${age.seen}::interval)`.execute(
    database.db,
  );
  return id;
}

function read(id: string) {
  return promisify(sessions.get.bind(sessions))(id);
}

describe('a session', () => {
  it.each([
    [{ created: '0 s', seen: '0 s' }, true],
    [{ created: '7 h', seen: '29 min' }, true],
    [{ created: '1 h', seen: '31 min' }, false],
    [{ created: '481 min', seen: '1 s' }, false],
  ])('of the age %j lives: %s', async (age, lives) => {
    const found = await read(await session(age));
    expect(found?.caller?.actor.email === 'Anna@Example.com').toBe(lives);
  });

  it('is stored under a hash: what the table holds is no session id', async () => {
    const id = await session({ created: '1 s', seen: '1 s' });
    const { key } = await database.db.selectFrom('sessions').select('key').executeTakeFirstOrThrow();
    expect(key).not.toContain(id);
    expect(await read(key)).toBeNull();
  });

  it('is touched once a minute, and not when it is over', async () => {
    const fresh = await read(await session({ created: '1 h', seen: '10 s' }));
    const due = await session({ created: '1 h', seen: '2 min' });
    const stale = await read(due);
    expect([fresh?.isTouchDue, stale?.isTouchDue]).toEqual([false, true]);
    if (stale === null || stale === undefined) return;
    await promisify((done: () => void) => sessions.touch(due, stale, done))();
    expect((await read(due))?.isTouchDue).toBe(false);
  });

  it('is touched at the beginning of a long answer, and not again at its end', async () => {
    const due = await session({ created: '1 h', seen: '2 min' });
    const data = await read(due);
    if (data === null || data === undefined) return expect.unreachable();
    const request = { sessionID: due, session: data };
    await sessions.touchAtOnce(request);
    expect((await read(due))?.isTouchDue).toBe(false);
    await database.db
      .updateTable('sessions')
      .set({ last_seen_at: new Date(Date.now() - 120_000) })
      .execute();
    await promisify((done: () => void) => sessions.touch(due, data, done))();
    sessions.forget();
    expect((await read(due))?.isTouchDue).toBe(true);
  });

  it('is read without a sign of life, and is nobody’s when it is over', async () => {
    const id = await session({ created: '1 h', seen: '2 min' });
    const { id: name } = await database.db.selectFrom('sessions').select('id').executeTakeFirstOrThrow();
    expect((await sessions.callerNow(name))?.actor.email).toBe('Anna@Example.com');
    expect((await read(id))?.isTouchDue).toBe(true);
    await sessions.end(id);
    expect(await sessions.callerNow(name)).toBeUndefined();
  });

  it('that has ended is not brought back by a late save or touch', async () => {
    const id = await session({ created: '1 h', seen: '2 min' });
    const data = await read(id);
    expect(await sessions.end(id)).toBe('token');
    expect(await sessions.end(id)).toBeUndefined();
    if (data === null || data === undefined) return;
    await promisify((done: (error?: unknown) => void) => sessions.set(id, data, done))();
    await promisify((done: () => void) => sessions.touch(id, data, done))();
    expect(await read(id)).toBeNull();
    const row = await database.db.selectFrom('sessions').selectAll().executeTakeFirst();
    expect(row?.id_token).toBeNull();
  });

  it('ends with the place of its team member', async () => {
    const id = await session({ created: '1 s', seen: '1 s' });
    const { id: memberId } = await database.db
      .selectFrom('team_members')
      .select('id')
      .executeTakeFirstOrThrow();
    await removePlace(database.db, memberId);
    sessions.forget();
    expect(await read(id)).toBeNull();
  });

  it('of a team member who is disabled shows nobody', async () => {
    const id = await session({ created: '1 s', seen: '1 s' });
    await database.db.updateTable('team_members').set({ disabled_at: new Date() }).execute();
    sessions.forget();
    expect(await read(id)).toBeNull();
  });

  it('that shows a sign of life is when its team member was last seen', async () => {
    const id = await session({ created: '1 h', seen: '2 min' });
    await database.db.updateTable('team_members').set({ last_seen_at: null }).execute();
    const data = await read(id);
    if (data === null || data === undefined) return expect.unreachable();
    await promisify((done: () => void) => sessions.touch(id, data, done))();
    const { last_seen_at: seen } = await database.db
      .selectFrom('team_members')
      .select('last_seen_at')
      .executeTakeFirstOrThrow();
    expect(seen).toBeInstanceOf(Date);
  });

  it('is pruned when it is over, and not before', async () => {
    const living = await session({ created: '2 s', seen: '2 s' });
    await session({ created: '9 h', seen: '2 s' });
    await sessions.prune();
    const keys = await database.db.selectFrom('sessions').select('key').execute();
    expect(keys).toEqual([{ key: keyOf(living) }]);
  });

  it('with grants that do not parse belongs to someone who may do nothing', () => {
    expect(readGrants([{ role: 'admin' }], {})).toEqual([]);
    expect(readGrants([admin, { role: 'root', scope: { all: true } }], {})).toEqual([]);
    expect(readGrants('[]', {})).toEqual([]);
    expect(readGrants([admin], {})).toMatchObject([admin]);
  });
});

describe('a sign-in transaction', () => {
  const transaction = { state: 's', nonce: 'n', codeVerifier: 'v', returnTo: '/users' };

  it('is taken out once, by its secret', async () => {
    await keepTransaction(database.db, 'secret', transaction);
    expect(await takeTransaction(database.db, 'other')).toBeUndefined();
    expect(await takeTransaction(database.db, 'secret')).toMatchObject({
      ...transaction,
      stepUpOf: undefined,
      ageSeconds: expect.closeTo(0, -1),
    });
    expect(await takeTransaction(database.db, 'secret')).toBeUndefined();
  });

  it('is over after ten minutes', async () => {
    await keepTransaction(database.db, 'secret', transaction);
    await sql`update sign_in_transactions set created_at = now() - interval '11 minutes'`.execute(
      database.db,
    );
    expect(await takeTransaction(database.db, 'secret')).toBeUndefined();
  });
});

/** What express-session makes of a request, as far as a new id needs it. */
function requestOf(id: string, next: string) {
  const request = Object.create(null);
  const generate = () => Object.assign(request, { sessionID: next, session: { id: next } });
  return Object.assign(request, { sessionID: id, session: { id }, sessionStore: { generate } });
}

describe('a session that is confirmed', () => {
  const confirmation = { issuer, subject: person.subject, idToken: 'newer' };

  it('has a new id, and the old one opens nothing', async () => {
    const id = await session({ created: '1 h', seen: '1 s' });
    const request = requestOf(id, 'next');
    expect(await sessions.renew(request, keyOf(id), confirmation)).toBe(true);
    expect(request.sessionID).toBe('next');
    expect((await read('next'))?.caller?.steppedUpUntil).toBeInstanceOf(Date);
    expect(await read(id)).toBeNull();
  });

  it.each([
    ['by somebody else', { ...confirmation, subject: 'auth0|2' }],
    ['at another tenant', { ...confirmation, issuer: 'https://other.example/' }],
  ])('%s stays as it was, and so does the request', async (_words, other) => {
    const id = await session({ created: '1 h', seen: '2 s' });
    const request = requestOf(id, 'stolen');
    expect(await sessions.renew(request, keyOf(id), other)).toBe(false);
    expect(request.sessionID).toBe(id);
    expect(await read('stolen')).toBeNull();
    expect((await read(id))?.caller?.steppedUpUntil).toBeUndefined();
  });

  it('is not brought back when it is over', async () => {
    const id = await session({ created: '1 h', seen: '31 min' });
    expect(await sessions.renew(requestOf(id, 'late'), keyOf(id), confirmation)).toBe(false);
    expect(await read('late')).toBeNull();
  });

  it('takes along the other confirmations that are under way', async () => {
    const id = await session({ created: '1 h', seen: '3 s' });
    const way = { state: 's', nonce: 'n', codeVerifier: 'v', returnTo: '/', stepUpOf: keyOf(id) };
    await keepTransaction(database.db, 'second tab', way);
    await sessions.renew(requestOf(id, 'moved'), keyOf(id), confirmation);
    expect(await takeTransaction(database.db, 'second tab')).toMatchObject({ stepUpOf: keyOf('moved') });
  });

  it('lives under one id at most, however a sign-out, requests and the confirmation interleave: 30 times', async () => {
    for (let round = 0; round < 30; round += 1) {
      const id = await session({ created: `${round + 1} s`, seen: `${round + 1} s` });
      const data = (await read(id)) ?? undefined;
      if (data === undefined) throw new Error('There is no session.');
      const touch = () =>
        promisify((done: () => void) => sessions.touch(id, { ...data, isTouchDue: true }, done))();
      const save = () => promisify((done: () => void) => sessions.set(id, data, done))();
      const ends = round % 2 === 0;
      const acts: (() => Promise<unknown>)[] = [
        touch,
        save,
        () => sessions.renew(requestOf(id, `n${round}`), keyOf(id), confirmation),
        touch,
        save,
      ];
      if (ends) acts.splice(round % 5, 0, () => sessions.end(id));
      await Promise.all(acts.map((act) => act()));
      await sessions.end(`n${round}`);
      expect([await read(id), await read(`n${round}`)]).toEqual([null, null]);
    }
  });
});
