import { migrate } from '@rollcall/database/migrate.ts';
import { type OpenDatabase, openDatabase } from '@rollcall/database/open.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { migrations } from './migrations.ts';
import type { Tables } from './schema.ts';
import { syncTeam } from './team-configuration.ts';
import { removePlace, setDisabled, setGrants } from './team-places.ts';
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
  await database.db.deleteFrom('settings').execute();
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
const everybody = { all: true } as const;
const europe = { eq: { field: 'app_metadata.region', value: 'eu' } };
const viewer = { role: 'viewer-users', scope: everybody, mask: [] };
const bill = { who: 'Bill@Example.com', grant: { role: 'support', scope: europe } };

type Configured = Partial<Parameters<typeof syncTeam>[2]>;

function start(configured: Configured, at = issuer) {
  return syncTeam(database.db, at, { admins: [], team: [], teamClaim: undefined, ...configured });
}

async function places() {
  const rows = await database.db.selectFrom('team_members').selectAll().orderBy('invited_email').execute();
  return rows.map(({ id, invited_email: email, grants, source, disabled_at: disabled }) => ({
    id,
    email,
    roles: readGrants(grants, {}).map(({ role }) => role),
    source,
    disabled: disabled !== null,
  }));
}

async function onlyPlace() {
  const [place, ...others] = await places();
  if (place === undefined || others.length > 0) throw new Error('There is not one place.');
  return place;
}

async function session(person: Parameters<typeof findTeamMember>[1]) {
  const id = (await findTeamMember(database.db, person)) ?? '';
  await database.db
    .insertInto('sessions')
    .values({ key: `of ${person.subject}`, member_id: id })
    .execute();
}
async function keys() {
  const rows = await database.db.selectFrom('sessions').select('key').execute();
  return rows.map(({ key }) => key);
}

describe('ROLLCALL_ADMINS', () => {
  it('are Admins again at each start, whatever has become of them', async () => {
    await start({ admins: ['Anna@example.com'] });
    const { id } = await onlyPlace();
    expect(await findTeamMember(database.db, anna)).toBe(id);
    await setGrants(database.db, id, [viewer]);
    await setDisabled(database.db, id, true);
    await start({ admins: ['anna@example.com'] });
    expect(await onlyPlace()).toMatchObject({
      id,
      roles: ['admin'],
      source: 'configuration',
      disabled: false,
    });
    await removePlace(database.db, id);
    await start({ admins: ['anna@example.com'] });
    expect(await onlyPlace()).toMatchObject({ roles: ['admin'], source: 'configuration' });
  });

  it('who are named no more stay what they are, on the team page', async () => {
    await start({ admins: ['anna@example.com'] });
    await start({});
    const { id, ...place } = await onlyPlace();
    expect(place).toMatchObject({ roles: ['admin'], source: 'team' });
    await setGrants(database.db, id, [viewer]);
    await start({});
    expect(await onlyPlace()).toMatchObject({ id, roles: ['viewer-users'] });
  });

  it('by user_id know their person whatever the address, and only under their issuer', async () => {
    await start({ admins: ['auth0|1'] });
    const { id } = await onlyPlace();
    const elsewhere = { ...anna, issuer: 'https://evil.example/' };
    expect(await findTeamMember(database.db, { ...anna, email: 'other@example.com' })).toBe(id);
    expect(await findTeamMember(database.db, elsewhere)).toBeUndefined();
  });
});

describe('ROLLCALL_TEAM', () => {
  it('adds at the first start that names somebody; what the team page makes of it stays', async () => {
    await start({ team: [bill] });
    const { id, ...place } = await onlyPlace();
    expect(place).toMatchObject({ email: 'bill@example.com', roles: ['support'], source: 'team' });
    await setGrants(database.db, id, [viewer]);
    await start({ team: [{ ...bill, grant: { role: 'auditor', scope: everybody } }] });
    expect(await onlyPlace()).toMatchObject({ id, roles: ['viewer-users'] });
    await start({});
    expect(await onlyPlace()).toMatchObject({ id, roles: ['viewer-users'] });
  });

  it('does not bring back whom the team page has removed', async () => {
    await start({ team: [bill] });
    await removePlace(database.db, (await onlyPlace()).id);
    await start({ team: [{ ...bill, who: 'BILL@example.com' }] });
    expect(await places()).toEqual([]);
  });

  it('gives somebody who is named twice both grants, and leaves a place alone that is there', async () => {
    const second = { who: 'bill@example.com', grant: { role: 'auditor', scope: everybody } };
    await start({
      admins: ['anna@example.com'],
      team: [bill, second, { ...second, who: 'ANNA@example.com' }],
    });
    expect(await places()).toMatchObject([
      { email: 'anna@example.com', roles: ['admin'] },
      { email: 'bill@example.com', roles: ['support', 'auditor'] },
    ]);
  });
});

describe('another tenant', () => {
  it('knows nobody who signed in at the one before, and has the configured team anew', async () => {
    const former = 'https://former.example/';
    await start({ admins: ['anna@example.com'], team: [bill] }, former);
    const formerId = await findTeamMember(database.db, { ...anna, issuer: former });
    const gone = (await places()).find(({ email }) => email === 'bill@example.com');
    await removePlace(database.db, gone?.id ?? '');
    await start({ admins: ['anna@example.com'], team: [bill] });
    expect(await places()).toMatchObject([{ roles: ['admin'] }, { email: 'bill@example.com' }]);
    const id = await findTeamMember(database.db, anna);
    expect(id).toBeDefined();
    expect(id).not.toBe(formerId);
    expect(await findTeamMember(database.db, { ...anna, issuer: former })).toBeUndefined();
  });
});

describe('TEAM_CLAIM', () => {
  const teamClaim = 'https://rollcall.example/roles';

  it('ends the sessions of those whom the team page has let in, and not of the configured Admins', async () => {
    const configured = { admins: ['anna@example.com'], team: [bill] };
    await start(configured);
    await session(anna);
    await session({ ...anna, subject: 'auth0|2', email: 'bill@example.com' });
    await start({ ...configured, teamClaim });
    expect(await keys()).toEqual(['of auth0|1']);
    await start(configured);
    expect((await places()).map(({ roles }) => roles)).toEqual([['admin'], ['support']]);
  });

  it('that is taken away takes with it what the claim gave, and lets nobody in by being disabled', async () => {
    await start({ teamClaim });
    await session({ ...anna, claimed: ['admin'] });
    const disabled = { ...anna, subject: 'auth0|2', claimed: ['admin'] };
    await session(disabled);
    await setDisabled(database.db, (await findTeamMember(database.db, disabled)) ?? '', true);
    await start({});
    expect(await keys()).toEqual([]);
    expect(await places()).toMatchObject([{ source: 'claim', disabled: true }]);
    expect(await findTeamMember(database.db, { ...disabled, claimed: undefined })).toBeUndefined();
  });
});

it('the database has one invitation per address, whoever writes it', async () => {
  await start({ admins: ['anna@example.com'] });
  const again = database.db
    .insertInto('team_members')
    .values({ invited_email: 'anna@example.com', grants: '[]' })
    .execute();
  await expect(again).rejects.toThrow('team_members_invited_email');
});
