import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tenant } from '../../start.ts';
import { type Api, managementApi, requestToken, startTestTenant } from '../../testing/test-tenant.ts';

let tenant: Tenant;
let api: Api;

beforeAll(async () => {
  tenant = await startTestTenant();
  api = await managementApi(tenant);
}, 60_000);

afterAll(() => tenant.close());

const DATABASE = 'Username-Password-Authentication';

function refusal(statusCode: number, message: string, errorCode?: string) {
  return {
    statusCode,
    error: expect.any(String),
    message,
    ...(errorCode === undefined ? {} : { errorCode }),
  };
}

const create = (body: object) =>
  api('POST', '/users', { connection: DATABASE, password: 'Good-enough-1', ...body });

describe('POST /users', () => {
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

  test('refuses a second account with the same id', async () => {
    await create({ email: 'same-id-1@example.com', user_id: 'same-id' });
    expect(await create({ email: 'same-id-2@example.com', user_id: 'same-id' })).toMatchObject({
      status: 409,
      body: refusal(409, 'The user already exists.', 'auth0_idp_error'),
    });
  });

  test('ten at the same moment with one e-mail become one user', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => create({ email: 'race@example.com' })),
    );
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
      201,
      ...Array<number>(9).fill(409),
    ]);
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
      "Payload validation error: 'Object didn't pass validation for format email: x' on property email (The user's email).",
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
      "Payload validation error: 'Expected type boolean but found type string' on property blocked (Whether this user was blocked by an administrator (true) or not (false)).",
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
      "Payload validation error: 'Object didn't pass validation for format strict-uri: javascript:alert(1)' on property picture (A URI pointing to the user's picture).",
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
    const { body } = await requestToken(tenant, {
      client_id: 'rollcall_local_m2m',
      client_secret: 'rollcall_local_m2m_secret',
    });
    const response = await fetch(`${tenant.url}/api/v2/users`, {
      method: 'POST',
      headers: { authorization: `Bearer ${Object(body).access_token}`, 'content-type': 'application/json' },
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
});
