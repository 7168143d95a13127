import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tenant } from '../../start.ts';
import { type JobActs, jobActs } from '../../testing/jobs.ts';
import { startTestTenant } from '../../testing/test-tenant.ts';

let tenant: Tenant;
let acts: JobActs;

beforeAll(async () => {
  tenant = await startTestTenant();
  acts = await jobActs(tenant);
});

afterAll(() => tenant.close());

const HASH = '$2b$10$xrEON9xpkZIp3HdYQNVqreIYnyYUxGIuwv6eDkm8Y541hBwi6Z5mS';

/** Imports one user, and answers the errors that it has. */
async function errorsOf(user: unknown): Promise<unknown> {
  const job = await acts.imported([user]);
  expect(job).toMatchObject({ status: 'completed', summary: { failed: 1, inserted: 0, total: 1 } });
  const { body } = await acts.errors(job);
  const [entry] = Object(body);
  return entry.errors;
}

describe('a row that does not fit the schema', () => {
  const email = 'row@example.com';
  test.each([
    [{ name: 'Nobody' }, 'OBJECT_REQUIRED', 'email', 'Missing required property: email'],
    [{ email: 'row@' }, 'FORMAT', 'email', "Object didn't pass validation for format email: row@"],
    [{ email: 7 }, 'INVALID_TYPE', 'email', 'Expected type string but found type integer'],
    [{ email: null }, 'INVALID_TYPE', 'email', 'Expected type string but found type null'],
    [
      { email: `${'x'.repeat(65)}@example.com` },
      'MAX_LENGTH',
      'email',
      'String is too long, maximum 64 characters before the @',
    ],
    [
      { email, email_verified: 'yes' },
      'INVALID_TYPE',
      'email_verified',
      'Expected type boolean but found type string',
    ],
    [
      { email, given_name: 'x'.repeat(151) },
      'MAX_LENGTH',
      'given_name',
      'String is too long (151 chars), maximum 150',
    ],
    [{ email, name: '' }, 'MIN_LENGTH', 'name', 'String is too short (0 chars), minimum 1'],
    [
      { email, phone_number: '0151' },
      'PATTERN',
      'phone_number',
      'String does not match pattern ^\\+[0-9]{1,15}$: 0151',
    ],
    [
      { email, username: 'row' },
      'NOT_PASSED',
      'username',
      'Cannot set username for connection without requires_username.',
    ],
    [{ email, password: 'secret' }, 'NOT_PASSED', undefined, 'Additional properties not allowed: password'],
    [
      { email, app_metadata: 'gold' },
      'INVALID_TYPE',
      'app_metadata',
      'Expected type object but found type string',
    ],
    [
      { email, app_metadata: { user_id: 'auth0|1' } },
      'NOT_PASSED',
      'app_metadata',
      'The following properties are reserved: user_id',
    ],
    [
      { email, user_metadata: { 'a.b': 1 } },
      'NOT_PASSED',
      'user_metadata',
      'Property names must not contain "." or "$": a.b',
    ],
    [
      { email, password_hash: '$2b$12$short' },
      'PATTERN',
      'password_hash',
      'String does not match pattern ^\\$2[ab]\\$10\\$[./A-Za-z0-9]{53}$',
    ],
    [
      { email, password_hash: HASH, custom_password_hash: { algorithm: 'bcrypt', hash: { value: HASH } } },
      'NOT_PASSED',
      'custom_password_hash',
      'password_hash and custom_password_hash are mutually exclusive',
    ],
    [
      { email, custom_password_hash: { algorithm: 'sha3', hash: { value: 'x' } } },
      'ENUM_MISMATCH',
      'custom_password_hash.algorithm',
      'No enum match for: sha3',
    ],
    [
      { email, custom_password_hash: { algorithm: 'md5', hash: { value: 'zz', encoding: 'hex' } } },
      'NOT_PASSED',
      'custom_password_hash.hash.value',
      'Is not encoded as hex',
    ],
    [
      {
        email,
        custom_password_hash: { algorithm: 'scrypt', hash: { value: 'ff', encoding: 'hex' }, keylen: 0 },
      },
      'MINIMUM',
      'custom_password_hash.keylen',
      'Value 0 is less than minimum 1',
    ],
    [{ email, mfa_factors: [] }, 'ARRAY_LENGTH_SHORT', 'mfa_factors', 'Array is too short (0), minimum 1'],
    [
      { email, mfa_factors: Array.from({ length: 11 }, () => ({ totp: { secret: 'AA' } })) },
      'ARRAY_LENGTH_LONG',
      'mfa_factors',
      'Array is too long (11), maximum 10',
    ],
    [
      { email, mfa_factors: [{}] },
      'ANY_OF_MISSING',
      'mfa_factors[0]',
      'Data does not match any of totp, phone, email',
    ],
    [
      { email, mfa_factors: [{ totp: { secret: 'AA' }, email: { value: 'a@b.example' } }] },
      'MAXIMUM',
      'mfa_factors[0]',
      'Too many properties defined (2), maximum 1',
    ],
    [
      { email, mfa_factors: [{ totp: { secret: 'not base32' } }] },
      'PATTERN',
      'mfa_factors[0].totp.secret',
      'String does not match pattern ^[A-Z2-7]+$',
    ],
    [
      { email, user_metadata: { text: 'x'.repeat(10_240) } },
      'PROFILE_SIZE_EXCEEDED',
      undefined,
      'The user profile is larger than 10 KB',
    ],
    [
      { email, name: 'nul \0' },
      'NOT_PASSED',
      undefined,
      'The user holds invalid characters, or is nested too deeply',
    ],
    [7, 'INVALID_TYPE', undefined, 'Expected type object but found type integer'],
  ])('%j is %s', async (user, code, path, message) => {
    expect(await errorsOf(user)).toEqual([{ code, message, ...(path === undefined ? {} : { path }) }]);
  });

  test('has all its errors told, and leaves nothing behind', async () => {
    expect(await errorsOf({ email: 'many', blocked: 1, nickname: '' })).toMatchObject([
      { code: 'FORMAT', path: 'email' },
      { code: 'MIN_LENGTH', path: 'nickname' },
      { code: 'INVALID_TYPE', path: 'blocked' },
    ]);
    expect((await acts.api('GET', '/users-by-email?email=row%40example.com')).body).toEqual([]);
  });

  test('may be nested without end', async () => {
    const deep = `${'{"a":'.repeat(40_000)}1${'}'.repeat(40_000)}`;
    const job = await acts.imported(`[{"email":"deep@example.com","user_metadata":${deep}}]`);
    expect((await acts.errors(job)).body).toMatchObject([
      { user: { email: 'deep@example.com' }, errors: [{ code: 'NOT_PASSED' }] },
    ]);
  });
});

