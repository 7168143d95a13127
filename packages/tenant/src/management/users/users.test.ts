import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tenant } from '../../start.ts';
import { type Api, managementApi, send, startTestTenant } from '../../testing/test-tenant.ts';

let tenant: Tenant;
let api: Api;
let reader: Api;

beforeAll(async () => {
  tenant = await startTestTenant({ seedUsers: 1_200 });
  [api, reader] = await Promise.all([
    managementApi(tenant),
    managementApi(tenant, 'rollcall_local_m2m_read'),
  ]);
}, 60_000);

afterAll(() => tenant.close());

const DATABASE = 'Username-Password-Authentication';
const ADMIN = '/users/auth0%7C0000000000000000000000a1';

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
      "Query validation error: 'Value 101 is greater than maximum 100' on property per_page (Number of results per page. Defaults to 50.).",
    ],
    [
      'page=-1',
      "Query validation error: 'Value -1 is less than minimum 0' on property page (Page index of the results to return. First page is 0.).",
    ],
    [
      'page=x',
      "Query validation error: 'Expected type integer but found type string' on property page (Page index of the results to return. First page is 0.).",
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
      const folded = present.map((value: unknown) =>
        typeof value === 'string' ? value.toLowerCase() : Number(value),
      );
      expect(folded).toEqual([...folded].sort((a, b) => (a < b ? -sign : a > b ? sign : 0)));
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

describe('reading one user', () => {
  test('answers the whole user, without anything secret', async () => {
    const { status, body } = await reader('GET', ADMIN);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      user_id: 'auth0|0000000000000000000000a1',
      email: 'admin@rollcall.example',
      email_verified: true,
    });
    expect(JSON.stringify(body)).not.toMatch(/password|\$2b/u);
  });

  test.each([
    ['/users/foo', 400, "Object didn't pass validation for format user-id: foo", 'invalid_uri'],
    ['/users/auth0%7C%00', 400, "Object didn't pass validation for format user-id: auth0|\0", 'invalid_uri'],
    ['/users/auth0%7Cmissing', 404, 'The user does not exist.', 'inexistent_user'],
  ])('refuses %s', async (path, status, message, code) => {
    const answer = await api('GET', path);
    expect(answer).toMatchObject({ status, body: refusal(status, message, code) });
  });

  test('refuses a path that is no UTF-8', async () => {
    expect(await api('GET', '/users/%ff')).toMatchObject({ status: 400, body: { errorCode: 'invalid_uri' } });
  });

  test('finds users by e-mail exactly, and by nothing else', async () => {
    expect((await api('GET', '/users-by-email?email=admin@rollcall.example')).body).toHaveLength(1);
    expect((await api('GET', '/users-by-email?email=Admin@rollcall.example')).body).toEqual([]);
    expect((await api('GET', '/users-by-email')).body).toEqual(
      refusal(400, "Query validation error: 'Missing required property: email'.", 'invalid_query_string'),
    );
    expect((await api('GET', '/users-by-email?email=foo')).body).toMatchObject({
      errorCode: 'invalid_query_string',
    });
  });

  test('finds a directory user by the capitals the directory sent', async () => {
    const { body } = await api('GET', '/users?q=user_id:waad*&per_page=1');
    const [{ email, user_id }] = Object(body);
    expect(email).toMatch(/[A-Z]/u);
    const found = Object((await api('GET', `/users-by-email?email=${email}`)).body);
    expect(found.map((user: { user_id: string }) => user.user_id)).toContain(user_id);
  });
});

