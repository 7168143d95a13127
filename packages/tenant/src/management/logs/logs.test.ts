import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tenant } from '../../start.ts';
import { type Api, managementApi, startTestTenant } from '../../testing/test-tenant.ts';

let tenant: Tenant;
let api: Api;

beforeAll(async () => {
  tenant = await startTestTenant();
  api = await managementApi(tenant);
});

afterAll(() => tenant.close());

interface Event {
  log_id: string;
  type: string;
  date: string;
  user_id?: string;
  [property: string]: unknown;
}

async function list(query: string, as = api): Promise<Event[]> {
  const { body } = await as('GET', `/logs?${query}`);
  return Array.isArray(body) ? body : [];
}

const find = (q: string, more = '') => list(`q=${encodeURIComponent(q)}&${more}`);

describe('the log', () => {
  test('tells of an act of the Management API: what, by whom, on whom, and no secret', async () => {
    const { body } = await api('POST', '/users', {
      connection: 'Username-Password-Authentication',
      email: 'logged@example.com',
      password: 'Never-to-be-seen-1',
    });
    const { user_id } = Object(body);
    await api('PATCH', `/users/${encodeURIComponent(user_id)}`, { name: 'Logged' });
    const [event] = await find(`type:sapi AND user_id:"${user_id}"`);
    expect(event).toMatchObject({
      type: 'sapi',
      description: 'Update a User',
      client_id: 'rollcall_local_m2m',
      user_id,
      ip: expect.stringMatching(/^(127\.0\.0\.1|::1)$/u),
      details: {
        request: {
          method: 'patch',
          path: `/api/v2/users/${encodeURIComponent(user_id)}`,
          body: { name: 'Logged' },
        },
        response: { statusCode: 200 },
      },
    });
    expect(JSON.stringify(await list('per_page=100'))).not.toContain('Never-to-be-seen');
  });

  test('says nothing of reads and of acts that failed', async () => {
    const before = await list('per_page=1');
    await api('GET', '/users');
    await api('PATCH', '/users/auth0%7Cnobody', { name: 'x' });
    expect(await list('per_page=1')).toEqual(before);
  });

  test('is newest first, oldest first when asked, in pages', async () => {
    const [newest, oldest] = await Promise.all([list('per_page=20'), list('per_page=20&sort=date:1')]);
    expect(newest.map(({ date }) => date)).toEqual(
      newest
        .map(({ date }) => date)
        .toSorted()
        .toReversed(),
    );
    expect(oldest.map(({ date }) => date)).toEqual(oldest.map(({ date }) => date).toSorted());
    const second = await list('per_page=10&page=1');
    expect(second).toEqual(newest.slice(10));
  });

  test('wraps a page with its length for a total', async () => {
    const { body } = await api('GET', '/logs?per_page=7&page=1&include_totals=true');
    expect(body).toMatchObject({ start: 7, limit: 7, length: 7, total: 7 });
  });

  test('goes on from an event, oldest first, and names the next page in a header', async () => {
    const all = await list('per_page=30&sort=date:1');
    const { body, headers } = await api('GET', `/logs?from=${all[9]?.log_id}&take=10&q=type:nothing`);
    expect(body).toEqual(all.slice(10, 20));
    expect(headers.get('link')).toBe(
      `<${tenant.url}/api/v2/logs?from=${all[19]?.log_id}&take=10>; rel="next"`,
    );
    const [newest] = await list('per_page=1');
    const end = await api('GET', `/logs?from=${newest?.log_id}`);
    expect(end.body).toEqual([]);
    expect(end.headers.get('link')).toBeNull();
  });

  test('shows and hides fields', async () => {
    const [some] = await list('per_page=1&fields=type,date');
    expect(Object.keys(some ?? {}).toSorted()).toEqual(['date', 'type']);
    const [rest] = await list('per_page=1&fields=type&include_fields=false');
    expect(rest).not.toHaveProperty('type');
    expect(rest).toHaveProperty('log_id');
  });

  test('is searched by field, where capitals count', async () => {
    const events = await find('type:s AND connection:"google-oauth2"', 'per_page=100');
    expect(events.length).toBeGreaterThan(5);
    expect(new Set(events.map(({ type, connection }) => `${type} ${String(connection)}`))).toEqual(
      new Set(['s google-oauth2']),
    );
    expect(await find('connection:"Google-OAuth2"')).toEqual([]);
    expect(await find('type:(s OR ss) AND NOT type:s AND NOT type:ss')).toEqual([]);
    expect((await find('user_agent:Mozilla*iPhone*', 'per_page=5')).every(({ isMobile }) => isMobile)).toBe(
      true,
    );
    expect(await find('_exists_:organization_name')).toEqual([]);
  });

  test('is searched by dates as periods', async () => {
    const [oldest] = await list('per_page=1&sort=date:1');
    const day = oldest?.date.slice(0, 10) ?? '';
    const events = await find(`date:[* TO ${day}]`, 'per_page=100');
    expect(events.length).toBeGreaterThan(0);
    expect(new Set(events.map(({ date }) => date.slice(0, 10)))).toEqual(new Set([day]));
    expect(await find(`date:[* TO ${day}}`)).toEqual([]);
  });

  test('finds words at the beginning of names, whatever their capitals', async () => {
    const events = await find('GOOGLE', 'per_page=10');
    expect(events.length).toBe(10);
    expect(events.every(({ connection }) => connection === 'google-oauth2')).toBe(true);
  });

  test.each([
    ['q=type:(', 'q'],
    ['q=user_agent:*a', 'q'],
    ['q=date:soon', 'q'],
    ['q=password:x', 'q'],
    ['sort=type:1', 'sort'],
    ['per_page=101', 'per_page'],
  ])('refuses %s', async (query, property) => {
    const { status, body } = await api('GET', `/logs?${query}`);
    expect(status).toBe(400);
    expect(body).toMatchObject({
      errorCode: 'invalid_query_string',
      message: expect.stringContaining(`on property ${property}`),
    });
  });

  test('ends after a thousand by page', async () => {
    expect((await api('GET', '/logs?per_page=100&page=10')).body).toMatchObject({
      errorCode: 'invalid_paging',
    });
  });

  test('answers one event by its id, and no other', async () => {
    const [event] = await list('per_page=1');
    expect((await api('GET', `/logs/${event?.log_id}`)).body).toEqual(event);
    expect((await api('GET', '/logs/900000')).status).toBe(404);
  });

  test('needs a scope', async () => {
    const other = await managementApi(tenant, 'rollcall_local_m2m_read');
    for (const path of ['/logs', '/logs/1', '/users/auth0%7C1/logs', '/stats/daily', '/stats/active-users']) {
      expect((await other('GET', path)).status).toBe(403);
    }
  });
});

