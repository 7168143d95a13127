import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Tenant } from '../../../start.ts';
import { type FactorActs, factorActs, methodsOf, PASSKEY, TOTP_SECRET } from '../../../testing/factors.ts';
import { type Api, managementApi, startTestTenant } from '../../../testing/test-tenant.ts';

let tenant: Tenant;
let api: Api;
let newUser: FactorActs['newUser'];
let create: FactorActs['create'];

beforeAll(async () => {
  tenant = await startTestTenant();
  api = await managementApi(tenant);
  ({ newUser, create } = factorActs(api));
});

afterAll(() => tenant.close());

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
  const read = await api('GET', methodsOf(user, Object(created.body).id));
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
  await create(user, { type: 'totp', name: 'App', totp_secret: TOTP_SECRET });
  const { body } = await api('GET', methodsOf(user));
  expect(body).toMatchObject([{ type: 'totp', name: 'App', confirmed: true }]);
  expect(JSON.stringify(body)).not.toContain(TOTP_SECRET);
});

test('a passkey keeps what is known of it, a security key too', async () => {
  const user = await newUser();
  const id = await create(user, PASSKEY);
  expect((await api('GET', methodsOf(user, id))).body).toMatchObject(PASSKEY);
  const key = { type: 'webauthn-roaming', key_id: 'a', public_key: 'b' };
  expect((await api('GET', methodsOf(user, await create(user, key)))).body).toMatchObject(key);
});

test('the same method a second time is a conflict, also for two requests at once', async () => {
  const user = await newUser();
  const method = { type: 'totp', totp_secret: TOTP_SECRET };
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
    { type: 'totp', totp_secret: TOTP_SECRET, name: 'x'.repeat(21) },
    'String is too long (21 chars), maximum 20',
  ],
  [
    { type: 'totp', totp_secret: TOTP_SECRET, email: 'a@example.com' },
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
