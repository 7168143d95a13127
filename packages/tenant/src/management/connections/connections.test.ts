import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tenant } from '../../start.ts';
import { type Answer, type Api, managementApi, startTestTenant } from '../../testing/test-tenant.ts';

let tenant: Tenant;
let api: Api;
let readOnly: Api;

beforeAll(async () => {
  tenant = await startTestTenant();
  api = await managementApi(tenant);
  readOnly = await managementApi(tenant, 'rollcall_local_m2m_read');
}, 60_000);

afterAll(() => tenant.close());

const GITHUB = '/connections/con_GithubSocial0001';
const DATABASE = '/connections/con_UsernamePassword';
const UNKNOWN = '/connections/con_0000000000000000';
const INEXISTENT = {
  status: 404,
  body: { message: 'The connection does not exist', errorCode: 'inexistent_connection' },
};

describe('GET /connections', () => {
  test('answers all of them with their options', async () => {
    const { body } = await api('GET', '/connections');
    expect(Object(body).map(({ name }: { name: string }) => name)).toEqual([
      'Acme-SAML',
      'Contoso-AD',
      'Staff-Directory',
      'Username-Password-Authentication',
      'email',
      'github',
      'google-oauth2',
      'sms',
    ]);
    expect(Object(body)[0]).toMatchObject({
      id: expect.stringMatching(/^con_[A-Za-z0-9]{16}$/u),
      strategy: 'samlp',
      options: { set_user_root_attributes: 'on_first_login' },
    });
    expect(Object(body)[0]).not.toHaveProperty('enabled_clients');
  });

  test('filters by strategy and name, pages, and counts', async () => {
    const names = async (query: string) => {
      const { body } = await api('GET', `/connections?fields=name&${query}`);
      return (Object(body).connections ?? Object(body)).map(({ name }: { name: string }) => name);
    };
    expect(await names('strategy=auth0')).toEqual(['Staff-Directory', 'Username-Password-Authentication']);
    expect(await names('strategy=auth0&strategy=sms')).toHaveLength(3);
    expect(await names('name=github')).toEqual(['github']);
    expect(await names('per_page=3&page=2')).toEqual(['google-oauth2', 'sms']);
    expect((await api('GET', '/connections?include_totals=true')).body).toMatchObject({
      limit: 100,
      total: 8,
    });
    expect((await api('GET', '/connections?per_page=3&page=1&include_totals=true')).body).toMatchObject({
      start: 3,
      limit: 3,
      total: 8,
    });
  });

  test('goes on from a checkpoint until there is no more', async () => {
    const first = Object((await api('GET', '/connections?take=5')).body);
    expect(first.connections).toHaveLength(5);
    const second = Object((await api('GET', `/connections?take=5&from=${first.next}`)).body);
    expect(second.connections).toHaveLength(3);
    expect(second).not.toHaveProperty('next');
  });

  test.each(['per_page=101', 'strategy=carrier-pigeon', 'fields=secrets', 'from=con_GithubSocial0001'])(
    'refuses %s',
    async (query) => {
      expect(await api('GET', `/connections?${query}`)).toMatchObject({
        status: 400,
        body: { errorCode: 'invalid_query_string' },
      });
    },
  );
});

