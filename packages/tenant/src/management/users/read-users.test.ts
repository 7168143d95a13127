import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tenant } from '../../start.ts';
import { type Api, managementApi, send, startTestTenant } from '../../testing/test-tenant.ts';

let tenant: Tenant;
let api: Api;
let reader: Api;

beforeAll(async () => {
  tenant = await startTestTenant();
  api = await managementApi(tenant);
  reader = await managementApi(tenant, 'rollcall_local_m2m_read');
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
    [
      '/users/auth0%7C%00',
      400,
      "Path validation error: 'The address holds an invalid character'.",
      'invalid_uri',
    ],
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
