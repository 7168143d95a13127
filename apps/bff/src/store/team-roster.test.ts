import { refuseTeamChange } from '@rollcall/shared/access/rank.ts';
import { migrate } from '@rollcall/database/migrate.ts';
import { type OpenDatabase, openDatabase } from '@rollcall/database/open.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { migrations } from './migrations.ts';
import type { Tables } from './schema.ts';
import { SessionStore } from './session-store.ts';
import { syncTeam } from './team-configuration.ts';
import { removePlace, setDisabled, setGrants } from './team-places.ts';
import { TeamRoster } from './team-roster.ts';
import { findTeamMember } from './team-sign-in.ts';
import { countingSources } from './team.ts';
import { testDatabase } from '../testing/databases.ts';

let database: OpenDatabase<Tables>;
let roster: TeamRoster;
beforeAll(async () => {
  database = await openDatabase<Tables>({ url: await testDatabase() });
  await migrate(database.db, migrations);
  const sessionStore = new SessionStore(database.db, true);
  roster = new TeamRoster(database.db, sessionStore, countingSources(undefined));
});
afterAll(() => database.close());

const issuer = 'https://tenant.example/';
const names = ['auth0|a', 'auth0|b'] as const;

async function twoAdmins(): Promise<string[]> {
  await syncTeam(database.db, issuer, { admins: names, team: [], teamClaim: undefined });
  const ids = [];
  for (const subject of names) {
    const person = { issuer, subject, email: undefined, emailVerified: false, name: subject };
    ids.push(await findTeamMember(database.db, { ...person, picture: undefined, claimed: undefined }));
  }
  return ids.filter((id) => id !== undefined);
}

const viewer = { role: 'viewer-users', scope: { all: true as const }, mask: [] };
type Way = 'remove' | 'disable' | 'demote';

/** One of two team members tries to do away with the other. */
async function oust(actor: string, target: string, way: Way): Promise<string> {
  return roster.change(async ({ places }, store) => {
    const before = places.find(({ id }) => id === target);
    if (before === undefined) return 'gone';
    const after = { ...before, active: way === 'demote', grants: way === 'demote' ? [] : before.grants };
    const change = way === 'remove' ? { before } : { before, after };
    const refusal = refuseTeamChange(places, actor, [change]);
    if (refusal !== undefined) return refusal.code;
    if (way === 'remove') await removePlace(store, target);
    else if (way === 'disable') await setDisabled(store, target, true);
    else await setGrants(store, target, [viewer]);
    return 'done';
  });
}

it('of two Admins who do away with each other at the same time, one stays: 100 pairs', async () => {
  const ways: Way[] = ['remove', 'disable', 'demote'];
  for (let pair = 0; pair < 100; pair += 1) {
    const [one = '', other = ''] = await twoAdmins();
    const way = ways[pair % 3] ?? 'remove';
    const outcomes = await Promise.all([
      oust(one, other, way),
      oust(other, one, ways[(pair + (pair % 2)) % 3] ?? 'remove'),
    ]);
    expect(outcomes.toSorted()).toEqual(['done', 'last_admin']);
  }
});

it('a change that is refused half way has changed nothing', async () => {
  const [one = ''] = await twoAdmins();
  const failing = roster.change(async (_roster, store) => {
    await removePlace(store, one);
    throw new Error('half way');
  });
  await expect(failing).rejects.toThrow('half way');
  expect((await roster.read()).places.map(({ id }) => id)).toContain(one);
});
