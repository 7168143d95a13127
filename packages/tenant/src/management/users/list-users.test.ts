import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tenant } from '../../start.ts';
import { type Api, managementApi, startTestTenant } from '../../testing/test-tenant.ts';

interface TestUser {
  identities: { connection: string }[];
}

let tenant: Tenant;
let api: Api;

beforeAll(async () => {
  tenant = await startTestTenant({ seedUsers: 1_200 });
  api = await managementApi(tenant);
}, 60_000);

afterAll(() => tenant.close());

function refusal(statusCode: number, message: string, errorCode?: string) {
  return {
    statusCode,
    error: expect.any(String),
    message,
    ...(errorCode === undefined ? {} : { errorCode }),
  };
}

describe('GET /users', () => {
  test('answers 50 users as an array by default, in JSON with its charset', async () => {
    const { status, headers, body } = await api('GET', '/users');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(body).toHaveLength(50);
  });

  test('answers totals in an object when asked', async () => {
    const { body } = await api('GET', '/users?page=2&per_page=7&include_totals=true');
    const { users, ...rest } = Object(body);
    expect(rest).toEqual({ start: 14, limit: 7, length: 7, total: 1_200 });
    expect(users).toHaveLength(7);
  });

  test('pages hold every user once', async () => {
    const pages = await Promise.all(
      [0, 1, 2].map((page) => api('GET', `/users?per_page=40&page=${page}&fields=user_id`)),
    );
    const ids = pages.flatMap(({ body }) => Object(body).map(({ user_id }: { user_id: string }) => user_id));
    expect(new Set(ids).size).toBe(120);
  });

  test('answers a page past the end with nobody', async () => {
    expect((await api('GET', '/users?q=email:admin@rollcall.example&page=3')).body).toEqual([]);
  });

  test('stops at the first thousand', async () => {
    expect((await api('GET', '/users?per_page=100&page=9')).status).toBe(200);
    expect((await api('GET', '/users?per_page=100&page=10')).body).toEqual(
      refusal(
        400,
        'You can only page through the first 1000 records. See https://auth0.com/docs/users/search/v3/view-search-results-by-page#limitation',
        'invalid_paging',
      ),
    );
  });

  test.each([
    [
      'per_page=101',
      "Query validation error: 'Value 101 is greater than maximum 100' on property per_page (Number of results per page. Defaults to 50).",
    ],
    [
      'page=-1',
      "Query validation error: 'Value -1 is less than minimum 0' on property page (Page index of the results to return. First page is 0).",
    ],
    [
      'page=x',
      "Query validation error: 'Expected type integer but found type string' on property page (Page index of the results to return. First page is 0).",
    ],
    [
      'search_engine=v4',
      "Query validation error: 'No enum match for: v4' on property search_engine (The version of the search engine).",
    ],
  ])('refuses %s in the grammar of Auth0', async (query, message) => {
    expect((await api('GET', `/users?${query}`)).body).toEqual(refusal(400, message, 'invalid_query_string'));
  });

  test.each([
    'name:(',
    'name:*ab',
    'user_metadata.theme:da*',
    'user_metadata.level:[1 TO 2]',
    'created_at:soon',
    'created_at:2024*',
  ])('refuses the query %j', async (q) => {
    const { status, body } = await api('GET', `/users?q=${encodeURIComponent(q)}`);
    expect(status).toBe(400);
    expect(body).toMatchObject({
      errorCode: 'invalid_query_string',
      message: expect.stringMatching(/^Query validation error: '.+' on property q\.$/u),
    });
  });

  test.each([
    'created_at',
    'created_at:2',
    'user_metadata.theme:1',
    'app_metadata.region:-1',
    'picture:1',
    'name; drop table users:1',
  ])('refuses to sort by %s', async (sort) => {
    expect((await api('GET', `/users?sort=${encodeURIComponent(sort)}`)).body).toMatchObject({
      errorCode: 'invalid_query_string',
    });
  });

  test.each([
    'name',
    'email',
    'created_at',
    'last_login',
    'logins_count',
    'user_id',
    'blocked',
    'phone_number',
    'given_name',
    'last_ip',
    'email_verified',
  ])('sorts by %s both ways, absent ones last', async (field) => {
    for (const [order, sign] of [
      ['1', 1],
      ['-1', -1],
    ] as const) {
      const { body } = await api(
        'GET',
        `/users?per_page=100&sort=${field}:${order}&q=${encodeURIComponent('user_id:sms* OR user_id:github*')}`,
      );
      const values = Object(body).map((user: Record<string, unknown>) => user[field]);
      const present = values.filter((value: unknown) => value !== undefined);
      expect(values.slice(0, present.length)).toEqual(present);
      const folded: (string | number)[] = present.map((value: unknown) =>
        typeof value === 'string' ? value.toLowerCase() : Number(value),
      );
      expect(folded).toEqual(folded.toSorted((a, b) => (a < b ? -sign : a > b ? sign : 0)));
    }
  });

  test('shows and hides fields', async () => {
    const { body } = await api('GET', '/users?q=email:admin@rollcall.example&fields=email,name');
    expect(body).toEqual([{ email: 'admin@rollcall.example', name: 'Ada Lindqvist' }]);
    const { body: without } = await api(
      'GET',
      '/users?q=email:admin@rollcall.example&fields=email&include_fields=false',
    );
    expect(Object(without)[0]).toHaveProperty('user_id');
    expect(Object(without)[0]).not.toHaveProperty('email');
  });

  test('refuses a field that does not exist', async () => {
    const { status, body } = await api('GET', '/users?fields=email,id');
    expect(status).toBe(400);
    expect(Object(body).message).toContain(
      "'String 'email,id' does not match pattern. Must be a comma separated list",
    );
  });

  test.each([
    ['search_engine=v1', 'You are not allowed to use search_engine=v1.'],
    ['search_engine=v2&q=x', 'You are not allowed to use search_engine=v2.'],
    ['search_engine=v1&q=x', "The 'q' parameter is available only if you specify 'search_engine=v2|v3'."],
  ])('%s has ended', async (query, message) => {
    expect((await api('GET', `/users?${query}`)).body).toEqual(refusal(400, message, 'invalid_query_string'));
  });

  test('search_engine=v3 is what is there, and connection= is of an engine that is not', async () => {
    const { body } = await api(
      'GET',
      '/users?search_engine=v3&connection=sms&q=email:admin@rollcall.example',
    );
    expect(body).toHaveLength(1);
  });

  test('per_page=0 asks for the total alone', async () => {
    const { body } = await api('GET', '/users?per_page=0&include_totals=true');
    expect(body).toEqual({ start: 0, limit: 0, length: 0, users: [], total: 1_200 });
  });

  test('primary_order=false may still answer in order', async () => {
    const query = '/users?per_page=10&fields=user_id';
    expect((await api('GET', `${query}&primary_order=false`)).body).toEqual((await api('GET', query)).body);
  });

  test.each(['1', '-1'])(
    'pages through both those with and those without a last_login, sorted by it, %s',
    async (order) => {
      const ids: string[] = [];
      const q = encodeURIComponent('user_id:sms* OR user_id:github*');
      for (let page = 0; page < 8; page += 1) {
        const { body } = await api('GET', `/users?q=${q}&sort=last_login:${order}&per_page=25&page=${page}`);
        for (const { user_id } of Object(body)) ids.push(user_id);
      }
      const { body } = await api('GET', `/users?q=${q}&per_page=0&include_totals=true`);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids).toHaveLength(Object(body).total);
    },
  );

  test('sorts by the primary connection', async () => {
    const { body } = await api('GET', '/users?sort=identities.connection:-1&per_page=3');
    expect(Object(body).map((user: TestUser) => user.identities[0]?.connection)).toEqual([
      'sms',
      'sms',
      'sms',
    ]);
  });

  test('refuses a token without read:users', async () => {
    const stranger = await managementApi(tenant, 'rollcall_local_m2m_devices');
    expect((await stranger('GET', '/users')).body).toEqual(
      refusal(403, 'Insufficient scope, expected any of: read:users', 'insufficient_scope'),
    );
  });

  test('answers a long address, and refuses a longer one in words of its own', async () => {
    expect((await api('GET', `/users?q=name:x${'%20'.repeat(5_300)}`)).status).toBe(200);
    for (const length of [16_500, 40_000]) {
      const { status, body } = await api('GET', `/users?q=${'a'.repeat(length)}`);
      expect(status).toBe(414);
      expect(body).toEqual({
        statusCode: 414,
        error: 'Request-URI Too Large',
        message: 'Request-URI Too Large',
      });
    }
  });

  test('finds the members of an organization', async () => {
    const { body: organizations } = await api('GET', '/organizations?per_page=1');
    const { id } = Object(organizations)[0];
    const { body: members } = await api(
      'GET',
      `/organizations/${id}/members?per_page=100&include_totals=true`,
    );
    const { body: found } = await api('GET', `/users?q=organization_id:${id}&per_page=0&include_totals=true`);
    expect(Object(members).total).toBeGreaterThan(0);
    expect(Object(found).total).toBe(Object(members).total);
  });
});

describe('GET /users that takes too long', () => {
  test('is 503, and only that search', async () => {
    const slow = await startTestTenant({ searchTimeoutMs: 0 });
    try {
      const slowly = await managementApi(slow);
      const { status, body } = await slowly('GET', '/users?q=name:*ann*');
      expect(status).toBe(503);
      expect(body).toEqual({
        statusCode: 503,
        error: 'Service Unavailable',
        message:
          'The query exceeded the timeout. Please try refining your search criteria. See https://auth0.com/docs/best-practices/search-best-practices',
      });
      expect((await slowly('GET', '/users-by-email?email=admin@rollcall.example')).status).toBe(200);
    } finally {
      await slow.close();
    }
  }, 60_000);
});
