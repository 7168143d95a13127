import { X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tenant } from '../../start.ts';
import { type Api, managementApi, startTestTenant } from '../../testing/test-tenant.ts';
import { visibleClient } from './present-client.ts';

let tenant: Tenant;
let api: Api;

beforeAll(async () => {
  tenant = await startTestTenant();
  api = await managementApi(tenant);
}, 60_000);

afterAll(() => tenant.close());

const idsOf = (list: unknown): string[] =>
  Object(list).map(({ client_id }: { client_id: string }) => client_id);
const ids = async (query: string) => idsOf((await api('GET', `/clients?fields=client_id&${query}`)).body);

describe('GET /clients', () => {
  test('answers all of them, the one that stands for all applications too', async () => {
    const { body } = await api('GET', '/clients');
    expect(idsOf(body)).toEqual(idsOf(body).toSorted());
    expect(idsOf(body)).toEqual(
      expect.arrayContaining(['meridian_all_applications', 'meridian_reports', 'rollcall_local_web']),
    );
    expect(Object(body)).toContainEqual(
      expect.objectContaining({
        client_id: 'meridian_portal',
        name: 'Meridian Portal',
        app_type: 'regular_web',
        client_secret: 'meridian_portal_secret',
      }),
    );
  });

  test('filters by what an application is', async () => {
    expect(await ids('is_global=true')).toEqual(['meridian_all_applications']);
    expect(await ids('app_type=spa,native')).toEqual(
      expect.arrayContaining(['meridian_driver', 'meridian_tracking']),
    );
    expect(await ids('app_type=spa,native')).not.toContain('meridian_portal');
    expect(await ids('is_first_party=false')).toEqual([]);
    expect(await ids('external_client_id=https%3A%2F%2Fnobody.example')).toEqual([]);
  });

  test('pages by number, and counts', async () => {
    const total = (await ids('')).length;
    expect(
      (await api('GET', '/clients?per_page=2&page=1&include_totals=true&fields=client_id')).body,
    ).toEqual({
      start: 2,
      limit: 2,
      total,
      clients: [{ client_id: 'meridian_portal' }, { client_id: 'meridian_reports' }],
    });
    expect((await api('GET', '/clients?per_page=0&include_totals=true')).body).toMatchObject({
      total,
      clients: [],
    });
  });

  test('goes on from a checkpoint until there is no more', async () => {
    const all = await ids('');
    const first = Object((await api('GET', `/clients?take=${all.length - 1}`)).body);
    const second = Object((await api('GET', `/clients?take=5&from=${first.next}`)).body);
    expect([...idsOf(first.clients), ...idsOf(second.clients)]).toEqual(all);
    expect(second).not.toHaveProperty('next');
  });

  test('knows the two queries about organizations, which no application answers to', async () => {
    const q = encodeURIComponent('client_grant.allow_any_organization:true');
    expect((await api('GET', `/clients?q=${q}&take=5`)).body).toEqual({ clients: [] });
  });

  test.each([
    ['q=name:portal&take=5', 'Query not permitted: name:portal'],
    ['q=client_grant.organization_id:org_1', 'Requires use of the from and take paging parameters'],
    [
      'q=client_grant.organization_id:org_1&take=5&app_type=spa',
      'Cannot be used in combination with other filters',
    ],
    ['fields=client_id,owner', "String 'client_id,owner' does not match pattern"],
    ['per_page=101', 'Value 101 is greater than maximum 100'],
    ['is_global=perhaps', 'Expected type boolean but found type string'],
  ])('refuses %s', async (query, words) => {
    expect(await api('GET', `/clients?${query}`)).toMatchObject({
      status: 400,
      body: { errorCode: 'invalid_query_string', message: expect.stringContaining(words) },
    });
  });
});

describe('GET /clients/{id}', () => {
  test('answers one, or the part of it that was asked for', async () => {
    const { body } = await api('GET', '/clients/meridian_driver?fields=name,app_type');
    expect(body).toEqual({ name: 'Driver App', app_type: 'native' });
    expect(
      (await api('GET', '/clients/meridian_driver?fields=client_secret&include_fields=false')).body,
    ).not.toHaveProperty('client_secret');
  });

  test('does not know every id', async () => {
    expect(await api('GET', '/clients/nobody')).toMatchObject({
      status: 404,
      body: { message: 'The client does not exist', errorCode: 'inexistent_client' },
    });
  });

  test('needs one of four scopes', async () => {
    const other = await managementApi(tenant, 'rollcall_local_m2m_read');
    expect(await other('GET', '/clients/meridian_driver')).toMatchObject({
      status: 403,
      body: {
        message:
          'Insufficient scope, expected any of: read:clients,read:client_keys,read:client_credentials,read:client_summary',
      },
    });
  });
});

test('the certificate that applications show is one of the key that signs tokens', async () => {
  const { signing_keys } = Object((await api('GET', '/clients/meridian_portal')).body);
  const { keys } = Object(await (await fetch(`${tenant.url}/.well-known/jwks.json`)).json());
  const { n } = new X509Certificate(signing_keys[0].cert).publicKey.export({ format: 'jwk' });
  expect(keys.map((key: { n: string }) => key.n)).toContain(n);
  expect(Object((await api('GET', '/clients/meridian_driver')).body).signing_keys).toEqual(signing_keys);
});

describe('what a scope shows of an application', () => {
  const SUMMARY = ['app_type', 'client_id', 'description', 'name'];

  test.each([
    ['read:clients', [...SUMMARY, 'callbacks', 'grant_types'], ['client_secret', 'signing_keys']],
    ['read:client_credentials', [...SUMMARY, 'client_secret'], ['callbacks']],
    ['read:client_keys', [...SUMMARY, 'callbacks', 'client_secret'], []],
  ])('%s shows %j and hides %j', async (scope, shown, hidden) => {
    const narrow = await managementApi(tenant, 'rollcall_local_m2m', scope);
    const { body } = await narrow('GET', '/clients/meridian_portal');
    expect(Object.keys(Object(body))).toEqual(expect.arrayContaining(shown));
    for (const property of hidden) expect(body).not.toHaveProperty(property);
    const [listed] = Object((await narrow('GET', '/clients')).body);
    for (const property of hidden) expect(listed).not.toHaveProperty(property);
  });

  test('a token for summaries, which a tenant does not list among its scopes, sees no more than that', () => {
    const client = { client_id: 'one', name: 'One', callbacks: [], client_secret: 'hidden' };
    expect(visibleClient(client, new Set(['read:client_summary']))).toEqual({
      client_id: 'one',
      name: 'One',
    });
  });
});