describe('the log of one user', () => {
  test('holds what the user did and what was done to the user', async () => {
    const [{ user_id = '' } = {}] = await find('type:s');
    const path = `/users/${encodeURIComponent(user_id)}/logs`;
    await api('PATCH', `/users/${encodeURIComponent(user_id)}`, { user_metadata: { seen: true } });
    const { body } = await api('GET', `${path}?include_totals=true&per_page=3`);
    const { logs, total, ...rest } = Object(body);
    expect(rest).toEqual({ start: 0, limit: 3, length: logs.length });
    expect(logs[0]).toMatchObject({ type: 'sapi', description: 'Update a User' });
    expect(total).toBeGreaterThanOrEqual(logs.length);
    const all: Event[] = Object((await api('GET', path)).body);
    expect(new Set(all.map((event) => event.user_id))).toEqual(new Set([user_id]));
    expect(all).toHaveLength(total);
  });

  test('outlives the user, is empty for nobody, and is refused for what is no id', async () => {
    const { body } = await api('POST', '/users', { connection: 'email', email: 'short@example.com' });
    const path = `/users/${encodeURIComponent(Object(body).user_id)}`;
    await api('DELETE', path);
    expect(Object((await api('GET', `${path}/logs`)).body).length).toBeGreaterThan(0);
    expect((await api('GET', '/users/auth0%7Cnobody/logs')).body).toEqual([]);
    expect((await api('GET', '/users/nobody/logs')).status).toBe(400);
  });
});

describe('statistics', () => {
  test('count the people who signed in within 30 days, as a bare number', async () => {
    const { body } = await api('GET', '/stats/active-users');
    const since = new Date(Date.now() - 30 * 86_400_000).toISOString();
    const { body: users } = await api('GET', `/users?include_totals=true&q=last_login:[${since} TO *]`);
    expect(body).toBe(Object(users).total);
  });

  test('count sign-ins and sign-ups by day', async () => {
    const { body } = await api('GET', '/stats/daily?from=20200101&to=20261231');
    const days: { date: string; logins: number; signups: number }[] = Object(body);
    expect(days.map(({ date }) => date)).toEqual(days.map(({ date }) => date).toSorted());
    const logins = await find('type:s', 'per_page=100');
    const page = Object((await api('GET', '/logs?q=type:s&per_page=100&page=1')).body);
    expect(days.reduce((sum, day) => sum + day.logins, 0)).toBeGreaterThanOrEqual(
      logins.length + page.length,
    );
    expect(days.every(({ date }) => date.endsWith('T00:00:00.000Z'))).toBe(true);
  });

  test.each(['from=2026-01-01', 'to=20261301', 'from=20260230'])('refuse %s', async (query) => {
    expect((await api('GET', `/stats/daily?${query}`)).body).toMatchObject({
      errorCode: 'invalid_query_string',
    });
  });
});
