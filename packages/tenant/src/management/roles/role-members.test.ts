import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tenant } from '../../start.ts';
import { type Api, managementApi, startTestTenant } from '../../testing/test-tenant.ts';
import { type TestUser, userActs } from '../../testing/users.ts';

let tenant: Tenant;
let api: Api;
let readOnly: Api;
let newUser: () => Promise<TestUser>;

beforeAll(async () => {
  tenant = await startTestTenant();
  api = await managementApi(tenant);
  readOnly = await managementApi(tenant, 'rollcall_local_m2m_read');
  ({ newUser } = userActs(api));
}, 60_000);

afterAll(() => tenant.close());

const API = 'https://api.meridian.example/bookings';
const READ = { resource_server_identifier: API, permission_name: 'read:bookings' };
const CANCEL = { resource_server_identifier: API, permission_name: 'cancel:bookings' };
const CUSTOMER = '/roles/rol_Customer00000000';
let count = 0;

async function newRole(): Promise<string> {
  count += 1;
  const { body } = await api('POST', '/roles', { name: `Role ${count}` });
  return `/roles/${Object(body).id}`;
}

describe('permissions of a role', () => {
  test('are added once however often, told with their API, and taken away', async () => {
    const role = await newRole();
    const added = await api('POST', `${role}/permissions`, { permissions: [READ, CANCEL, READ] });
    expect(added).toMatchObject({ status: 201, body: {} });
    expect(await api('POST', `${role}/permissions`, { permissions: [READ] })).toMatchObject({ status: 201 });
    expect((await api('GET', `${role}/permissions?include_totals=true`)).body).toEqual({
      start: 0,
      limit: 50,
      total: 2,
      permissions: [
        { ...CANCEL, resource_server_name: 'Bookings API', description: 'Cancel bookings' },
        { ...READ, resource_server_name: 'Bookings API', description: 'See bookings and their shipments' },
      ],
    });
    const removed = await api('DELETE', `${role}/permissions`, { permissions: [READ] });
    expect(removed).toMatchObject({ status: 204, body: '' });
    expect((await api('GET', `${role}/permissions`)).body).toMatchObject([CANCEL]);
    expect(await api('DELETE', `${role}/permissions`, { permissions: [READ] })).toMatchObject({
      status: 204,
    });
  });

  test('can be those of the Management API', async () => {
    const role = await newRole();
    const permission = {
      resource_server_identifier: `${tenant.url}/api/v2/`,
      permission_name: 'read:users',
    };
    await api('POST', `${role}/permissions`, { permissions: [permission] });
    expect((await api('GET', `${role}/permissions`)).body).toEqual([
      { ...permission, resource_server_name: 'Auth0 Management API', description: 'Read Users' },
    ]);
  });

  test.each([
    [{ ...READ, resource_server_identifier: 'https://nowhere' }, 'The resource server does not exist'],
    [{ ...READ, permission_name: 'read:minds' }, 'The permission does not exist.'],
  ])('are refused when nobody knows them: %j', async (unknown, message) => {
    const role = await newRole();
    const answer = await api('POST', `${role}/permissions`, { permissions: [CANCEL, unknown] });
    expect(answer).toMatchObject({ status: 404, body: { message } });
    expect((await api('GET', `${role}/permissions`)).body).toEqual([]);
  });

  test.each([
    [{}, "Payload validation error: 'Missing required property: permissions'."],
    [
      { permissions: [] },
      "Payload validation error: 'Array is too short (0), minimum 1' on property permissions (array of resource_server_identifier, permission_name pairs).",
    ],
    [
      { permissions: [{ permission_name: 'read:bookings' }] },
      "Payload validation error: 'Missing required property: permissions.0.resource_server_identifier'.",
    ],
  ])('cannot be asked for with %j', async (body, message) => {
    for (const method of ['POST', 'DELETE']) {
      expect(await api(method, `${CUSTOMER}/permissions`, body)).toMatchObject({
        status: 400,
        body: { message },
      });
    }
  });

  test.each([
    ['GET', 'read:roles'],
    ['POST', 'update:roles'],
    ['DELETE', 'update:roles'],
  ])('need a scope to %s', async (method, scope) => {
    expect(await readOnly(method, `${CUSTOMER}/permissions`)).toMatchObject({
      status: 403,
      body: { message: `Insufficient scope, expected any of: ${scope}` },
    });
  });
});

