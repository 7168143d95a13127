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
const KESTREL = '/organizations/org_KestrelAviat0001';
const UNKNOWN = '/organizations/org_0000000000000000';
const ADMIN = 'auth0|0000000000000000000000a1';
const NOBODY = 'auth0|nobody';
const ANALYST = 'rol_Analyst000000000';
const CUSTOMER = 'rol_Customer00000000';

const idsOf = (list: unknown): string[] => Object(list).map(({ user_id }: { user_id: string }) => user_id);
const rolesOf = (organization: string, userId: string) =>
  `${organization}/members/${encodeURIComponent(userId)}/roles`;

/** A new user who is a member of an organization. */
async function newMember(organization: string): Promise<string> {
  const { user_id } = await users.newUser({ email: `member-${crypto.randomUUID()}@example.com` });
  await api('POST', `${organization}/members`, { members: [user_id] });
  return user_id;
}

describe('the roles of a member', () => {
  test('are given and taken away, in this organization only', async () => {
    const member = await newMember(KESTREL);
    await api('POST', `${ACME}/members`, { members: [member] });
    expect((await api('POST', rolesOf(KESTREL, member), { roles: [CUSTOMER, ANALYST] })).status).toBe(204);
    expect((await api('GET', rolesOf(KESTREL, member))).body).toEqual([
      { id: ANALYST, name: 'Analyst', description: 'Writes reports' },
      { id: CUSTOMER, name: 'Customer', description: expect.any(String) },
    ]);
    expect((await api('GET', rolesOf(ACME, member))).body).toEqual([]);
    expect((await api('DELETE', rolesOf(KESTREL, member), { roles: [ANALYST] })).status).toBe(204);
    expect((await api('GET', `${rolesOf(KESTREL, member)}?include_totals=true`)).body).toMatchObject({
      start: 0,
      limit: 50,
      total: 1,
      roles: [{ id: CUSTOMER }],
    });
  });

  test('go with the role itself', async () => {
    const member = await newMember(KESTREL);
    const { id } = Object((await api('POST', '/roles', { name: 'Of one season' })).body);
    await api('POST', rolesOf(KESTREL, member), { roles: [id] });
    await api('DELETE', `/roles/${id}`);
    expect((await api('GET', rolesOf(KESTREL, member))).body).toEqual([]);
  });

  test('go with the membership', async () => {
    const member = await newMember(KESTREL);
    await api('POST', rolesOf(KESTREL, member), { roles: [CUSTOMER] });
    await api('DELETE', `${KESTREL}/members`, { members: [member] });
    await api('POST', `${KESTREL}/members`, { members: [member] });
    expect((await api('GET', rolesOf(KESTREL, member))).body).toEqual([]);
  });

  test('are 50 at most', async () => {
    const member = await newMember(KESTREL);
    const roles = await Promise.all(
      Array.from({ length: 51 }, async (_, index) => {
        const { body } = await api('POST', '/roles', { name: `Kestrel ${index}` });
        return String(Object(body).id);
      }),
    );
    expect((await api('POST', rolesOf(KESTREL, member), { roles: roles.slice(0, 50) })).status).toBe(204);
    expect(await api('POST', rolesOf(KESTREL, member), { roles: roles.slice(50) })).toMatchObject({
      status: 409,
      body: { message: 'No more roles can be assigned to this organization member.' },
    });
  });

  test('cannot be given to somebody else, nor be roles that are not there', async () => {
    const { user_id } = await users.newUser();
    expect(await api('POST', rolesOf(KESTREL, user_id), { roles: [CUSTOMER] })).toMatchObject({
      status: 400,
      body: { message: 'The user is not a member of the organization.' },
    });
    expect(await api('POST', rolesOf(KESTREL, NOBODY), { roles: [CUSTOMER] })).toMatchObject({
      status: 404,
      body: { errorCode: 'inexistent_user' },
    });
    expect(await api('POST', rolesOf(ACME, ADMIN), { roles: ['rol_0000000000000000'] })).toMatchObject({
      status: 400,
      body: { message: 'One or more of the specified roles do not exist: rol_0000000000000000' },
    });
    expect(await api('POST', rolesOf(ACME, ADMIN), { roles: ['customer'] })).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining('format role-id: customer') },
    });
    expect((await api('GET', rolesOf(UNKNOWN, ADMIN))).status).toBe(404);
    expect((await api('GET', rolesOf(ACME, 'nobody'))).status).toBe(400);
  });

  test('need scopes', async () => {
    for (const method of ['GET', 'POST', 'DELETE']) {
      const body = method === 'GET' ? undefined : { roles: [CUSTOMER] };
      expect((await readOnly(method, rolesOf(ACME, ADMIN), body)).status).toBe(403);
    }
  });
});

describe('the roles that count for a member', () => {
  const PROCUREMENT = 'grp_AcmeProcurement1';

  /** Somebody who has a role of the organization through a group. */
  async function memberThroughGroup(): Promise<string> {
    const candidates = idsOf((await api('GET', `${ACME}/members?per_page=100`)).body);
    for (const userId of candidates.filter((id) => id.startsWith('samlp|'))) {
      const { body } = await api('GET', `/users/${encodeURIComponent(userId)}/groups`);
      if (Object(body).some(({ id }: { id: string }) => id === PROCUREMENT)) return userId;
    }
    throw new Error('Nobody is in the group.');
  }

  test('come directly or through groups', async () => {
    const member = await memberThroughGroup();
    await api('POST', rolesOf(ACME, member), { roles: ['rol_BookingAgent0000', ANALYST] });
    const path = `${ACME}/members/${encodeURIComponent(member)}/effective-roles`;
    const { roles } = Object((await api('GET', path)).body);
    expect(roles).toContainEqual(
      expect.objectContaining({ id: 'rol_BookingAgent0000', sources: ['direct', 'groups'] }),
    );
    const first = Object((await api('GET', `${path}?take=1`)).body);
    const second = Object((await api('GET', `${path}?take=50&from=${first.next}`)).body);
    expect([...first.roles, ...second.roles]).toEqual(roles);

    const groups = await api('GET', `${path}/sources/groups?role_id=rol_BookingAgent0000`);
    expect(groups.body).toEqual({
      groups: [expect.objectContaining({ id: PROCUREMENT, name: 'Procurement' })],
    });
    expect((await api('GET', `${path}/sources/groups?role_id=${CUSTOMER}`)).body).toEqual({ groups: [] });
  });

  test('are asked for with a role where groups are wanted, and with scopes', async () => {
    const path = `${ACME}/members/${encodeURIComponent(ADMIN)}/effective-roles`;
    expect(await api('GET', `${path}/sources/groups`)).toMatchObject({
      status: 400,
      body: { message: "Query validation error: 'Missing required property: role_id'." },
    });
    expect((await api('GET', `${UNKNOWN}/members/${encodeURIComponent(ADMIN)}/effective-roles`)).status).toBe(
      404,
    );
    expect((await readOnly('GET', path)).status).toBe(403);
    expect((await readOnly('GET', `${path}/sources/groups?role_id=${CUSTOMER}`)).status).toBe(403);
  });
});
