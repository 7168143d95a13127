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

const idsOf = (list: unknown): string[] => Object(list).map(({ user_id }: { user_id: string }) => user_id);

/** A new user who is a member of an organization. */
async function newMember(organization: string): Promise<string> {
  const { user_id } = await users.newUser({ email: `member-${crypto.randomUUID()}@example.com` });
  await api('POST', `${organization}/members`, { members: [user_id] });
  return user_id;
}

describe('GET /organizations/{id}/members', () => {
  test('answers who belongs to it, without roles', async () => {
    const { body } = await api('GET', `${ACME}/members`);
    expect(idsOf(body)).toEqual(idsOf(body).toSorted());
    expect(Object(body).find(({ user_id }: { user_id: string }) => user_id === ADMIN)).toEqual({
      user_id: ADMIN,
      email: 'admin@rollcall.example',
      name: 'Ada Lindqvist',
      picture: expect.stringContaining('gravatar'),
    });
  });

  test('answers the fields that were asked for, roles included', async () => {
    const { body } = await api('GET', `${ACME}/members?fields=user_id,roles`);
    expect(Object(body)).toContainEqual({
      user_id: ADMIN,
      roles: [{ id: 'rol_Administrator000', name: 'Administrator' }],
    });
    expect(Object(body)).toContainEqual({ user_id: expect.any(String), roles: [] });
    const without = await api('GET', `${ACME}/members?fields=picture,roles&include_fields=false&per_page=1`);
    expect(Object.keys(Object(without.body)[0])).toEqual(['user_id', 'email', 'name']);
  });

  test('pages by number and counts, and goes on from checkpoints', async () => {
    const all = idsOf((await api('GET', `${ACME}/members?per_page=100`)).body);
    const page = Object((await api('GET', `${ACME}/members?per_page=2&page=1&include_totals=true`)).body);
    expect(page).toMatchObject({ start: 2, limit: 2, total: all.length });
    expect(idsOf(page.members)).toEqual(all.slice(2, 4));
    const first = Object((await api('GET', `${ACME}/members?take=${all.length - 1}`)).body);
    const second = Object((await api('GET', `${ACME}/members?take=5&from=${first.next}`)).body);
    expect(idsOf(second.members)).toEqual(all.slice(-1));
    expect(second).not.toHaveProperty('next');
  });

  test('needs an organization, known fields and a scope', async () => {
    expect(await api('GET', `${UNKNOWN}/members`)).toMatchObject({
      status: 404,
      body: { message: 'No organization found by that id or name' },
    });
    expect(await api('GET', `${ACME}/members?fields=user_metadata`)).toMatchObject({ status: 400 });
    expect((await readOnly('GET', `${ACME}/members`)).status).toBe(403);
  });

  test('keeps roles from a token that may not read them', async () => {
    const narrow = await managementApi(tenant, 'rollcall_local_m2m', 'read:organization_members');
    expect((await narrow('GET', `${ACME}/members`)).status).toBe(200);
    expect(await narrow('GET', `${ACME}/members?fields=user_id,roles`)).toMatchObject({
      status: 403,
      body: { message: 'Insufficient scope, expected any of: read:organization_member_roles' },
    });
  });
});

describe('who belongs to an organization', () => {
  test('changes, the search and the log knowing of it', async () => {
    const { user_id } = await users.newUser();
    expect(await api('POST', `${KESTREL}/members`, { members: [user_id] })).toMatchObject({ status: 204 });
    // Adding somebody again changes nothing.
    expect((await api('POST', `${KESTREL}/members`, { members: [user_id] })).status).toBe(204);
    const found = async () => {
      const q = encodeURIComponent(`organization_id:org_KestrelAviat0001 AND user_id:"${user_id}"`);
      return idsOf((await api('GET', `/users?q=${q}`)).body);
    };
    expect(await found()).toEqual([user_id]);
    const q = encodeURIComponent('type:organization_member_added');
    const events = Object((await api('GET', `/logs?q=${q}`)).body).filter(
      (event: { user_id: string }) => event.user_id === user_id,
    );
    expect(events).toEqual([
      expect.objectContaining({
        details: { organization: { id: 'org_KestrelAviat0001', name: 'kestrel-aviation' } },
      }),
    ]);

    expect((await api('DELETE', `${KESTREL}/members`, { members: [user_id, NOBODY] })).status).toBe(204);
    expect(await found()).toEqual([]);
    expect(idsOf((await api('GET', `${KESTREL}/members?per_page=100`)).body)).not.toContain(user_id);
  });

  test('loses those who are deleted', async () => {
    const member = await newMember(KESTREL);
    await api('DELETE', `/users/${encodeURIComponent(member)}`);
    expect(idsOf((await api('GET', `${KESTREL}/members?per_page=100`)).body)).not.toContain(member);
  });

  test('does not change for somebody unknown, the others included', async () => {
    const { user_id } = await users.newUser();
    expect(await api('POST', `${KESTREL}/members`, { members: [user_id, NOBODY] })).toMatchObject({
      status: 400,
      body: {
        message: 'One or more of the specified users do not exist: auth0|nobody',
        errorCode: 'invalid_body',
      },
    });
    expect(idsOf((await api('GET', `${KESTREL}/members?per_page=100`)).body)).not.toContain(user_id);
  });

  test.each([
    [{}, 'Missing required property: members'],
    [{ members: [] }, 'Array is too short (0), minimum 1'],
    [
      { members: Array.from({ length: 11 }, (_, index) => `auth0|${index}`) },
      'Array is too long (11), maximum 10',
    ],
    [{ members: ['nobody'] }, "Object didn't pass validation for format user-id-with-max-length: nobody"],
  ])('does not change by %j', async (body, words) => {
    for (const method of ['POST', 'DELETE']) {
      expect(await api(method, `${KESTREL}/members`, body)).toMatchObject({
        status: 400,
        body: { message: expect.stringContaining(words), errorCode: 'invalid_body' },
      });
    }
  });

  test('does not change without a scope, nor where there is no organization', async () => {
    for (const method of ['POST', 'DELETE']) {
      expect((await readOnly(method, `${KESTREL}/members`, { members: [ADMIN] })).status).toBe(403);
      expect((await api(method, `${UNKNOWN}/members`, { members: [ADMIN] })).status).toBe(404);
    }
  });
});