describe('POST /users', () => {
  const create = (body: object) =>
    api('POST', '/users', { connection: DATABASE, password: 'Good-enough-1', ...body });

  test('creates a database user with the defaults of Auth0', async () => {
    const { status, body } = await create({ email: 'Fresh.User@Example.COM' });
    expect(status).toBe(201);
    expect(body).toEqual({
      user_id: expect.stringMatching(/^auth0\|[0-9a-f]{24}$/u),
      email: 'fresh.user@example.com',
      email_verified: false,
      name: 'fresh.user@example.com',
      nickname: 'fresh.user',
      picture:
        'https://s.gravatar.com/avatar/0724f784a495df78218230aad200f631?s=480&r=pg&d=https%3A%2F%2Fcdn.auth0.com%2Favatars%2Ffr.png',
      identities: [{ connection: DATABASE, provider: 'auth0', user_id: expect.any(String), isSocial: false }],
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/u),
      updated_at: Object(body).created_at,
    });
    expect((await api('GET', `/users/${encodeURIComponent(Object(body).user_id)}`)).body).toEqual(body);
    expect((await api('GET', '/users?q=email:fresh.user@example.com')).body).toEqual([body]);
  });

  test('takes an id, metadata and a block as they are sent', async () => {
    const { body } = await create({
      email: 'own-id@example.com',
      user_id: 'own-id',
      blocked: true,
      user_metadata: { a: { b: [1, null] } },
      app_metadata: { region: 'eu', gone: null },
      name: '  山田  ',
    });
    expect(body).toMatchObject({
      user_id: 'auth0|own-id',
      blocked: true,
      user_metadata: { a: { b: [1, null] } },
      app_metadata: { region: 'eu' },
      name: '  山田  ',
    });
  });

  test('creates passwordless users', async () => {
    const email = await api('POST', '/users', { connection: 'email', email: 'Code@example.com' });
    expect(email).toMatchObject({ status: 201, body: { email: 'code@example.com' } });
    const sms = await api('POST', '/users', { connection: 'sms', phone_number: '+491701234567' });
    expect(sms).toMatchObject({
      status: 201,
      body: { phone_number: '+491701234567', phone_verified: false },
    });
  });

  test('creates a user with a username where the connection has usernames', async () => {
    const body = {
      connection: 'Staff-Directory',
      email: 'u1@staff.example',
      username: 'New.Name',
      password: 'Tr1cky-Words-Here',
    };
    expect(await api('POST', '/users', body)).toMatchObject({ status: 201, body: { username: 'new.name' } });
    expect(await api('POST', '/users', { ...body, email: 'u2@staff.example' })).toMatchObject({
      status: 400,
      body: refusal(400, 'The username provided is in use already.', 'auth0_idp_error'),
    });
  });

  test('refuses a second account with the same e-mail, whatever its capitals', async () => {
    await create({ email: 'twice@example.com' });
    expect(await create({ email: 'TWICE@example.com' })).toMatchObject({
      status: 409,
      body: refusal(409, 'The user already exists.', 'auth0_idp_error'),
    });
  });

  test('ten at the same moment with one e-mail become one user', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => create({ email: 'race@example.com' })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(9).fill(409)]);
  });

  test.each<[string, object, string, string?]>([
    [
      'an unknown connection',
      { connection: 'Nope', email: 'a@b.co' },
      'The connection does not exist.',
      'inexistent_connection',
    ],
    [
      'a social connection',
      { connection: 'google-oauth2', email: 'a@b.co' },
      'Connection does not support user creation through the API. It must either be a database or passwordless connection.',
    ],
    [
      'no connection',
      { connection: undefined, email: 'a@b.co' },
      "Payload validation error: 'Missing required property: connection'.",
      'invalid_body',
    ],
    ['no e-mail', {}, "Payload validation error: 'Missing required property: email'.", 'invalid_body'],
    [
      'no password',
      { email: 'a@b.co', password: undefined },
      "Payload validation error: 'Missing required property: password'.",
      'invalid_body',
    ],
    [
      'a bad e-mail',
      { email: 'x' },
      "Payload validation error: 'Object didn't pass validation for format email: x' on property email (The user's email.).",
      'invalid_body',
    ],
    [
      'a username it does not have',
      { email: 'a@b.co', username: 'abc' },
      'Cannot set username for connection without requires_username.',
    ],
    [
      'a wrong type',
      { email: 'a@b.co', blocked: 'yes' },
      "Payload validation error: 'Expected type boolean but found type string' on property blocked (Whether this user was blocked by an administrator (true) or not (false).).",
      'invalid_body',
    ],
    [
      'an unknown attribute',
      { email: 'a@b.co', age: 5 },
      `Payload validation error: 'Additional properties not allowed: age (consider storing them in app_metadata or user_metadata. See "Users Metadata" in https://auth0.com/docs/api/v2/changes for more details)'.`,
      'invalid_body',
    ],
    ['a weak password', { email: 'a@b.co', password: 'weak' }, 'PasswordStrengthError: Password is too weak'],
    [
      'a script as picture',
      { email: 'a@b.co', picture: 'javascript:alert(1)' },
      "Payload validation error: 'Object didn't pass validation for format strict-uri: javascript:alert(1)' on property picture (A URI pointing to the user's picture.).",
      'invalid_body',
    ],
    [
      'a reserved name',
      { email: 'a@b.co', app_metadata: { blocked: true } },
      "Payload validation error: 'The following properties are reserved: blocked' on property app_metadata.",
      'invalid_body',
    ],
    [
      'a dot in a name',
      { email: 'a@b.co', user_metadata: { a: { 'b.c': 1 } } },
      `Payload validation error: 'Property names must not contain "." or "$": b.c' on property user_metadata.`,
      'invalid_body',
    ],
    [
      'a NUL character',
      { email: 'a@b.co', name: 'a\0b' },
      "Payload validation error: 'The body holds an invalid character'.",
      'invalid_body',
    ],
  ])('refuses %s', async (_what, body, message, code) => {
    const answer = await create(body);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject(refusal(400, message, code));
  });

  test('refuses what is no JSON', async () => {
    const token = await managementToken();
    const response = await fetch(`${tenant.url}/api/v2/users`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: '{"email":',
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ message: 'Invalid request payload JSON format' });
  });

  test('refuses a body that is too large', async () => {
    const answer = await create({ email: 'big@example.com', user_metadata: { big: 'x'.repeat(1_100_000) } });
    expect(answer).toMatchObject({
      status: 413,
      body: { message: 'Payload content length greater than maximum allowed: 1048576' },
    });
  });

  async function managementToken(): Promise<string> {
    const { body } = await send(`${tenant.url}/oauth/token`, 'POST', undefined, {
      grant_type: 'client_credentials',
      client_id: 'rollcall_local_m2m',
      client_secret: 'rollcall_local_m2m_secret',
      audience: `${tenant.url}/api/v2/`,
    });
    return Object(body).access_token;
  }
});

