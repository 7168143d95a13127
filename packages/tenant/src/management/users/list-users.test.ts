import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tenant } from '../../start.ts';
import { type Api, managementApi, startTestTenant } from '../../testing/test-tenant.ts';

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
    'q:\0',
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
});
