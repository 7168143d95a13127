import { sessionsRows } from '@rollcall/shared/contract/sessions.ts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from '../../testing/browser.ts';
import { type Children, childrenIn } from '../../testing/children.ts';
import { pathOf } from '../../testing/users.ts';
import { m2m, optionsFor, type Rollcall, startWorld, type World } from '../../testing/world.ts';

let world: World;
let children: Children;
let admin: Browser;
let support: Browser;
let readOnly: Rollcall;
/** Users who are signed in somewhere, and whom Support covers. */
let people: string[];

beforeAll(async () => {
  world = await startWorld();
  const rollcall = await world.rollcall();
  readOnly = await world.rollcall({ tenant: { ...optionsFor(world.tenant.url, 0).tenant, ...m2m.readOnly } });
  children = await childrenIn(world);
  admin = await rollcall.signedIn('admin');
  support = await rollcall.signedIn('support');
  people = await children.signedIn('eu', 6);
});
afterEach(async () => {
  world.tenant.faults.clear();
  await plan('unlimited');
});
afterAll(() => world.close());

async function plan(name: string): Promise<void> {
  await fetch(`${world.tenant.url}/__tenant/plan`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ plan: name }),
  });
}

async function listSessions(userId: string, query = '') {
  const { body } = await admin.api('GET', pathOf(userId, `/sessions${query}`));
  return sessionsRows.listUserSessions.response.parse(body);
}

async function withSeveralSessions(): Promise<string> {
  for (const userId of people) {
    if ((await children.idsOf(userId, 'sessions')).length > 1) return userId;
  }
  throw new Error('Nobody has two sessions.');
}

