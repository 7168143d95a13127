import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tenant } from '../../../start.ts';
import { type Api, managementApi, startTestTenant } from '../../../testing/test-tenant.ts';
import { userActs } from '../../../testing/users.ts';

let tenant: Tenant;
let api: Api;
let readOnly: Api;
/** The path of a new user. */
let newUser: () => Promise<string>;

beforeAll(async () => {
  tenant = await startTestTenant();
  api = await managementApi(tenant);
  readOnly = await managementApi(tenant, 'rollcall_local_m2m_read');
  const acts = userActs(api);
  newUser = async () => pathOf((await acts.newUser()).user_id);
}, 60_000);

afterAll(() => tenant.close());

const API = 'https://api.meridian.example/billing';
const READ = { resource_server_identifier: API, permission_name: 'read:invoices' };
const REFUND = { resource_server_identifier: API, permission_name: 'refund:payments' };
const CLERK = 'rol_BillingClerk0000';
const MANAGER = 'rol_BillingManager00';
const NOBODY = pathOf('auth0|nobody');
const INEXISTENT = {
  status: 404,
  body: { message: 'The user does not exist.', errorCode: 'inexistent_user' },
};

function pathOf(userId: string): string {
  return `/users/${encodeURIComponent(userId)}`;
}

describe('roles of a user', () => {
  test('are given once however often, listed by name, and taken away', async () => {
    const user = await newUser();
    expect(await api('POST', `${user}/roles`, { roles: [MANAGER, CLERK, CLERK] })).toMatchObject({
      status: 204,
      body: '',
    });
    expect(await api('POST', `${user}/roles`, { roles: [CLERK] })).toMatchObject({ status: 204 });
    const clerk = {
      id: CLERK,
      name: 'Billing Clerk',
      description: 'Writes invoices and watches payments',
    };
    expect((await api('GET', `${user}/roles?include_totals=true&per_page=1`)).body).toEqual({
      start: 0,
      limit: 1,
      total: 2,
      roles: [clerk],
    });
    const removed = await api('DELETE', `${user}/roles`, { roles: [MANAGER, 'rol_0000000000000000'] });
    expect(removed).toMatchObject({ status: 204 });
    expect((await api('GET', `${user}/roles`)).body).toEqual([clerk]);
  });

  test('are given all or none of', async () => {
    const user = await newUser();
    const answer = await api('POST', `${user}/roles`, { roles: [CLERK, 'rol_0000000000000000'] });
    expect(answer).toMatchObject({ status: 404, body: { message: 'The role does not exist.' } });
    expect((await api('GET', `${user}/roles`)).body).toEqual([]);
  });

  test.each([
    [{}, "Payload validation error: 'Missing required property: roles'."],
    [
      { roles: [] },
      "Payload validation error: 'Array is too short (0), minimum 1' on property roles (List of roles IDs to associated with the user).",
    ],
  ])('cannot be given with %j', async (body, message) => {
    expect(await api('POST', `${await newUser()}/roles`, body)).toMatchObject({
      status: 400,
      body: { message, errorCode: 'invalid_body' },
    });
  });

  test.each([
    ['GET', 'all of: read:users,read:roles,read:role_members'],
    ['POST', 'any of: update:users,create:role_members'],
    ['DELETE', 'any of: update:users,delete:role_members'],
  ])('need their scopes to %s', async (method, expected) => {
    expect(await readOnly(method, `${NOBODY}/roles`)).toMatchObject({
      status: 403,
      body: { message: `Insufficient scope, expected ${expected}` },
    });
  });
});

describe('permissions of a user', () => {
  test('come directly and through roles, and tell from where', async () => {
    const user = await newUser();
    const given = await api('POST', `${user}/permissions`, { permissions: [READ, REFUND, READ] });
    expect(given).toMatchObject({ status: 201, body: {} });
    await api('POST', `${user}/roles`, { roles: [CLERK] });
    const { body } = await api('GET', `${user}/permissions?include_totals=true`);
    expect(body).toMatchObject({ start: 0, limit: 50, total: 4 });
    const direct = { source_id: '', source_name: '', source_type: 'DIRECT' };
    const clerk = { source_id: CLERK, source_name: 'Billing Clerk', source_type: 'ROLE' };
    expect(Object(body).permissions).toMatchObject([
      { permission_name: 'create:invoices', sources: [clerk] },
      {
        ...READ,
        resource_server_name: 'Billing API',
        description: 'See invoices',
        sources: [direct, clerk],
      },
      { permission_name: 'read:payments', sources: [clerk] },
      { ...REFUND, sources: [direct] },
    ]);
  });

  test('are taken away, but not those of a role', async () => {
    const user = await newUser();
    await api('POST', `${user}/permissions`, { permissions: [READ, REFUND] });
    await api('POST', `${user}/roles`, { roles: [CLERK] });
    const removed = await api('DELETE', `${user}/permissions`, { permissions: [READ, REFUND] });
    expect(removed).toMatchObject({ status: 204, body: '' });
    const { body } = await api('GET', `${user}/permissions`);
    expect(body).toMatchObject([
      { permission_name: 'create:invoices' },
      { permission_name: 'read:invoices', sources: [{ source_type: 'ROLE' }] },
      { permission_name: 'read:payments' },
    ]);
  });

  test.each([
    [{ ...READ, resource_server_identifier: 'https://nowhere' }, 'The resource server does not exist'],
    [{ ...READ, permission_name: 'read:minds' }, 'The permission does not exist.'],
  ])('are refused when nobody knows them: %j', async (unknown, message) => {
    const user = await newUser();
    const answer = await api('POST', `${user}/permissions`, { permissions: [READ, unknown] });
    expect(answer).toMatchObject({ status: 404, body: { message } });
    expect((await api('GET', `${user}/permissions`)).body).toEqual([]);
  });

  test.each(['POST', 'DELETE'])('need a scope to %s', async (method) => {
    expect(await readOnly(method, `${NOBODY}/permissions`)).toMatchObject({
      status: 403,
      body: { message: 'Insufficient scope, expected any of: update:users' },
    });
  });
});

test.each([
  ['GET', '/roles', undefined],
  ['POST', '/roles', { roles: [CLERK] }],
  ['DELETE', '/roles', { roles: [CLERK] }],
  ['GET', '/permissions', undefined],
  ['POST', '/permissions', { permissions: [READ] }],
  ['DELETE', '/permissions', { permissions: [READ] }],
  ['GET', '/groups', undefined],
  ['GET', '/effective-roles', undefined],
  ['GET', `/effective-roles/sources/groups?role_id=${CLERK}`, undefined],
  ['GET', `/effective-permissions?resource_server_identifier=${API}`, undefined],
  [
    'GET',
    `/effective-permissions/sources/effective-roles?resource_server_identifier=${API}&permission_name=read:invoices`,
    undefined,
  ],
])('%s /users/{id}%s is 404 for nobody and 400 for an id that is none', async (method, rest, body) => {
  expect(await api(method, `${NOBODY}${rest}`, body)).toMatchObject(INEXISTENT);
  expect(await api(method, `/users/nobody${rest}`, body)).toMatchObject({
    status: 400,
    body: { errorCode: 'invalid_uri' },
  });
});