describe('DELETE /users/{id}', () => {
  test('removes the user from everywhere, and answers the same the second time', async () => {
    const { body } = await api('POST', '/users', {
      connection: DATABASE,
      email: 'gone@example.com',
      password: 'Good-enough-1',
    });
    const path = `/users/${encodeURIComponent(Object(body).user_id)}`;
    expect(await api('DELETE', path)).toMatchObject({ status: 204, body: '' });
    expect((await api('GET', path)).status).toBe(404);
    expect((await api('GET', '/users?q=email:gone@example.com')).body).toEqual([]);
    expect((await api('DELETE', path)).status).toBe(204);
    expect(
      (
        await api('POST', '/users', {
          connection: DATABASE,
          email: 'gone@example.com',
          password: 'Good-enough-1',
        })
      ).status,
    ).toBe(201);
  });

  test('refuses a malformed id', async () => {
    expect((await api('DELETE', '/users/foo')).status).toBe(400);
  });
});

describe('a token that may only read users', () => {
  test.each([
    ['POST', '/users', 'create:users'],
    ['PATCH', ADMIN, 'update:users,update:users_app_metadata,update:current_user_metadata'],
    ['DELETE', ADMIN, 'delete:users,delete:current_user'],
    ['GET', '/connections', 'read:connections'],
  ])('is refused %s %s', async (method, path, scopes) => {
    expect(await reader(method, path, method === 'GET' ? undefined : {})).toMatchObject({
      status: 403,
      body: refusal(403, `Insufficient scope, expected any of: ${scopes}`, 'insufficient_scope'),
    });
  });
});

test('what the tenant does not have is answered in the form of Auth0', async () => {
  const notFound = { statusCode: 404, error: 'Not Found', message: 'Not Found' };
  expect((await api('GET', '/nothing')).body).toEqual(notFound);
  expect((await api('PUT', ADMIN, {})).body).toEqual(notFound);
  expect((await send(`${tenant.url}/api/v2/nothing`, 'GET', undefined)).body).toEqual(notFound);
});
