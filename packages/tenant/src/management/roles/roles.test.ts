import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tenant } from '../../start.ts';
import { type Api, managementApi, startTestTenant } from '../../testing/test-tenant.ts';

let tenant: Tenant;
let api: Api;
let readOnly: Api;

beforeAll(async () => {
  tenant = await startTestTenant();
  api = await managementApi(tenant);
  readOnly = await managementApi(tenant, 'rollcall_local_m2m_read');
}, 60_000);

afterAll(() => tenant.close());

const UNKNOWN = { statusCode: 404, error: 'Not Found', message: 'The role does not exist.' };

async function newRole(name: string, more: object = {}): Promise<{ id: string }> {
  const { status, body } = await api('POST', '/roles', { name, ...more });
  if (status !== 200) throw new Error(`No new role: ${JSON.stringify(body)}`);
  return Object(body);
}

describe('the list', () => {
  test('is in the order of names, page by page, with totals when asked', async () => {
    const { status, body } = await api('GET', '/roles');
    expect(status).toBe(200);
    const names = Array.from(Object(body), ({ name }) => String(name));
    expect(names).toContain('Booking Agent');
    expect(names).toEqual(names.toSorted());
    const { body: page } = await api('GET', '/roles?per_page=2&page=1&include_totals=true');
    expect(page).toEqual({ start: 2, limit: 2, total: names.length, roles: Object(body).slice(2, 4) });
  });

  test('takes a part of the name, in capitals or not, also beyond A to Z', async () => {
    const { id } = await newRole('Überseehändler');
    for (const part of ['BILLING', 'billing']) {
      const { body } = await api('GET', `/roles?name_filter=${part}`);
      expect(body).toMatchObject([{ name: 'Billing Clerk' }, { name: 'Billing Manager' }]);
    }
    const { body } = await api('GET', `/roles?name_filter=${encodeURIComponent('überSEEHÄNDLER')}`);
    expect(body).toMatchObject([{ id }]);
    expect((await api('GET', '/roles?name_filter=%25')).body).toEqual([]);
  });

  test('refuses a page beyond the first 1,000 roles and one that is too large', async () => {
    expect(await api('GET', '/roles?page=10&per_page=100')).toMatchObject({
      status: 400,
      body: { errorCode: 'invalid_paging' },
    });
    expect((await api('GET', '/roles?per_page=101')).body).toMatchObject({
      message:
        "Query validation error: 'Value 101 is greater than maximum 100' on property per_page (Number of results per page. Defaults to 50).",
    });
  });
});

describe('a role', () => {
  test('is made with 200, read, changed and deleted with an empty object', async () => {
    const made = await api('POST', '/roles', { name: 'Night Shift', description: 'Works at night' });
    expect(made).toMatchObject({
      status: 200,
      body: {
        id: expect.stringMatching(/^rol_[A-Za-z0-9]{16}$/u),
        name: 'Night Shift',
        description: 'Works at night',
      },
    });
    const path = `/roles/${Object(made.body).id}`;
    expect((await api('GET', path)).body).toEqual(made.body);
    const changed = await api('PATCH', path, { description: 'Works late' });
    expect(changed).toMatchObject({ status: 200, body: { name: 'Night Shift', description: 'Works late' } });
    expect((await api('GET', path)).body).toEqual(changed.body);
    expect(await api('DELETE', path)).toMatchObject({ status: 200, body: {} });
    expect(await api('GET', path)).toMatchObject({ status: 404, body: UNKNOWN });
  });

  test('cannot have the name of another one', async () => {
    const conflict = { status: 409, body: { message: 'The role already exists.' } };
    expect(await api('POST', '/roles', { name: 'Analyst' })).toMatchObject(conflict);
    const { id } = await newRole('Almost an Analyst');
    expect(await api('PATCH', `/roles/${id}`, { name: 'Analyst' })).toMatchObject(conflict);
    expect(await api('PATCH', `/roles/${id}`, { name: 'Almost an Analyst' })).toMatchObject({ status: 200 });
  });

  test.each([
    [{}, "Payload validation error: 'Missing required property: name'."],
    [
      { name: 7 },
      "Payload validation error: 'Expected type string but found type integer' on property name (Name of the role).",
    ],
    [{ name: 'A', color: 'red' }, "Payload validation error: 'Additional properties not allowed: color'."],
  ])('cannot be made from %j', async (body, message) => {
    expect(await api('POST', '/roles', body)).toMatchObject({
      status: 400,
      body: { message, errorCode: 'invalid_body' },
    });
  });

  test.each([
    ['GET', ''],
    ['PATCH', ''],
    ['DELETE', ''],
    ['GET', '/permissions'],
    ['GET', '/users'],
    ['GET', '/groups'],
  ])('that is not there is 404 for %s /roles/{id}%s', async (method, rest) => {
    const body = method === 'PATCH' ? { name: 'Somebody' } : undefined;
    const answer = await api(method, `/roles/rol_0000000000000000${rest}`, body);
    expect(answer).toMatchObject({ status: 404, body: UNKNOWN });
  });

  test.each([
    ['GET', '/roles', 'read:roles'],
    ['POST', '/roles', 'create:roles'],
    ['PATCH', '/roles/rol_Analyst000000000', 'update:roles'],
    ['DELETE', '/roles/rol_Analyst000000000', 'delete:roles'],
  ])('needs its scope: %s %s', async (method, path, scope) => {
    expect(await readOnly(method, path)).toMatchObject({
      status: 403,
      body: { message: `Insufficient scope, expected any of: ${scope}`, errorCode: 'insufficient_scope' },
    });
  });
});
