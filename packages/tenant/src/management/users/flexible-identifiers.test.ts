import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Tenant } from '../../start.ts';
import { type Api, managementApi, startTestTenant } from '../../testing/test-tenant.ts';
import { type UserActs, userActs } from '../../testing/users.ts';

const DATABASE = 'Username-Password-Authentication';
const CONNECTION = '/connections/con_UsernamePassword';
const ACTIVE = { identifier: { active: true } };
const EVERYTHING = { email: ACTIVE, phone_number: ACTIVE, username: ACTIVE };

let tenant: Tenant;
let api: Api;
let patch: UserActs['patch'];

beforeAll(async () => {
  tenant = await startTestTenant();
  api = await managementApi(tenant);
  ({ patch } = userActs(api));
});

afterAll(() => tenant.close());

/** Replaces what the connection says about its accounts. */
async function configure(options: object): Promise<void> {
  const { status, body } = await api('PATCH', CONNECTION, {
    options: { passwordPolicy: 'good', ...options },
  });
  if (status !== 200) throw new Error(JSON.stringify(body));
}

const create = (body: object) =>
  api('POST', '/users', { connection: DATABASE, password: 'Good-enough-1', ...body });

async function created(body: object): Promise<{ user_id: string }> {
  const { status, body: user } = await create(body);
  if (status !== 201) throw new Error(JSON.stringify(user));
  return Object(user);
}

describe('with every identifier', () => {
  beforeEach(() => configure({ attributes: EVERYTHING }));

  test('a user can have a phone number and nothing else', async () => {
    expect(await create({ phone_number: '+4915112345678' })).toMatchObject({
      status: 201,
      body: {
        user_id: expect.stringMatching(/^auth0\|/u),
        phone_number: '+4915112345678',
        phone_verified: false,
        name: '+4915112345678',
      },
    });
    const again = await create({ phone_number: '+4915112345678', email: 'another@example.com' });
    expect(again).toMatchObject({ status: 409, body: { message: 'The user already exists.' } });
  });

  test('a user can have a username and nothing else', async () => {
    expect((await create({ username: 'Only.Name' })).body).toMatchObject({
      username: 'only.name',
      name: 'only.name',
      nickname: 'only.name',
    });
  });

  test('a user has something to sign in with', async () => {
    expect(await create({ name: 'Nobody' })).toMatchObject({
      status: 400,
      body: {
        message: "Payload validation error: 'Missing required property: email or phone_number or username'.",
      },
    });
  });

  test('what is optional can be changed and taken away, but not the last of it', async () => {
    const user = await created({ email: 'all@example.com', phone_number: '+4930111', username: 'all' });
    expect((await patch(user, { phone_number: '+4930222', phone_verified: true })).body).toMatchObject({
      phone_number: '+4930222',
      phone_verified: true,
    });
    expect((await patch(user, { phone_number: '+4930333' })).body).toMatchObject({ phone_verified: false });
    const withoutPhone = await patch(user, { phone_number: null });
    expect(withoutPhone.status).toBe(200);
    expect(withoutPhone.body).not.toHaveProperty('phone_number');
    expect(withoutPhone.body).not.toHaveProperty('phone_verified');
    expect((await patch(user, { email: null })).body).not.toHaveProperty('email_verified');
    expect((await patch(user, { username: null })).body).toMatchObject({
      message: 'Cannot remove username for this user: there is nothing else to sign in with.',
    });
    // What was given up can be somebody else's.
    await created({ email: 'all@example.com', phone_number: '+4930333' });
  });

  test('a phone number of somebody else is refused', async () => {
    await created({ phone_number: '+4940111' });
    const user = await created({ phone_number: '+4940222' });
    expect(await patch(user, { phone_number: '+4940111' })).toMatchObject({
      status: 400,
      body: { message: 'The specified new phone number already exists' },
    });
  });

  test('a password is required unless the connection says otherwise', async () => {
    const user = await created({ email: 'with-password@example.com' });
    expect((await patch(user, { password: null })).status).toBe(400);
    const missing = { message: "Payload validation error: 'Missing required property: password'." };
    const without = { email: 'without-password@example.com', password: undefined };
    expect((await create(without)).body).toMatchObject(missing);
    await configure({
      attributes: EVERYTHING,
      authentication_methods: { password: { enabled: true, api_behavior: 'optional' } },
    });
    expect((await create(without)).status).toBe(201);
    expect((await patch(user, { password: null })).status).toBe(200);
  });
});

