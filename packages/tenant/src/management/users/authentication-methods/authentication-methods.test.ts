import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tenant } from '../../../start.ts';
import { type FactorActs, factorActs, methodsOf, PASSKEY, TOTP_SECRET } from '../../../testing/factors.ts';
import { type Api, managementApi, startTestTenant } from '../../../testing/test-tenant.ts';

let tenant: Tenant;
let api: Api;
let readOnly: Api;
let newUser: FactorActs['newUser'];
let create: FactorActs['create'];

beforeAll(async () => {
  tenant = await startTestTenant();
  api = await managementApi(tenant);
  readOnly = await managementApi(tenant, 'rollcall_local_m2m_read');
  ({ newUser, create } = factorActs(api));
});

afterAll(() => tenant.close());

describe('reading', () => {
  test('a list has pages, and leaves the total out where it is empty', async () => {
    const user = await newUser();
    const totals = `${methodsOf(user)}?include_totals=true&per_page=50`;
    expect((await api('GET', totals)).body).toEqual({ authenticators: [], start: 0, limit: 50 });
    const first = await create(user, { type: 'email', email: 'foo@example.com' });
    const second = await create(user, { type: 'phone', phone_number: '+15005550006' });
    expect((await api('GET', totals)).body).toMatchObject({
      authenticators: [{ id: first, email: '****@exam*******' }, { id: second }],
      start: 0,
      limit: 50,
      total: 2,
    });
    expect((await api('GET', `${methodsOf(user)}?page=1&per_page=1`)).body).toMatchObject([{ id: second }]);
    expect((await api('GET', `${methodsOf(user)}?per_page=101`)).status).toBe(400);
  });

  test('a method belongs to its user alone, under its whole id', async () => {
    const user = await newUser();
    const id = await create(user, { type: 'email', email: 'foo@example.com' });
    const other = await newUser();
    for (const path of [
      methodsOf(other, id),
      methodsOf(user, id.replace('email', 'totp')),
      methodsOf(user, 'foo'),
    ]) {
      expect(await api('GET', path)).toMatchObject({
        status: 404,
        body: { message: 'The authentication method could not be found.' },
      });
    }
  });
});

describe('changing', () => {
  test('a method gets another name, and a phone another way to be reached', async () => {
    const user = await newUser();
    const id = await create(user, { type: 'phone', name: 'Old', phone_number: '+15005550006' });
    const renamed = await api('PATCH', methodsOf(user, id), {
      name: 'New',
      preferred_authentication_method: 'voice',
    });
    expect(renamed).toMatchObject({
      status: 200,
      body: { id, name: 'New', preferred_authentication_method: 'voice', phone_number: 'XXXXXXXX0006' },
    });
    expect((await api('GET', methodsOf(user, id))).body).toMatchObject({
      name: 'New',
      authentication_methods: [{ type: 'voice' }],
    });
    expect((await api('PATCH', methodsOf(user, id), { type: 'email' })).status).toBe(400);
    const email = await create(user, { type: 'email', email: 'foo@example.com' });
    expect(
      (await api('PATCH', methodsOf(user, email), { preferred_authentication_method: 'sms' })).status,
    ).toBe(400);
  });

  test('a bare array replaces all methods, and comes back unmasked', async () => {
    const user = await newUser();
    await create(user, { type: 'email', email: 'before@example.com' });
    const methods = [
      { type: 'email', name: 'MyEmail', email: 'foo@example.com' },
      { type: 'phone', name: 'MyPhone', phone_number: '+44207183875044' },
      { type: 'totp', name: 'MyTotp', totp_secret: TOTP_SECRET },
    ];
    const { status, body } = await api('PUT', methodsOf(user), methods);
    expect(status).toBe(200);
    expect(body).toMatchObject([methods[0], methods[1], { type: 'totp', name: 'MyTotp' }]);
    expect(JSON.stringify(body)).not.toContain(TOTP_SECRET);
    expect(Object((await api('GET', methodsOf(user))).body)).toHaveLength(3);
  });

  test('a replacement that cannot be made whole changes nothing', async () => {
    const user = await newUser();
    const id = await create(user, { type: 'email', email: 'before@example.com' });
    const email = { type: 'email', email: 'foo@example.com' };
    expect((await api('PUT', methodsOf(user), [email, email])).status).toBe(409);
    expect((await api('PUT', methodsOf(user), [email, PASSKEY])).status).toBe(400);
    expect((await api('PUT', methodsOf(user), email)).status).toBe(400);
    expect((await api('GET', methodsOf(user))).body).toMatchObject([{ id }]);
  });
});

describe('removing', () => {
  test('one or all of them, and the log tells of each', async () => {
    const user = await newUser();
    const id = await create(user, { type: 'email', email: 'foo@example.com' });
    await create(user, { type: 'phone', phone_number: '+15005550006' });
    await create(user, { type: 'totp', totp_secret: TOTP_SECRET });
    expect(await api('DELETE', methodsOf(user, id))).toMatchObject({ status: 204, body: '' });
    expect((await api('DELETE', methodsOf(user, id))).status).toBe(404);
    expect((await api('DELETE', methodsOf(user))).status).toBe(204);
    expect((await api('GET', methodsOf(user))).body).toEqual([]);
    expect((await api('DELETE', methodsOf(user))).status).toBe(204);
    const { body: events } = await api('GET', `/users/${encodeURIComponent(user.user_id)}/logs`);
    expect(
      Array.from(Object(events), (event) => Object(event).type).filter((type) => type === 'gd_unenroll'),
    ).toHaveLength(3);
  });

  test('a passkey stands in the way of removing or replacing all, until it is removed itself', async () => {
    const user = await newUser();
    const id = await create(user, PASSKEY);
    for (const refused of [await api('DELETE', methodsOf(user)), await api('PUT', methodsOf(user), [])]) {
      expect(refused).toMatchObject({
        status: 403,
        body: { message: 'Operation not permitted when the user has registered at least 1 passkey' },
      });
    }
    expect((await api('PATCH', methodsOf(user, id), { name: 'Old laptop' })).body).toMatchObject({
      name: 'Old laptop',
    });
    expect((await api('DELETE', methodsOf(user, id))).status).toBe(204);
    expect((await api('DELETE', methodsOf(user))).status).toBe(204);
  });
});

describe('refusing', () => {
  const id = 'email|dev_0000000000000000';
  test.each([
    ['GET', '', undefined],
    ['POST', '', { type: 'email', email: 'foo@example.com' }],
    ['PUT', '', []],
    ['DELETE', '', undefined],
    ['GET', `/${encodeURIComponent(id)}`, undefined],
    ['PATCH', `/${encodeURIComponent(id)}`, { name: 'New' }],
    ['DELETE', `/${encodeURIComponent(id)}`, undefined],
  ])('%s %s wants its scope, a well-formed id and a user', async (method, rest, body) => {
    const admin = methodsOf({ user_id: 'auth0|0000000000000000000000a1' });
    expect(await readOnly(method, admin + rest, body)).toMatchObject({
      status: 403,
      body: { errorCode: 'insufficient_scope' },
    });
    expect((await api(method, methodsOf({ user_id: 'nobody' }) + rest, body)).status).toBe(400);
    const unknown = await api(method, methodsOf({ user_id: 'auth0|nobody' }) + rest, body);
    expect(unknown.status).toBe(method === 'DELETE' && rest === '' ? 204 : 404);
  });
});
