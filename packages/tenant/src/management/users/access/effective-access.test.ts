import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tenant } from '../../../start.ts';
import { type Api, managementApi, startTestTenant } from '../../../testing/test-tenant.ts';

let tenant: Tenant;
let api: Api;
/** Somebody who has nothing but two groups of Contoso: everybody's, and Finance. */
let member: string;

const FINANCE = 'grp_ContosoFinance11';
const CLERK = 'rol_BillingClerk0000';
const AUDITOR = 'rol_Auditor000000000';
const BILLING = 'resource_server_identifier=https://api.meridian.example/billing';

beforeAll(async () => {
  tenant = await startTestTenant();
  api = await managementApi(tenant);
  member = await findMember();
  await api('POST', `${member}/roles`, { roles: [CLERK] });
  const permissions = [
    {
      resource_server_identifier: 'https://api.meridian.example/billing',
      permission_name: 'refund:payments',
    },
    {
      resource_server_identifier: 'https://api.meridian.example/billing',
      permission_name: 'read:invoices',
    },
  ];
  await api('POST', `${member}/permissions`, { permissions });
}, 60_000);

afterAll(() => tenant.close());

async function findMember(): Promise<string> {
  const { body } = await api('GET', '/users?per_page=100&q=identities.connection:"Contoso-AD"');
  for (const { user_id } of Object(body)) {
    const path = `/users/${encodeURIComponent(user_id)}`;
    const groups = Object((await api('GET', `${path}/groups?fields=id`)).body);
    const ids = Array.from(groups, (group) => Object(group).id);
    const { body: roles } = await api('GET', `${path}/roles`);
    if (ids.join() === `grp_ContosoEveryone1,${FINANCE}` && Object(roles).length === 0) return path;
  }
  throw new Error('Nobody of the seed is in these two groups only');
}

/** The roles through which the member has a permission on the billing API. */
async function rolesWith(permission: string): Promise<unknown> {
  const path = `${member}/effective-permissions/sources/effective-roles`;
  const { body } = await api('GET', `${path}?${BILLING}&permission_name=${permission}`);
  return Object(body).roles;
}

describe('groups of a user', () => {
  test('come with the connection and the moment of joining', async () => {
    const { status, body } = await api('GET', `${member}/groups?include_totals=true`);
    expect(status).toBe(200);
    const { groups, total } = Object(body);
    expect(total).toBe(groups.length);
    expect(groups).toContainEqual({
      id: FINANCE,
      name: 'Finance',
      external_id: expect.any(String),
      connection_id: 'con_ContosoAzureAd01',
      created_at: '2026-01-05T09:00:00.000Z',
      updated_at: '2026-01-05T09:00:00.000Z',
      membership_created_at: '2026-02-02T07:30:00.000Z',
    });
  });

  test('come from checkpoint to checkpoint, with the fields that are wanted', async () => {
    const { body } = await api('GET', `${member}/groups?take=1&fields=name`);
    expect(body).toEqual({ groups: [{ name: 'All Employees' }], next: expect.any(String) });
    const { body: rest } = await api('GET', `${member}/groups?take=100&from=${Object(body).next}`);
    expect(Object.keys(Object(rest))).toEqual(['groups']);
    expect(Object(rest).groups[0]).toMatchObject({ id: FINANCE });
    expect(await api('GET', `${member}/groups?fields=color`)).toMatchObject({
      status: 400,
      body: { errorCode: 'invalid_query_string' },
    });
  });

  test('without a connection have none', async () => {
    const { body: users } = await api('GET', '/users-by-email?email=admin@rollcall.example');
    const { body } = await api('GET', `/users/${encodeURIComponent(Object(users)[0].user_id)}/groups`);
    expect(body).toMatchObject([{ name: 'Beta Testers' }]);
    expect(Object.keys(Object(body)[0])).not.toContain('connection_id');
  });
});

