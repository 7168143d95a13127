import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tenant } from '../../../start.ts';
import { type Api, managementApi, startTestTenant } from '../../../testing/test-tenant.ts';
import { type UserActs, userActs } from '../../../testing/users.ts';

const SECRET = '5HCWXIP2MJNSUBGYVUZFLRB2HWIGXR4SYJQXNBQ';
const PASSKEY = {
  type: 'passkey',
  name: 'Laptop',
  key_id: 'ZFPDJ5qXnJTJoxGyVfHyPA',
  public_key: 'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE',
  aaguid: 'ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4',
  relying_party_identifier: 'localhost',
  credential_device_type: 'multi_device',
  credential_backed_up: true,
  transports: ['internal', 'hybrid'],
};
let tenant: Tenant;
let api: Api;
let readOnly: Api;
let newUser: UserActs['newUser'];

beforeAll(async () => {
  tenant = await startTestTenant();
  api = await managementApi(tenant);
  readOnly = await managementApi(tenant, 'rollcall_local_m2m_read');
  ({ newUser } = userActs(api));
});

afterAll(() => tenant.close());

function methodsOf({ user_id }: { user_id: string }): string {
  return `/users/${encodeURIComponent(user_id)}/authentication-methods`;
}

async function create(user: { user_id: string }, method: object): Promise<string> {
  const { status, body } = await api('POST', methodsOf(user), method);
  expect(status).toBe(201);
  return String(Object(body).id);
}

function one(user: { user_id: string }, id: string): string {
  return `${methodsOf(user)}/${encodeURIComponent(id)}`;
}