test('the rows around one that fails are imported, and errors come in the order of the file', async () => {
  const job = await acts.imported([
    { email: 'around-1@example.com' },
    { email: 'nobody' },
    { email: 'around-2@example.com' },
    { email: 'AROUND-1@example.com' },
    { email: 'admin@rollcall.example' },
  ]);
  expect(job).toMatchObject({ summary: { inserted: 2, failed: 3, updated: 0, total: 5 } });
  expect((await acts.errors(job)).body).toEqual([
    { user: { email: 'nobody' }, errors: [expect.objectContaining({ code: 'FORMAT', path: 'email' })] },
    {
      user: { email: 'AROUND-1@example.com' },
      errors: [{ code: 'DUPLICATED_USER', message: 'A user with this email was already provided.' }],
    },
    {
      user: { email: 'admin@rollcall.example' },
      errors: [{ code: 'DUPLICATED_USER', message: 'The user already exist and upsert parameter is false' }],
    },
  ]);
});

test('no hash, password or secret is ever shown again', async () => {
  const job = await acts.imported([
    { email: 'x', password_hash: HASH },
    { email: 'x', password: 'plain', passwordHash: 'plain' },
    {
      email: 'x',
      custom_password_hash: {
        algorithm: 'hmac',
        hash: { value: 'plain', encoding: 'hex', digest: 'sha1', key: { value: 'plain' } },
        salt: { value: 'plain', position: 'prefix' },
      },
    },
    { email: 'x', custom_password_hash: 'plain' },
    {
      email: 'x',
      mfa_factors: [{ totp: { secret: 'PLAIN' } }, { totp: 'plain' }, { phone: { value: '+1' } }],
    },
  ]);
  const { body } = await acts.errors(job);
  expect(JSON.stringify(body)).not.toMatch(/plain|\$2b/iu);
  expect(Object(body)[2].user.custom_password_hash).toEqual({
    algorithm: 'hmac',
    hash: { value: '*****', encoding: 'hex', digest: 'sha1', key: { value: '*****' } },
    salt: { value: '*****', position: 'prefix' },
  });
  expect(Object(body)[4].user.mfa_factors[2]).toEqual({ phone: { value: '+1' } });
});

test('a user stays whose factors could not be imported', async () => {
  const job = await acts.imported([
    {
      email: 'factorless@example.com',
      mfa_factors: [{ phone: { value: '+15550001111' } }, { phone: { value: '+15550001111' } }],
    },
  ]);
  expect(job).toMatchObject({ summary: { failed: 1, inserted: 0, total: 1 } });
  expect((await acts.errors(job)).body).toMatchObject([
    { errors: [{ code: 'MFA_FACTORS_FAILED', message: 'Unable to import factors' }] },
  ]);
  expect((await acts.api('GET', '/users-by-email?email=factorless%40example.com')).body).toHaveLength(1);
});

describe('a job', () => {
  test.each(['job_0000000000000000', 'nonsense'])('%s is not there', async (id) => {
    expect(await acts.api('GET', `/jobs/${id}`)).toMatchObject({
      status: 404,
      body: { message: 'Job not found.' },
    });
    expect(await acts.api('GET', `/jobs/${id}/errors`)).toMatchObject({
      status: 404,
      body: { message: 'The job does not exist' },
    });
  });

  test('is shown to who may read users, and to nobody with less', async () => {
    const job = await acts.imported([]);
    const reader = await jobActs(tenant, 'rollcall_local_m2m_read');
    expect(await reader.api('GET', `/jobs/${String(job['id'])}`)).toMatchObject({ status: 200 });
    expect(await reader.errors(job)).toMatchObject({ status: 204 });
  });
});