describe('effective roles', () => {
  test('are the direct ones and those of groups, though only the direct ones are listed as roles', async () => {
    const { body } = await api('GET', `${member}/effective-roles`);
    expect(Object(body).roles).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ id: CLERK, sources: ['direct', 'groups'] }),
        expect.objectContaining({ id: AUDITOR, sources: ['groups'] }),
      ]),
    );
    expect((await api('GET', `${member}/roles`)).body).toMatchObject([{ id: CLERK }]);
  });

  test('come from checkpoint to checkpoint', async () => {
    const { body: whole } = await api('GET', `${member}/effective-roles`);
    const { body: first } = await api('GET', `${member}/effective-roles?take=1`);
    const { roles, next } = Object(first);
    const { body: rest } = await api('GET', `${member}/effective-roles?from=${next}`);
    expect([...roles, ...Object(rest).roles]).toEqual(Object(whole).roles);
  });

  test('tell through which groups they come', async () => {
    const groupsOf = async (role: string) =>
      api('GET', `${member}/effective-roles/sources/groups?role_id=${role}`);
    expect((await groupsOf(AUDITOR)).body).toMatchObject({ groups: [{ id: FINANCE }] });
    expect((await groupsOf('rol_Analyst000000000')).body).toEqual({ groups: [] });
    expect(await groupsOf('rol_0000000000000000')).toMatchObject({
      status: 404,
      body: { message: 'The role does not exist.' },
    });
    expect((await api('GET', `${member}/effective-roles/sources/groups`)).body).toMatchObject({
      message: "Query validation error: 'Missing required property: role_id'.",
    });
  });

  test('change with the roles of a group', async () => {
    const { body } = await api('POST', '/roles', { name: 'For a moment' });
    const { id } = Object(body);
    await api('POST', `/roles/${id}/groups`, { groups: [FINANCE] });
    const rolesOf = async () => Object((await api('GET', `${member}/effective-roles`)).body).roles;
    expect(await rolesOf()).toContainEqual(expect.objectContaining({ id, sources: ['groups'] }));
    await api('DELETE', `/roles/${id}`);
    expect(await rolesOf()).not.toContainEqual(expect.objectContaining({ id }));
  });
});

describe('effective permissions', () => {
  test('are the direct ones and those of every role that counts, on one API', async () => {
    const { body } = await api('GET', `${member}/effective-permissions?${BILLING}`);
    const seen = Array.from(Object(body).permissions, (permission) => {
      const { permission_name, sources } = Object(permission);
      return [permission_name, sources];
    });
    expect(seen).toEqual([
      ['create:invoices', ['roles']],
      ['export:ledger', ['roles']],
      ['read:invoices', ['direct', 'roles']],
      ['read:payments', ['roles']],
      ['refund:payments', ['direct']],
    ]);
    expect(Object(body).permissions[0]).toEqual({
      resource_server_identifier: 'https://api.meridian.example/billing',
      resource_server_name: 'Billing API',
      permission_name: 'create:invoices',
      description: 'Write invoices',
      sources: ['roles'],
    });
  });

  test('come from checkpoint to checkpoint', async () => {
    const { body: first } = await api('GET', `${member}/effective-permissions?${BILLING}&take=2`);
    const { permissions, next } = Object(first);
    const { body: rest } = await api('GET', `${member}/effective-permissions?${BILLING}&from=${next}`);
    expect(permissions).toHaveLength(2);
    expect(Object(rest).permissions).toHaveLength(3);
    expect(Object.keys(Object(rest))).toEqual(['permissions']);
  });

  test('are none on an API that nobody knows, and refused without one', async () => {
    const { body } = await api(
      'GET',
      `${member}/effective-permissions?resource_server_identifier=https://nowhere`,
    );
    expect(body).toEqual({ permissions: [] });
    expect(await api('GET', `${member}/effective-permissions`)).toMatchObject({
      status: 400,
      body: {
        message: "Query validation error: 'Missing required property: resource_server_identifier'.",
      },
    });
  });

  test('tell through which roles they come', async () => {
    expect(await rolesWith('export:ledger')).toMatchObject([{ id: AUDITOR, sources: ['groups'] }]);
    expect(await rolesWith('create:invoices')).toMatchObject([{ id: CLERK, sources: ['direct', 'groups'] }]);
    expect(await rolesWith('refund:payments')).toEqual([]);
  });
});

test.each([
  ['/groups', 'read:groups'],
  ['/effective-roles', 'read:user_effective_roles'],
  ['/effective-roles/sources/groups', 'read:user_role_source_groups'],
  ['/effective-permissions', 'read:user_effective_permissions'],
  ['/effective-permissions/sources/effective-roles', 'read:user_permission_source_roles'],
])('GET /users/{id}%s needs %s', async (rest, scope) => {
  const readOnly = await managementApi(tenant, 'rollcall_local_m2m_read');
  expect(await readOnly('GET', `${member}${rest}`)).toMatchObject({
    status: 403,
    body: { message: `Insufficient scope, expected any of: ${scope}` },
  });
});