test('what the profile requires has to be there, and stays', async () => {
  await configure({
    attributes: { email: ACTIVE, phone_number: { profile_required: true }, username: ACTIVE },
  });
  const email = 'required@example.com';
  expect((await create({ email })).body).toMatchObject({
    message: "Payload validation error: 'Missing required property: phone_number'.",
  });
  const user = await created({ email, phone_number: '+4950111' });
  expect((await patch(user, { phone_number: null })).body).toMatchObject({
    message: 'Cannot remove phone_number for this user: the connection requires it.',
  });
});

test('what the connection has no attribute for is refused', async () => {
  await configure({ attributes: { username: ACTIVE } });
  expect((await create({ username: 'plain', email: 'plain@example.com' })).body).toMatchObject({
    message: 'Cannot set email for connection without the attribute email.',
  });
  expect((await create({ username: 'plain', phone_number: '+4960111' })).body).toMatchObject({
    message: 'Cannot set phone_number for connection without the attribute phone_number.',
  });
  const user = await created({ username: 'plain' });
  expect((await patch(user, { email: 'plain@example.com' })).body).toMatchObject({
    message: 'Cannot update email for this user: the connection has no email attribute.',
  });
  expect((await patch(user, { phone_verified: true })).body).toMatchObject({
    message: 'Cannot update phone_verified for this user: the connection has no phone_number attribute.',
  });
  await configure({ attributes: { email: ACTIVE } });
  expect((await create({ email: 'no-names@example.com', username: 'name' })).body).toMatchObject({
    message: 'Cannot set username for connection without requires_username.',
  });
});

test('usernames are as long as the connection wants them, and look like something else where it lets them', async () => {
  const validation = { min_length: 4, max_length: 20 };
  await configure({ attributes: { username: { ...ACTIVE, validation } } });
  expect((await create({ username: 'abc' })).status).toBe(400);
  expect((await create({ username: 'a'.repeat(21) })).status).toBe(400);
  expect((await create({ username: 'a'.repeat(20) })).status).toBe(201);
  expect((await create({ username: 'me@example.com' })).status).toBe(400);
  expect((await create({ username: '+49123456' })).status).toBe(400);
  const allowed_types = { email: true, phone_number: true };
  await configure({ attributes: { username: { ...ACTIVE, validation: { ...validation, allowed_types } } } });
  expect((await create({ username: 'me@example.com' })).status).toBe(201);
  expect((await create({ username: '+49123456' })).status).toBe(201);
});

test('several accounts share an e-mail address only where the connection lets them', async () => {
  await configure({ attributes: { email: { ...ACTIVE, unique: false }, username: ACTIVE } });
  await created({ email: 'shared@example.com', username: 'one' });
  const other = await created({ email: 'shared@example.com', username: 'two' });
  const third = await created({ email: 'third@example.com', username: 'three' });
  expect((await patch(third, { email: 'shared@example.com' })).status).toBe(200);
  expect((await api('GET', '/users-by-email?email=shared@example.com')).body).toHaveLength(3);
  expect((await create({ email: 'shared@example.com', username: 'two' })).body).toMatchObject({
    message: 'The username provided is in use already.',
  });
  await configure({ attributes: { email: { ...ACTIVE, unique: true }, username: ACTIVE } });
  await created({ email: 'unique@example.com', username: 'four' });
  expect((await create({ email: 'unique@example.com', username: 'five' })).status).toBe(409);
  expect((await patch(other, { email: 'unique@example.com' })).status).toBe(400);
});

describe('a custom database without import mode', () => {
  const CUSTOM = { enabledDatabaseCustomization: true, import_mode: false };

  test('changes what it has scripts for, and nothing else', async () => {
    await configure(CUSTOM);
    const user = await created({ email: 'custom@example.com' });
    for (const body of [
      { email: 'x@example.com' },
      { password: 'Second-secret-2' },
      { email_verified: true },
    ]) {
      expect(await patch(user, body)).toMatchObject({
        status: 400,
        body: { message: 'Connection is not supported for this operation.' },
      });
    }
    const script = 'function change(email, newEmail, callback) { callback(null, true); }';
    await configure({ ...CUSTOM, customScripts: { change_email: script } });
    expect((await patch(user, { email: 'changed@example.com' })).body).toMatchObject({
      email: 'changed@example.com',
    });
    expect((await patch(user, { password: 'Second-secret-2' })).status).toBe(400);
  });

  test('has its root attributes changed and removed when it does not bring them back', async () => {
    await configure(CUSTOM);
    const user = await created({ email: 'names@example.com', given_name: 'Given' });
    expect((await patch(user, { name: 'Changed' })).status).toBe(400);
    await configure({ ...CUSTOM, set_user_root_attributes: 'on_first_login' });
    const { status, body } = await patch(user, { name: 'Changed', given_name: null });
    expect(status).toBe(200);
    expect(body).toMatchObject({ name: 'Changed' });
    expect(body).not.toHaveProperty('given_name');
  });
});
