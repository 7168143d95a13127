import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tenant } from '../../start.ts';
import { type Api, managementApi, startTestTenant } from '../../testing/test-tenant.ts';

let tenant: Tenant;
let api: Api;

beforeAll(async () => {
  tenant = await startTestTenant();
  api = await managementApi(tenant);
}, 60_000);

afterAll(() => tenant.close());

const GITHUB = '/connections/con_GithubSocial0001';

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

  test('refuses more than 100 at once', async () => {
    expect(await api('GET', '/connections?per_page=101')).toMatchObject({
      status: 400,
      body: { errorCode: 'invalid_query_string' },
    });
  });
});

describe('one connection', () => {
  test('is answered by id, and an unknown one is not', async () => {
    expect((await api('GET', GITHUB)).body).toMatchObject({
      name: 'github',
      strategy: 'github',
      enabled_clients: expect.any(Array),
    });
    expect(await api('GET', '/connections/con_0000000000000000')).toMatchObject({
      status: 404,
      body: { message: 'The connection does not exist', errorCode: 'inexistent_connection' },
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

  test.each([
    [{ options: { set_user_root_attributes: 'sometimes' } }, 'on property options.set_user_root_attributes'],
    [
      { options: { attributes: {}, requires_username: true } },
      'Cannot set both options.attributes and options.requires_username',
    ],
    [{ name: 'renamed' }, "'Additional properties not allowed: name'"],
    [{ options: 5 }, "'Expected type record but found type integer' on property options"],
  ])('refuses %j and keeps what was there', async (body, words) => {
    const before = (await api('GET', GITHUB)).body;
    const answer = await api('PATCH', GITHUB, body);
    expect(answer.status).toBe(400);
    expect(Object(answer.body).message).toContain(words);
    expect((await api('GET', GITHUB)).body).toEqual(before);
  });
});
