import { migrate } from '@rollcall/database/migrate.ts';
import { type OpenDatabase, openDatabase } from '@rollcall/database/open.ts';
import type { ScheduledKind } from '@rollcall/shared/contract/schedules.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { turnsInProcess, type UserTurn } from '../access/user-turn.ts';
import { AuditTrail } from '../audit/trail.ts';
import { defaultPatience, ManagementClient } from '../management/client.ts';
import { TokenSource } from '../management/token.ts';
import { TenantUsers } from '../management/users.ts';
import { migrations } from '../store/migrations.ts';
import type { Tables } from '../store/schema.ts';
import { syncTeam } from '../store/team-configuration.ts';
import { findTeamMember } from '../store/team-sign-in.ts';
import { testDatabase } from '../testing/databases.ts';
import { type ScriptedTenant, scriptedTenant } from '../testing/scripted-tenant.ts';
import { europe } from '../testing/world.ts';
import { cancelPointless } from './pointless.ts';
import { actRunner } from './run-act.ts';
import { ScheduleStore } from './schedule-store.ts';

const issuer = 'https://tenant.example/';
const userId = 'auth0|planned';
const later = new Date(Date.now() + 3_600_000);
const afterwards = new Date(later.getTime() + 1000);

let database: OpenDatabase<Tables>;
let schedules: ScheduleStore;
let tenant: ScriptedTenant;
let memberId: string;
/** The user that the tenant knows; `undefined` for none. */
let user: object | undefined;
beforeAll(async () => {
  database = await openDatabase<Tables>({ url: await testDatabase() });
  await migrate(database.db, migrations);
  schedules = new ScheduleStore(database.db);
  const team = [{ who: 'auth0|editor', grant: { role: 'editor-users' as const, scope: europe } }];
  await syncTeam(database.db, issuer, { admins: [], team, teamClaim: undefined });
  const person = { issuer, subject: 'auth0|editor', email: undefined, emailVerified: false, name: 'Editor' };
  memberId = (await findTeamMember(database.db, { ...person, picture: undefined, claimed: undefined })) ?? '';
  tenant = await scriptedTenant((request, response) => {
    response.setHeader('content-type', 'application/json');
    if (request.url === '/oauth/token') {
      const scope = 'read:users update:users delete:users';
      response.end(JSON.stringify({ access_token: 't', expires_in: 3600, scope }));
      return;
    }
    response.statusCode = user === undefined ? 404 : 200;
    response.end(JSON.stringify(user ?? { errorCode: 'inexistent_user' }));
  });
});
beforeEach(async () => {
  await database.db.deleteFrom('scheduled_acts').execute();
  tenant.requests.length = 0;
  user = { user_id: userId, blocked: true, app_metadata: { region: 'eu' }, identities: [] };
});
afterAll(async () => {
  await tenant.close();
  await database.close();
});

function plan(kind: ScheduledKind, dueAt = later, more: object = {}) {
  return schedules.add({
    kind,
    userId,
    userName: 'Planned',
    memberId,
    memberName: 'Editor',
    reason: undefined,
    dueAt,
    ...more,
  });
}

async function taken() {
  const act = await schedules.takeDue(afterwards);
  if (act === undefined) throw new Error('Nothing is due.');
  return act;
}

const states = async () =>
  (await database.db.selectFrom('scheduled_acts').select(['kind', 'state']).orderBy('kind').execute()).map(
    ({ kind, state }) => `${kind} ${state}`,
  );

function runner(inTurn: UserTurn = turnsInProcess()) {
  const config = { origin: tenant.origin, clientId: 'web', clientSecret: 's', audience: 'a' };
  const tokens = new TokenSource({ ...config, m2mClientId: 'm2m', m2mClientSecret: 's' });
  const users = new TenantUsers(new ManagementClient(tenant.origin, tokens, defaultPatience));
  const trail = new AuditTrail(database.db);
  return actRunner({
    store: database.db,
    tokens,
    users,
    inTurn,
    trail,
    schedules,
    teamGuard: async () => {},
  });
}

const writes = () => tenant.requests.filter((line) => !/^(GET|POST \/oauth)/.test(line));

describe('an act that is due', () => {
  it('is not done when something else was planned while it waited for its turn', async () => {
    await plan('unblock');
    const act = await taken();
    const waiting: UserTurn = async (_userId, inTurn) => {
      await plan('unblock', new Date(later.getTime() + 86_400_000));
      return inTurn();
    };
    const end = await runner(waiting)(act, afterwards);
    expect(end).toMatchObject({ state: 'failed' });
    await schedules.settle(act, end, afterwards);
    expect(writes()).toEqual([]);
    expect((await states()).toSorted()).toEqual(['unblock cancelled', 'unblock pending']);
    expect(await schedules.takeDue(afterwards)).toBeUndefined();
  });

  it('is done where nothing came in between, and its own event cancels it not', async () => {
    await plan('unblock');
    await plan('delete');
    const act = await taken();
    const first = act.kind === 'unblock' ? act : await taken();
    expect(await runner()(first, afterwards)).toEqual({ state: 'done' });
    expect(writes()).toEqual([`PATCH /api/v2/users/${encodeURIComponent(userId)}`]);
    await cancelPointless(schedules, told('user.unblock', { requestId: `scheduled-${first.id}` }));
    await schedules.settle(first, { state: 'done' }, afterwards);
    expect(await states()).toEqual(['delete cancelled', 'unblock done']);
  });

  it('counts as done on a second try only where the user is gone, not where one may not see them', async () => {
    await plan('delete');
    const act = { ...(await taken()), tries: 2 };
    await database.db.updateTable('scheduled_acts').set({ tries: 2 }).execute();
    user = { ...user, app_metadata: { region: 'us' } };
    expect(await runner()(act, afterwards)).toMatchObject({ state: 'failed' });
    user = undefined;
    expect(await runner()(act, afterwards)).toEqual({ state: 'done' });
    expect(writes()).toEqual([]);
  });
});

function told(action: 'user.unblock' | 'user.block' | 'user.lock_down' | 'audit.revert', more: object = {}) {
  return {
    id: 1,
    at: '',
    action,
    actor: { id: 'm', name: 'Mona' },
    target: { kind: 'user' as const, id: userId },
    outcome: 'done' as const,
    changes: [],
    requestId: 'r',
    revertible: false,
    ...more,
  };
}

describe('what was planned', () => {
  it.each(['user.block', 'user.lock_down'] as const)(
    'does not end the block of a later %s',
    async (action) => {
      await plan('unblock');
      await plan('delete');
      await cancelPointless(schedules, told(action));
      expect(await states()).toEqual(['delete pending', 'unblock cancelled']);
    },
  );

  it('is over when a block is reverted', async () => {
    await plan('delete');
    await cancelPointless(
      schedules,
      told('audit.revert', { changes: [{ field: 'blocked', before: true, after: null }] }),
    );
    expect(await states()).toEqual(['delete cancelled']);
  });

  it('holds whatever characters the tenant has in a user', async () => {
    const odd = 'a\0b\ud800c';
    await plan('delete', later, { userName: odd, snapshot: { name: odd, user_metadata: { [odd]: odd } } });
    expect(await states()).toEqual(['delete pending']);
  });
});