describe('listing', () => {
  it('shows from where, with what, when and in which applications somebody is signed in', async () => {
    const userId = people[0] ?? '';
    const { sessions, next, masked } = await listSessions(userId);
    expect(sessions.map(({ id }) => id).toSorted()).toEqual(
      (await children.idsOf(userId, 'sessions')).toSorted(),
    );
    expect([next, masked]).toEqual([undefined, []]);
    expect(sessions[0]).toEqual({
      id: expect.any(String),
      created_at: expect.any(String),
      authenticated_at: expect.any(String),
      last_interacted_at: expect.any(String),
      idle_expires_at: expect.any(String),
      expires_at: expect.any(String),
      device: {
        initial_ip: expect.any(String),
        initial_user_agent: expect.any(String),
        last_ip: expect.any(String),
        last_user_agent: expect.any(String),
      },
      clients: expect.arrayContaining([{ client_id: expect.any(String) }]),
      methods: expect.arrayContaining([expect.any(String)]),
    });
    const page = await admin.api('GET', pathOf(userId, '/refresh-tokens'));
    const { refresh_tokens: tokens } = sessionsRows.listUserRefreshTokens.response.parse(page.body);
    expect(tokens.map(({ id }) => id).toSorted()).toEqual(
      (await children.idsOf(userId, 'refresh-tokens')).toSorted(),
    );
    expect(tokens[0]).toMatchObject({
      client_id: expect.any(String),
      rotating: expect.any(Boolean),
      device: { last_ip: expect.any(String) },
      resource_servers: [{ audience: expect.any(String), scopes: expect.any(String) }],
    });
  });

  it('goes on from a checkpoint until everything was seen', async () => {
    const userId = await withSeveralSessions();
    const all = await children.idsOf(userId, 'sessions');
    const seen: string[] = [];
    let from: string | undefined;
    do {
      const query = from === undefined ? '?take=1' : `?take=1&from=${encodeURIComponent(from)}`;
      const { sessions, next } = await listSessions(userId, query);
      expect(sessions).toHaveLength(1);
      seen.push(...sessions.map(({ id }) => id));
      from = next;
    } while (from !== undefined);
    expect(seen.toSorted()).toEqual(all.toSorted());
    expect(seen.length).toBeGreaterThan(1);
  });

  it('shows devices of every type, and what applications were granted', async () => {
    const keys = await children.api('GET', '/device-credentials?type=public_key&per_page=1');
    const [{ id: key, user_id: userId, device_name: name, client_id: clientId }] = Object(keys.body);
    const devices = await admin.api('GET', pathOf(userId, '/device-credentials'));
    const { device_credentials: found } = sessionsRows.listUserDeviceCredentials.response.parse(devices.body);
    const [first, ...others] = found;
    expect(first).toEqual({ id: key, type: 'public_key', device_name: name, client_id: clientId });
    expect(others.map(({ id }) => id).toSorted()).toEqual(
      (await children.idsOf(userId, 'refresh-tokens')).toSorted(),
    );
    const grants = await admin.api('GET', pathOf(userId, '/grants?per_page=1'));
    expect(sessionsRows.listUserGrants.response.parse(grants.body).grants).toEqual([
      {
        id: expect.any(String),
        clientID: expect.any(String),
        audience: `${world.tenant.url}/userinfo`,
        scope: expect.arrayContaining(['openid']),
      },
    ]);
  });

  it('asks the tenant for the user and the one list, and nothing else', async () => {
    const userId = people[0] ?? '';
    const asked = await world.asked(() => listSessions(userId));
    const user = `GET /api/v2/users/${encodeURIComponent(userId)}`;
    expect(asked).toEqual([user, `${user}/sessions?take=25`]);
  });

  it('hides addresses from those whose grant does, and says that it does', async () => {
    const masking = await world.rollcall({
      team: [
        {
          who: 'viewer@rollcall.example',
          grant: { role: 'viewer-users', scope: { all: true }, mask: ['last_ip'] },
        },
      ],
    });
    const viewer = await masking.signedIn('viewer');
    const userId = people[0] ?? '';
    for (const kind of ['sessions', 'refresh-tokens'] as const) {
      const page = await viewer.api('GET', pathOf(userId, `/${kind}`));
      expect(page.body).toMatchObject({ masked: ['last_ip'] });
      expect(page.text).toContain('last_user_agent');
      expect(page.text).not.toMatch(/_ip":/);
    }
  });

  it.each([
    ['sessions', 'read:sessions'],
    ['refresh-tokens', 'read:refresh_tokens'],
    ['device-credentials', 'read:device_credentials'],
    ['grants', 'read:grants'],
  ])('of %s needs the scope %s', async (kind, scope) => {
    const poor = await readOnly.signedIn('admin');
    const page = await poor.api('GET', pathOf(people[0] ?? '', `/${kind}`));
    expect(page.body).toMatchObject({ status: 403, code: 'scope_missing', missing: [scope] });
  });

  it.each(['from=a%20b', 'take=0', 'take=101', 'page=1', 'take=1&take=2'])('refuses ?%s', async (query) => {
    expect((await admin.api('GET', pathOf(people[0] ?? '', `/sessions?${query}`))).body).toMatchObject({
      code: 'invalid_input',
    });
  });
});

describe('where the plan has no sessions', () => {
  it.each(['free', 'professional', 'bare'])(
    'that is said, and the rest still answers (%s)',
    async (name) => {
      const userId = people[0] ?? '';
      if (name === 'bare') {
        const bare = { statusCode: 404, error: 'Not Found', message: 'Not Found' };
        for (const path of ['*/sessions', '*/refresh-tokens', '*/revoke-access']) {
          world.tenant.faults.add({ kind: 'status', status: 404, path: `/api/v2/users/${path}`, body: bare });
        }
      } else await plan(name);
      for (const [method, path] of [
        ['GET', '/sessions'],
        ['GET', '/refresh-tokens'],
        ['DELETE', '/sessions'],
        ['POST', '/revoke-access'],
      ] as const) {
        expect([path, (await admin.api(method, pathOf(userId, path))).body]).toMatchObject([
          path,
          { status: 403, code: 'not_in_plan', detail: expect.stringContaining('Enterprise') },
        ]);
      }
      expect((await admin.api('GET', pathOf(userId, '/device-credentials'))).status).toBe(200);
    },
    40_000,
  );

  it('a user who is gone is not taken for a plan', async () => {
    const gone = { statusCode: 404, error: 'Not Found', message: 'User not found' };
    world.tenant.faults.add({ kind: 'status', status: 404, path: '/api/v2/users/*/sessions', body: gone });
    const page = await admin.api('GET', pathOf(people[0] ?? '', '/sessions'));
    expect(page.body).toMatchObject({ status: 404, code: 'not_found' });
  });
});

describe('the names of applications', () => {
  it('are for everybody who may see users, and are asked for once a minute', async () => {
    const asked = await world.asked(async () => {
      for (let count = 0; count < 2; count += 1) {
        const { body } = await support.api('GET', '/api/clients');
        expect(Object(body).clients).toContainEqual({
          client_id: 'meridian_portal',
          name: 'Meridian Portal',
        });
        expect(JSON.stringify(body)).not.toMatch(/secret/i);
      }
    });
    expect(asked).toHaveLength(1);
  });
});
