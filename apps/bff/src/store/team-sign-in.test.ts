import { migrate } from '@rollcall/database/migrate.ts';
import { type OpenDatabase, openDatabase } from '@rollcall/database/open.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { migrations } from './migrations.ts';
import { storeRole } from './roles.ts';
import type { Tables } from './schema.ts';
import { syncTeam } from './team-configuration.ts';
import { invite, setDisabled } from './team-places.ts';
import { findTeamMember } from './team-sign-in.ts';
import { readGrants } from './team.ts';
import { testDatabase } from '../testing/databases.ts';

let database: OpenDatabase<Tables>;
beforeAll(async () => {
  database = await openDatabase<Tables>({ url: await testDatabase() });
  await migrate(database.db, migrations);
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.db.deleteFrom('team_members').execute();
  await database.db.deleteFrom('team_roles').execute();
});

const issuer = 'https://tenant.example/';
const anna = {
  issuer,
  subject: 'auth0|1',
  email: 'Anna@Example.com',
  emailVerified: true,
  name: 'Anna',
  picture: undefined,
  claimed: undefined,
};
const viewer = { role: 'viewer-users', scope: { all: true as const }, mask: [] };

function claiming(...claimed: string[]) {
  return { ...anna, claimed };
}

function find(person: Parameters<typeof findTeamMember>[1]) {
  return findTeamMember(database.db, person);
}

async function placeOf(id: string | undefined) {
  const row = await database.db
    .selectFrom('team_members')
    .selectAll()
    .where('id', '=', id ?? '')
    .executeTakeFirstOrThrow();
  return { ...row, roles: readGrants(row.grants, {}).map(({ role }) => role) };
}

describe('an invitation', () => {
  it('is taken by the first sign-in with its verified address, and by nobody after', async () => {
    const id = await invite(database.db, 'anna@EXAMPLE.com', [viewer]);
    expect(await find(anna)).toBe(id);
    expect(await find({ ...anna, email: undefined })).toBe(id);
    expect(await find({ ...anna, subject: 'google-oauth2|1' })).toBeUndefined();
    expect((await placeOf(id)).last_seen_at).toBeInstanceOf(Date);
  });

  it('is taken by a person who signs in twice at the same moment, both times', async () => {
    const id = await invite(database.db, 'anna@example.com', [viewer]);
    expect(await Promise.all([find(anna), find(anna)])).toEqual([id, id]);
  });

  it('is not taken with an address that nobody has verified, nor with another one', async () => {
    await invite(database.db, 'anna@example.com', [viewer]);
    expect(await find({ ...anna, emailVerified: false })).toBeUndefined();
    expect(await find({ ...anna, email: 'anna@example.co' })).toBeUndefined();
  });

  it('is not taken when it is disabled, until it is enabled', async () => {
    const id = await invite(database.db, 'anna@example.com', [viewer]);
    await setDisabled(database.db, id, true);
    expect(await find(anna)).toBeUndefined();
    await setDisabled(database.db, id, false);
    expect(await find(anna)).toBe(id);
  });
});

describe('a team member who is disabled', () => {
  it('does not sign in, nor take another invitation instead', async () => {
    const id = await invite(database.db, 'anna@example.com', [viewer]);
    await find(anna);
    await setDisabled(database.db, id, true);
    await invite(database.db, 'anna@other.example', [viewer]);
    expect(await find(anna)).toBeUndefined();
    expect(await find({ ...anna, email: 'anna@other.example' })).toBeUndefined();
  });
});

describe('a team that comes from a claim', () => {
  const made = 'role_aaaaaaaaaaaaaaaa';

  it('has whom the claim gives a team role, by id or by the title of one that the team made', async () => {
    await storeRole(database.db, made, { title: 'Night shift', permissions: ['users:read'] });
    const id = await find(claiming('support', 'Night shift', made, 'support', 'nonsense', 'constructor'));
    const place = await placeOf(id);
    expect(place).toMatchObject({ source: 'claim', subject: 'auth0|1' });
    expect(place.grants).toEqual(['support', made].map((role) => ({ role, scope: { all: true }, mask: [] })));
  });

  it.each([[[]], [['nonsense']], [['Admin']], [['ADMIN']], [['toString']]])(
    'does not have whom the claim gives %j',
    async (claimed) => {
      expect(await find(claiming(...claimed))).toBeUndefined();
    },
  );

  it('has what the claim says at this sign-in, not what it said before', async () => {
    const id = await find(claiming('admin'));
    expect(await find(claiming('viewer-users'))).toBe(id);
    expect((await placeOf(id)).roles).toEqual(['viewer-users']);
    await database.db
      .insertInto('sessions')
      .values({ key: 'k', member_id: id ?? '' })
      .execute();
    expect(await find(claiming())).toBeUndefined();
    expect((await placeOf(id)).roles).toEqual([]);
    const { revoked_at: revoked } = await database.db
      .selectFrom('sessions')
      .select('revoked_at')
      .executeTakeFirstOrThrow();
    expect(revoked).toBeInstanceOf(Date);
  });

  it('does not have whom it has disabled, whatever the claim says', async () => {
    const id = await find(claiming('admin'));
    await setDisabled(database.db, id ?? '', true);
    expect(await find(claiming('admin'))).toBeUndefined();
    expect(await find(claiming())).toBeUndefined();
  });

  it('takes nothing from the team page: neither an invitation nor grants that were given there', async () => {
    const id = await invite(database.db, 'anna@example.com', [viewer]);
    expect(await find(claiming())).toBeUndefined();
    await find(anna);
    expect(await find(claiming())).toBeUndefined();
    expect(await find(claiming('auditor'))).toBe(id);
    expect((await placeOf(id)).roles).toEqual(['auditor']);
  });

  it('leaves the Admins of the configuration as they are, and adds nothing to them', async () => {
    const teamClaim = 'https://rollcall.example/roles';
    await syncTeam(database.db, issuer, { admins: ['anna@example.com'], team: [], teamClaim });
    const id = await find(claiming('viewer-users'));
    expect(await placeOf(id)).toMatchObject({ source: 'configuration', roles: ['admin'] });
    expect(await find(claiming())).toBe(id);
  });
});
