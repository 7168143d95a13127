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

let database: OpenDatabase<Tables>;
let sessions: SessionStore;
beforeAll(async () => {
  database = await openDatabase<Tables>({});
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
    expect(await takeTransaction(database.db, 'secret')).toEqual(transaction);
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