describe('creating', () => {
  test('an e-mail address is confirmed at once, and masked from then on', async () => {
    const user = await newUser();
    const sent = { type: 'email', name: 'Test', email: 'chuck334@example.com' };
    const created = await api('POST', methodsOf(user), sent);
    expect(created.body).toEqual({
      id: expect.stringMatching(/^email\|dev_[A-Za-z0-9]{16}$/u),
      type: 'email',
      name: 'Test',
      email: 'chuc****@exam*******',
      created_at: expect.any(String),
    });
    const read = await api('GET', one(user, Object(created.body).id));
    expect(read.body).toEqual({ ...Object(created.body), confirmed: true });
  });

  test('a phone is reached by text message unless it prefers a voice', async () => {
    const user = await newUser();
    const phone = { type: 'phone', phone_number: '+44207183875044' };
    expect((await api('POST', methodsOf(user), phone)).body).toMatchObject({
      phone_number: 'XXXXXXXXXXX5044',
      preferred_authentication_method: 'sms',
      authentication_methods: [{ type: 'sms', id: expect.stringMatching(/^sms\|dev_/u) }],
    });
    const voice = { ...phone, phone_number: '+442071', preferred_authentication_method: 'voice' };
    expect((await api('POST', methodsOf(user), voice)).body).toMatchObject({
      phone_number: 'XXX2071',
      authentication_methods: [{ type: 'voice' }],
    });
  });

  test('the secret of an authenticator app never comes back', async () => {
    const user = await newUser();
    await create(user, { type: 'totp', name: 'App', totp_secret: SECRET });
    const { body } = await api('GET', methodsOf(user));
    expect(body).toMatchObject([{ type: 'totp', name: 'App', confirmed: true }]);
    expect(JSON.stringify(body)).not.toContain(SECRET);
  });

  test('a passkey keeps what is known of it, a security key too', async () => {
    const user = await newUser();
    const id = await create(user, PASSKEY);
    expect((await api('GET', one(user, id))).body).toMatchObject(PASSKEY);
    const key = { type: 'webauthn-roaming', key_id: 'a', public_key: 'b' };
    expect((await api('GET', one(user, await create(user, key)))).body).toMatchObject(key);
  });

  test('the same method a second time is a conflict, also for two requests at once', async () => {
    const user = await newUser();
    const method = { type: 'totp', totp_secret: SECRET };
    const answers = await Promise.all([1, 2].map(() => api('POST', methodsOf(user), method)));
    expect(answers.map(({ status }) => status)).toEqual(expect.arrayContaining([201, 409]));
    expect((await api('POST', methodsOf(user), method)).body).toMatchObject({
      message: 'Authentication method already exists.',
    });
    await create(await newUser(), method);
  });

  test('a user has at most twenty of one type', async () => {
    const user = await newUser();
    await api(
      'PUT',
      methodsOf(user),
      Array.from({ length: 20 }, (_, place) => ({ type: 'phone', phone_number: `+4420${place}` })),
    );
    expect(await api('POST', methodsOf(user), { type: 'phone', phone_number: '+4499' })).toMatchObject({
      status: 403,
      body: { message: 'You reached the limit of entities of this type for this user.' },
    });
    await create(user, { type: 'email', email: 'somebody@example.com' });
  });

  test.each([
    [{}, 'Missing required property: type'],
    [{ type: 'recovery-code' }, 'No enum match for: recovery-code'],
    [{ type: 'phone' }, 'Missing required property: phone_number'],
    [{ type: 'phone', phone_number: '1' }, 'String is too short (1 chars), minimum 2'],
    [{ type: 'email', email: 'nobody' }, "Object didn't pass validation for format email: nobody"],
    [{ type: 'totp', totp_secret: 'not base32' }, 'String does not match pattern'],
    [
      { type: 'totp', totp_secret: SECRET, name: 'x'.repeat(21) },
      'String is too long (21 chars), maximum 20',
    ],
    [
      { type: 'totp', totp_secret: SECRET, email: 'a@example.com' },
      'Additional properties not allowed: email',
    ],
    [{ ...PASSKEY, key_id: undefined }, 'Missing required property: key_id'],
  ])('%j is refused', async (method, reason) => {
    const { status, body } = await api(
      'POST',
      methodsOf({ user_id: 'auth0|0000000000000000000000a1' }),
      method,
    );
    expect({ status, ...Object(body) }).toMatchObject({ status: 400, errorCode: 'invalid_body' });
    expect(Object(body).message).toContain(reason);
  });
});

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
    for (const path of [one(other, id), one(user, id.replace('email', 'totp')), one(user, 'foo')]) {
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
    const renamed = await api('PATCH', one(user, id), {
      name: 'New',
      preferred_authentication_method: 'voice',
    });
    expect(renamed).toMatchObject({
      status: 200,
      body: { id, name: 'New', preferred_authentication_method: 'voice', phone_number: 'XXXXXXXX0006' },
    });
    expect((await api('GET', one(user, id))).body).toMatchObject({
      name: 'New',
      authentication_methods: [{ type: 'voice' }],
    });
    expect((await api('PATCH', one(user, id), { type: 'email' })).status).toBe(400);
    const email = await create(user, { type: 'email', email: 'foo@example.com' });
    expect((await api('PATCH', one(user, email), { preferred_authentication_method: 'sms' })).status).toBe(
      400,
    );
  });

  test('a bare array replaces all methods, and comes back unmasked', async () => {
    const user = await newUser();
    await create(user, { type: 'email', email: 'before@example.com' });
    const methods = [
      { type: 'email', name: 'MyEmail', email: 'foo@example.com' },
      { type: 'phone', name: 'MyPhone', phone_number: '+44207183875044' },
      { type: 'totp', name: 'MyTotp', totp_secret: SECRET },
    ];
    const { status, body } = await api('PUT', methodsOf(user), methods);
    expect(status).toBe(200);
    expect(body).toMatchObject([methods[0], methods[1], { type: 'totp', name: 'MyTotp' }]);
    expect(JSON.stringify(body)).not.toContain(SECRET);
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
    await create(user, { type: 'totp', totp_secret: SECRET });
    expect(await api('DELETE', one(user, id))).toMatchObject({ status: 204, body: '' });
    expect((await api('DELETE', one(user, id))).status).toBe(404);
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
    expect((await api('PATCH', one(user, id), { name: 'Old laptop' })).body).toMatchObject({
      name: 'Old laptop',
    });
    expect((await api('DELETE', one(user, id))).status).toBe(204);
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
