import { promisify } from 'node:util';
import { migrate } from '@rollcall/database/migrate.ts';
import { type OpenDatabase, openDatabase } from '@rollcall/database/open.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { migrations } from './migrations.ts';
import type { Tables } from './schema.ts';
import { keyOf, SessionStore } from './session-store.ts';
import { findTeamMember, readGrants, syncTeam } from './team.ts';
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
};
const invited = { who: 'anna@example.com', grant: { role: 'admin', scope: { all: true } } } as const;

beforeEach(async () => {
  await database.db.deleteFrom('team_members').execute();
  await database.db.deleteFrom('sign_in_transactions').execute();
});

async function session(age: { created: string; seen: string }): Promise<string> {
  await syncTeam(database.db, issuer, [invited]);
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

  it('ends with its team member', async () => {
    const id = await session({ created: '1 s', seen: '1 s' });
    await syncTeam(database.db, issuer, []);
    expect(await read(id)).toBeNull();
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
    expect(readGrants([invited.grant, { role: 'root', scope: { all: true } }], {})).toEqual([]);
    expect(readGrants('[]', {})).toEqual([]);
    expect(readGrants([invited.grant], {})).toMatchObject([invited.grant]);
  });
});

describe('an invitation', () => {
  it('is taken by the first sign-in with its verified address, and by nobody after', async () => {
    await syncTeam(database.db, issuer, [invited]);
    const first = await findTeamMember(database.db, person);
    expect(first).toBeDefined();
    expect(await findTeamMember(database.db, person)).toBe(first);
    expect(await findTeamMember(database.db, { ...person, subject: 'google-oauth2|1' })).toBeUndefined();
  });

  it('is taken by a person who signs in twice at the same moment, both times', async () => {
    await syncTeam(database.db, issuer, [invited]);
    const [one, other] = await Promise.all([
      findTeamMember(database.db, person),
      findTeamMember(database.db, person),
    ]);
    expect(one).toBeDefined();
    expect(other).toBe(one);
  });

  it('is not taken with an address that nobody has verified', async () => {
    await syncTeam(database.db, issuer, [invited]);
    expect(await findTeamMember(database.db, { ...person, emailVerified: false })).toBeUndefined();
  });

  it('by user_id knows its person whatever the address, and only under its issuer', async () => {
    await syncTeam(database.db, issuer, [{ ...invited, who: 'auth0|1' }]);
    expect(await findTeamMember(database.db, { ...person, email: 'other@example.com' })).toBeDefined();
    expect(await findTeamMember(database.db, { ...person, issuer: 'https://evil.example/' })).toBeUndefined();
  });

  it('keeps its person when the environment changes what they may do', async () => {
    await syncTeam(database.db, issuer, [invited]);
    const id = await findTeamMember(database.db, person);
    await syncTeam(database.db, issuer, [{ ...invited, grant: { role: 'auditor', scope: { all: true } } }]);
    expect(await findTeamMember(database.db, person)).toBe(id);
    const row = await database.db.selectFrom('team_members').select('grants').executeTakeFirstOrThrow();
    expect(readGrants(row.grants, {})).toMatchObject([{ role: 'auditor', scope: { all: true } }]);
  });
});

async function grantsById() {
  const rows = await database.db.selectFrom('team_members').select(['id', 'grants']).execute();
  return rows.map(({ id, grants }) => [id, readGrants(grants, {})]);
}

describe('the team of the environment', () => {
  const auditor = { role: 'auditor', scope: { all: true } } as const;

  it('gives someone who is named by user_id and by address the grants of both', async () => {
    await syncTeam(database.db, issuer, [invited]);
    const id = await findTeamMember(database.db, person);
    const both = [
      { who: 'auth0|1', grant: invited.grant },
      { who: 'ANNA@example.com', grant: auditor },
    ];
    await syncTeam(database.db, issuer, both);
    expect(await grantsById()).toEqual([[id, [invited.grant, auditor]]]);
    await syncTeam(database.db, issuer, both.toReversed());
    expect(await grantsById()).toEqual([[id, [auditor, invited.grant]]]);
  });

  it('keeps the place of nobody who signed in at another tenant', async () => {
    const former = 'https://former.example/';
    await syncTeam(database.db, former, [invited]);
    const formerId = await findTeamMember(database.db, { ...person, issuer: former });
    await syncTeam(database.db, issuer, [invited]);
    const id = await findTeamMember(database.db, person);
    expect(id).toBeDefined();
    expect(id).not.toBe(formerId);
    expect(await findTeamMember(database.db, { ...person, issuer: former })).toBeUndefined();
  });

  it('has one invitation per address, whoever writes it', async () => {
    await syncTeam(database.db, issuer, [invited]);
    const again = database.db
      .insertInto('team_members')
      .values({ invited_email: 'anna@example.com', grants: '[]' })
      .execute();
    await expect(again).rejects.toThrow('team_members_invited_email');
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