describe('one connection', () => {
  test('is answered by id, and an unknown one is not', async () => {
    expect((await api('GET', GITHUB)).body).toMatchObject({
      name: 'github',
      strategy: 'github',
      enabled_clients: expect.any(Array),
    });
    expect(await api('GET', UNKNOWN)).toMatchObject(INEXISTENT);
    expect(await api('GET', '/connections/github')).toMatchObject({
      status: 400,
      body: { errorCode: 'invalid_uri' },
    });
  });

  test('takes new options whole', async () => {
    const { options } = Object((await api('GET', GITHUB)).body);
    const { status, body } = await api('PATCH', GITHUB, {
      options: { set_user_root_attributes: 'on_each_login' },
    });
    expect(status).toBe(200);
    expect(Object(body).options).toEqual({ set_user_root_attributes: 'on_each_login' });
    expect(Object(body).display_name).toBe('github');
    await api('PATCH', GITHUB, { options });
    expect(Object((await api('GET', GITHUB)).body).options).toEqual(options);
  });

  test('takes what else there is to say about it', async () => {
    await api('PATCH', GITHUB, { metadata: { owner: 'platform', tier: '1' } });
    const { body } = await api('PATCH', GITHUB, {
      display_name: 'GitHub',
      metadata: { tier: null },
      authentication: { active: true },
      show_as_button: true,
      realms: [],
    });
    expect(body).toMatchObject({
      display_name: 'GitHub',
      metadata: { owner: 'platform' },
      authentication: { active: true },
      show_as_button: true,
      realms: ['github'],
    });
  });

  test('takes flexible identifiers in place of usernames', async () => {
    const { options } = Object((await api('GET', DATABASE)).body);
    const attributes = {
      email: { identifier: { active: true }, profile_required: true, unique: true },
      username: { identifier: { active: false }, validation: { min_length: 3, max_length: 20 } },
    };
    const { requires_username: _, ...others } = options;
    const { status, body } = await api('PATCH', DATABASE, { options: { ...others, attributes } });
    expect(status).toBe(200);
    expect(Object(body).options.attributes).toEqual(attributes);
    await api('PATCH', DATABASE, { options });
  });

  test.each([
    [{ options: { set_user_root_attributes: 'sometimes' } }, 'on property options.set_user_root_attributes'],
    [{ options: { password_options: { history: { size: 25 } } } }, 'Value 25 is greater than maximum 24'],
    [{ options: { validation: { username: { min: 9, max: 3 } } } }, 'must not be greater than max'],
    [
      { options: { attributes: { email: { identifier: { active: true } } }, requires_username: true } },
      'Cannot set both options.attributes and options.requires_username',
    ],
    [
      { options: { attributes: { email: { identifier: { active: true } } }, validation: {} } },
      'Cannot set both options.attributes and options.validation',
    ],
    [
      { options: { attributes: { email: { identifier: { active: false } } } } },
      'attributes must contain one active identifier',
    ],
    [{ options: { attributes: { fax: {} } } }, 'Additional properties not allowed: fax'],
    [{ name: 'renamed' }, "'Additional properties not allowed: name'"],
    [{ options: 5 }, "'Expected type object but found type integer' on property options"],
    [{}, 'Too few properties defined (0), minimum 1'],
  ])('refuses %j and keeps what was there', async (body, words) => {
    const before = (await api('GET', GITHUB)).body;
    const answer = await api('PATCH', GITHUB, body);
    expect(answer.status).toBe(400);
    expect(Object(answer.body).message).toContain(words);
    expect((await api('GET', GITHUB)).body).toEqual(before);
  });

  test('shows and takes options with scopes of their own only', async () => {
    const narrow = await managementApi(tenant, 'rollcall_local_m2m', 'read:connections update:connections');
    expect((await narrow('GET', GITHUB)).body).not.toHaveProperty('options');
    expect(Object((await narrow('GET', '/connections')).body)[0]).not.toHaveProperty('options');
    const { status, body } = await narrow('PATCH', GITHUB, { show_as_button: false });
    expect(status).toBe(200);
    expect(body).not.toHaveProperty('options');
    expect(await narrow('PATCH', GITHUB, { options: {} })).toMatchObject({
      status: 403,
      body: { message: 'Insufficient scope, expected any of: update:connections_options' },
    });
  });

  test('is not changed when it is not there, nor without the scope', async () => {
    expect(await api('PATCH', UNKNOWN, { display_name: 'Nothing' })).toMatchObject(INEXISTENT);
    expect(await readOnly('PATCH', GITHUB, { display_name: 'Nothing' })).toMatchObject({ status: 403 });
  });
});

describe('GET /connections/{id}/status', () => {
  test('tells a connection that is in use from one that is not', async () => {
    expect(await api('GET', `${GITHUB}/status`)).toMatchObject({ status: 200, body: '' });
    const { enabled_clients } = Object((await api('GET', GITHUB)).body);
    await api('PATCH', GITHUB, { enabled_clients: [] });
    expect(await api('GET', `${GITHUB}/status`)).toMatchObject({
      status: 404,
      body: { message: 'The connection is offline' },
    });
    await api('PATCH', GITHUB, { enabled_clients });
    expect(await api('GET', `${UNKNOWN}/status`)).toMatchObject(INEXISTENT);
  });
});

function createUser(email: string): Promise<Answer> {
  return api('POST', '/users', {
    connection: 'Username-Password-Authentication',
    email,
    password: 'First-secret-1',
  });
}

describe('DELETE /connections/{id}/users', () => {
  test('deletes the user with the address, whatever its capitals, and has the log tell of it', async () => {
    const { user_id } = Object((await createUser('leaving@example.com')).body);
    const path = `${DATABASE}/users?email=Leaving@Example.com`;
    expect((await api('DELETE', path)).status).toBe(204);
    expect((await api('GET', `/users/${encodeURIComponent(user_id)}`)).status).toBe(404);
    expect((await api('DELETE', path)).status).toBe(204);
    const { body } = await api('GET', `/logs?q=${encodeURIComponent('type:sdu')}`);
    expect(Object(body)).toContainEqual(
      expect.objectContaining({ type: 'sdu', user_id, user_name: 'leaving@example.com' }),
    );
  });

  test('spares those who have the address elsewhere', async () => {
    await createUser('staying@example.com');
    expect(
      (await api('DELETE', '/connections/con_StaffDirectory01/users?email=staying@example.com')).status,
    ).toBe(204);
    expect((await api('GET', '/users-by-email?email=staying@example.com')).body).toHaveLength(1);
  });

  test.each([
    [`${GITHUB}/users?email=a@example.com`, 400, 'Connection must be a database connection'],
    [`${DATABASE}/users`, 400, 'Missing required property: email'],
    [`${DATABASE}/users?email=nobody`, 400, "Object didn't pass validation for format email: nobody"],
    [`${UNKNOWN}/users?email=a@example.com`, 404, 'The connection does not exist'],
  ])('refuses %s', async (path, status, words) => {
    expect(await api('DELETE', path)).toMatchObject({
      status,
      body: { message: expect.stringContaining(words) },
    });
  });

  test('needs a scope', async () => {
    expect((await readOnly('DELETE', `${DATABASE}/users?email=a@example.com`)).status).toBe(403);
  });
});
