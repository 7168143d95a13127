import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tenant } from '../../start.ts';
import { type Api, managementApi, startTestTenant } from '../../testing/test-tenant.ts';
import { type UserActs, userActs } from '../../testing/users.ts';

let tenant: Tenant;
let api: Api;
let readOnly: Api;
let users: UserActs;

beforeAll(async () => {
  tenant = await startTestTenant();
  api = await managementApi(tenant);
  readOnly = await managementApi(tenant, 'rollcall_local_m2m_read');
  users = userActs(api);
}, 60_000);

afterAll(() => tenant.close());

const ACME = '/organizations/org_AcmeTrading00001';
const UNKNOWN = '/organizations/org_0000000000000000';
const namesOf = (list: unknown): string[] => Object(list).map(({ name }: { name: string }) => name);

describe('GET /organizations', () => {
  test('answers all of them by name', async () => {
    const { body } = await api('GET', '/organizations');
    expect(namesOf(body)).toEqual([
      'acme',
      'atlas-mobilite',
      'blue-ridge-medical',
      'contoso',
      'hanami-foods',
      'kestrel-aviation',
      'nordlicht-logistik',
      'old-mill-brewing',
    ]);
    expect(Object(body)[0]).toEqual({
      id: 'org_AcmeTrading00001',
      name: 'acme',
      display_name: 'Acme Trading',
      branding: {
        logo_url: 'https://assets.meridian.example/customers/acme.svg',
        colors: { primary: '#b3261e', page_background: '#fdf3f2' },
      },
      metadata: { plan: 'enterprise', region: 'eu', account_manager: 'Åsa Öberg' },
    });
  });

  test('sorts, pages and counts', async () => {
    const { body } = await api(
      'GET',
      '/organizations?sort=display_name:-1&per_page=2&page=1&include_totals=true',
    );
    expect(body).toMatchObject({ start: 2, limit: 2, total: 8 });
    expect(namesOf(Object(body).organizations)).toEqual(['nordlicht-logistik', 'kestrel-aviation']);
    expect(namesOf((await api('GET', '/organizations?sort=name:-1&per_page=1')).body)).toEqual([
      'old-mill-brewing',
    ]);
  });

  test('goes on from a checkpoint until there is no more', async () => {
    const first = Object((await api('GET', '/organizations?take=5&include_totals=true')).body);
    expect(Object.keys(first).toSorted()).toEqual(['next', 'organizations']);
    const second = Object((await api('GET', `/organizations?take=5&from=${first.next}`)).body);
    expect([...namesOf(first.organizations), ...namesOf(second.organizations)]).toHaveLength(8);
    expect(second).not.toHaveProperty('next');
  });

  test.each([
    ['sort=metadata:1', 'format sort: metadata:1'],
    ['per_page=0', 'Value 0 is less than minimum 1'],
    ['take=101', 'Value 101 is greater than maximum 100'],
    ['page=20', 'exceeds the allowed maximum of 1000 records'],
    ['from=nowhere!', 'Invalid cursor'],
  ])('refuses %s', async (query, words) => {
    expect(await api('GET', `/organizations?${query}`)).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining(words) },
    });
  });

  test('needs a scope', async () => {
    expect(await readOnly('GET', '/organizations')).toMatchObject({
      status: 403,
      body: {
        message: 'Insufficient scope, expected any of: read:organizations,read:organizations_summary',
      },
    });
  });

  test('shows only what a list needs to a token that may see no more', async () => {
    const narrow = await managementApi(tenant, 'rollcall_local_m2m', 'read:organizations_summary');
    const summary = { id: 'org_AcmeTrading00001', name: 'acme', display_name: 'Acme Trading' };
    expect(Object((await narrow('GET', '/organizations?per_page=1')).body)).toEqual([summary]);
    expect((await narrow('GET', ACME)).body).toEqual(summary);
  });
});

describe('one organization', () => {
  test('is found by id and by name', async () => {
    const byId = await api('GET', ACME);
    expect(byId.status).toBe(200);
    expect((await api('GET', '/organizations/name/acme')).body).toEqual(byId.body);
  });

  test.each([UNKNOWN, '/organizations/name/nobody', '/organizations/name/Acme'])(
    'is not found at %s',
    async (path) => {
      expect((await api('GET', path)).body).toEqual({
        statusCode: 404,
        error: 'Not Found',
        message: 'No organization found by that id or name',
      });
    },
  );

  test.each(['/organizations/acme', '/organizations/name/%00', `/organizations/name/${'a'.repeat(51)}`])(
    'cannot be at %s',
    async (path) => {
      expect(await api('GET', path)).toMatchObject({ status: 400, body: { errorCode: 'invalid_uri' } });
    },
  );
});

describe('GET /users/{id}/organizations', () => {
  test('tells where somebody is a member', async () => {
    const path = `/users/${encodeURIComponent('auth0|0000000000000000000000a1')}/organizations`;
    expect(namesOf((await api('GET', path)).body)).toEqual(['acme', 'nordlicht-logistik']);
    expect((await readOnly('GET', `${path}?per_page=1&page=1&include_totals=true`)).body).toMatchObject({
      start: 1,
      limit: 1,
      total: 2,
      organizations: [{ name: 'nordlicht-logistik' }],
    });
  });

  test('is empty for those who belong nowhere, and nothing for those who are not there', async () => {
    const { user_id } = await users.newUser();
    expect((await api('GET', `/users/${encodeURIComponent(user_id)}/organizations`)).body).toEqual([]);
    expect(await api('GET', '/users/auth0%7Cnobody/organizations')).toMatchObject({
      status: 404,
      body: { message: 'The user does not exist.', errorCode: 'inexistent_user' },
    });
    expect((await api('GET', '/users/nobody/organizations')).status).toBe(400);
  });
});