describe('users of a role', () => {
  test('come page by page with totals, showing only what they have', async () => {
    const { body } = await api('GET', `${CUSTOMER}/users?include_totals=true&per_page=3&page=1`);
    expect(body).toMatchObject({ start: 3, limit: 3, total: expect.any(Number) });
    const { users, total } = Object(body);
    expect(users).toHaveLength(3);
    expect(total).toBeGreaterThan(100);
    for (const user of users) {
      expect(['user_id', 'email', 'name', 'picture']).toEqual(expect.arrayContaining(Object.keys(user)));
    }
  });

  test('come from checkpoint to checkpoint, everybody once', async () => {
    const { body } = await api('GET', `${CUSTOMER}/users?include_totals=true&per_page=1`);
    const seen: string[] = [];
    for (let path = `${CUSTOMER}/users?take=40`; path !== '';) {
      const page = Object((await api('GET', path)).body);
      expect(Object.keys(page)).toEqual(page.next === undefined ? ['users'] : ['users', 'next']);
      seen.push(...Array.from(page.users, (user) => String(Object(user).user_id)));
      path = page.next === undefined ? '' : `${CUSTOMER}/users?take=40&from=${page.next}`;
    }
    expect(seen).toHaveLength(Object(body).total);
    expect(seen).toEqual([...new Set(seen)].toSorted());
  });

  test('are added once however often', async () => {
    const role = await newRole();
    const [first, second] = [await newUser(), await newUser()];
    const users = [first.user_id, second.user_id];
    expect(await api('POST', `${role}/users`, { users })).toMatchObject({ status: 200, body: {} });
    expect(await api('POST', `${role}/users`, { users })).toMatchObject({ status: 200, body: {} });
    expect(await api('POST', `${role}/users`, { users: [] })).toMatchObject({ status: 200, body: {} });
    const { body } = await api('GET', `${role}/users`);
    expect(body).toHaveLength(2);
    expect(body).toContainEqual({
      user_id: first.user_id,
      email: first.email,
      name: first.name,
      picture: first['picture'],
    });
  });

  test('are refused together when one of them is unknown or malformed', async () => {
    const role = await newRole();
    const { user_id } = await newUser();
    expect(await api('POST', `${role}/users`, { users: [user_id, 'auth0|nobody'] })).toMatchObject({
      status: 404,
      body: { message: 'The user does not exist.', errorCode: 'inexistent_user' },
    });
    expect(await api('POST', `${role}/users`, { users: [user_id, 'nobody'] })).toMatchObject({
      status: 400,
      body: {
        message:
          "Payload validation error: 'Object didn't pass validation for format user-id-with-max-length: nobody' on property users.1 (user_id's of the users to assign the role to).",
        errorCode: 'invalid_body',
      },
    });
    expect((await api('GET', `${role}/users`)).body).toEqual([]);
  });

  test('lose the role when it is deleted, or are lost to it when they are', async () => {
    const role = await newRole();
    const [first, second] = [await newUser(), await newUser()];
    await api('POST', `${role}/users`, { users: [first.user_id, second.user_id] });
    await api('DELETE', `/users/${encodeURIComponent(first.user_id)}`);
    expect((await api('GET', `${role}/users`)).body).toMatchObject([{ user_id: second.user_id }]);
    await api('DELETE', role);
    expect((await api('GET', `/users/${encodeURIComponent(second.user_id)}/roles`)).body).toEqual([]);
  });

  test('need their scopes, for reading all of them', async () => {
    expect((await readOnly('GET', `${CUSTOMER}/users`)).body).toMatchObject({
      statusCode: 403,
      message: 'Insufficient scope, expected all of: read:users,read:roles,read:role_members',
    });
    expect((await readOnly('POST', `${CUSTOMER}/users`)).body).toMatchObject({
      statusCode: 403,
      message: 'Insufficient scope, expected any of: update:roles,create:role_members',
    });
  });
});

describe('groups of a role', () => {
  const GROUP = 'grp_ContosoFinance11';

  test('are added once however often, and taken away', async () => {
    const role = await newRole();
    expect(await api('POST', `${role}/groups`, { groups: [GROUP, GROUP] })).toMatchObject({ status: 204 });
    expect(await api('POST', `${role}/groups`, { groups: [GROUP] })).toMatchObject({ status: 204 });
    expect((await api('GET', `${role}/groups`)).body).toMatchObject({
      groups: [{ id: GROUP, name: 'Finance', connection_id: 'con_ContosoAzureAd01' }],
    });
    expect(await api('DELETE', `${role}/groups`, { groups: [GROUP] })).toMatchObject({ status: 204 });
    expect((await api('GET', `${role}/groups`)).body).toEqual({ groups: [] });
  });

  test('come from checkpoint to checkpoint', async () => {
    const { body } = await api('GET', `${CUSTOMER}/groups?take=1`);
    const { groups, next } = Object(body);
    expect(groups).toHaveLength(1);
    const { body: rest } = await api('GET', `${CUSTOMER}/groups?take=50&from=${next}`);
    expect(rest).toEqual({ groups: [expect.objectContaining({ name: 'All Employees' })] });
    expect(await api('GET', `${CUSTOMER}/groups?from=!`)).toMatchObject({ status: 400 });
  });

  test('are refused when unknown or malformed', async () => {
    const role = await newRole();
    expect(await api('POST', `${role}/groups`, { groups: ['grp_11111111111111'] })).toMatchObject({
      status: 404,
      body: { message: 'The group does not exist.' },
    });
    expect(await api('POST', `${role}/groups`, { groups: ['Finance'] })).toMatchObject({
      status: 400,
      body: { errorCode: 'invalid_body' },
    });
  });

  test.each([
    ['GET', 'read:group_roles'],
    ['POST', 'create:group_roles'],
    ['DELETE', 'delete:group_roles'],
  ])('need a scope to %s', async (method, scope) => {
    expect(await readOnly(method, `${CUSTOMER}/groups`)).toMatchObject({
      status: 403,
      body: { message: `Insufficient scope, expected any of: ${scope}` },
    });
  });
});
