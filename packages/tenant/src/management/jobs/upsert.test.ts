import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tenant } from '../../start.ts';
import { Browser } from '../../testing/browser.ts';
import { type JobActs, jobActs } from '../../testing/jobs.ts';
import { startTestTenant } from '../../testing/test-tenant.ts';

let tenant: Tenant;
let acts: JobActs;

beforeAll(async () => {
  tenant = await startTestTenant();
  acts = await jobActs(tenant);
});

afterAll(() => tenant.close());

const UPSERT = { upsert: 'true' };
const read = async (id: string) => Object((await acts.api('GET', `/users/auth0%7C${id}`)).body);
const codes = async (job: Record<string, unknown>) =>
  Object((await acts.errors(job)).body).map(
    ({ errors: [error] }: { errors: { code: string }[] }) => error?.code,
  );

describe('an upsert', () => {
  test('matches on the e-mail address, and changes what can be upserted', async () => {
    await acts.imported([
      {
        email: 'upsert@example.com',
        user_id: 'upsert',
        email_verified: true,
        blocked: false,
        given_name: 'Before',
        app_metadata: { plan: 'silver', kept: true },
        user_metadata: { theme: 'dark' },
      },
    ]);
    const job = await acts.imported(
      [
        {
          email: 'Upsert@Example.com',
          user_id: 'another',
          email_verified: true,
          blocked: true,
          given_name: 'After',
          family_name: 'Wards',
          name: 'After Wards',
          nickname: 'aw',
          picture: 'https://pictures.example/aw.png',
          app_metadata: { plan: 'gold' },
          password_hash: '$2b$10$xrEON9xpkZIp3HdYQNVqreIYnyYUxGIuwv6eDkm8Y541hBwi6Z5mS',
        },
      ],
      UPSERT,
    );
    expect(job).toMatchObject({ summary: { failed: 0, updated: 1, inserted: 0, total: 1 } });
    const user = await read('upsert');
    expect(user).toMatchObject({
      email: 'upsert@example.com',
      email_verified: true,
      blocked: false,
      given_name: 'After',
      family_name: 'Wards',
      name: 'After Wards',
      nickname: 'aw',
      picture: 'https://pictures.example/aw.png',
      user_metadata: { theme: 'dark' },
    });
    // Overwritten, not merged.
    expect(user.app_metadata).toEqual({ plan: 'gold' });
    expect(user.updated_at > user.created_at).toBe(true);
    expect((await acts.api('GET', '/users/auth0%7Canother')).status).toBe(404);
    expect(
      (await acts.api('GET', '/users?q=app_metadata.plan:gold AND given_name:After')).body,
    ).toMatchObject([{ user_id: 'auth0|upsert' }]);
  });

  test('unverifies the address unless the file says that it is verified', async () => {
    await acts.imported([{ email: 'verified@example.com', user_id: 'verified', email_verified: true }]);
    await acts.imported([{ email: 'verified@example.com' }], UPSERT);
    expect(await read('verified')).toMatchObject({ email_verified: false });
  });

  test('inserts whom it does not find, and refuses what belongs to somebody else', async () => {
    const staff = { ...UPSERT, connection_id: 'con_StaffDirectory01' };
    await acts.imported([{ email: 'first@staff.example', user_id: 'first', username: 'first' }], staff);
    const job = await acts.imported(
      [
        { email: 'second@staff.example', username: 'second' },
        { email: 'third@staff.example', username: 'FIRST' },
        { email: 'fourth@staff.example', username: 'fourth', user_id: 'first' },
      ],
      staff,
    );
    expect(job).toMatchObject({ summary: { inserted: 1, updated: 0, failed: 2, total: 3 } });
    expect(await codes(job)).toEqual(['CONFLICT_USERNAME', 'CONFLICT']);
  });

  test('refuses an address that a linked account has', async () => {
    await acts.imported([{ email: 'linked@example.com', user_id: 'linked' }]);
    const { body } = await acts.api('GET', '/users?q=user_id:google*&per_page=1');
    const [{ user_id }] = Object(body);
    const link = { provider: 'auth0', user_id: 'linked' };
    expect(await acts.api('POST', `/users/${encodeURIComponent(user_id)}/identities`, link)).toMatchObject({
      status: 201,
    });
    const job = await acts.imported([{ email: 'linked@example.com', name: 'Somebody' }], UPSERT);
    expect(await codes(job)).toEqual(['CONFLICT_EMAIL']);
  });
});

describe('without upsert', () => {
  test('e-mail address, user_id, username and phone number may each be nobody else’s', async () => {
    const staff = { connection_id: 'con_StaffDirectory01' };
    await acts.imported([{ email: 'taken@staff.example', user_id: 'taken', username: 'taken' }], staff);
    const job = await acts.imported(
      [
        { email: 'taken@staff.example', username: 'free.1' },
        { email: 'free-1@staff.example', username: 'taken' },
        { email: 'free-2@staff.example', username: 'free.2', user_id: 'taken' },
      ],
      staff,
    );
    expect(job).toMatchObject({ summary: { failed: 3, inserted: 0 } });
    expect(await codes(job)).toEqual(['DUPLICATED_USER', 'DUPLICATED_USER', 'DUPLICATED_USER']);
    // An id is nobody else's in the whole tenant.
    const other = await acts.imported([{ email: 'elsewhere@example.com', user_id: 'taken' }]);
    expect(await codes(other)).toEqual(['DUPLICATED_USER']);
  });

  test('phone numbers count where a connection has them', async () => {
    const attributes = {
      email: { identifier: { active: true }, profile_required: true },
      phone_number: { identifier: { active: true } },
    };
    const { body: connection } = await acts.api('GET', '/connections/con_UsernamePassword');
    const { requires_username: _, validation: __, ...options } = Object(connection).options;
    const path = '/connections/con_UsernamePassword';
    expect(await acts.api('PATCH', path, { options: { ...options, attributes } })).toMatchObject({
      status: 200,
    });
    const phone_number = '+4915100000001';
    await acts.imported([
      { email: 'phone-1@example.com', user_id: 'phone', phone_number, phone_verified: true },
    ]);
    expect(await read('phone')).toMatchObject({ phone_number, phone_verified: true });
    const job = await acts.imported([{ email: 'phone-2@example.com', phone_number }]);
    expect(await codes(job)).toEqual(['DUPLICATED_USER']);
    const upserted = await acts.imported([{ email: 'phone-2@example.com', phone_number }], UPSERT);
    expect(await codes(upserted)).toEqual(['CONFLICT']);
    await acts.api('PATCH', path, { options });
  });
});

const hashOf = (value: string) => ({ algorithm: 'md5', hash: { value, encoding: 'hex' } });

async function signsIn(username: string, password: string): Promise<boolean> {
  const browser = new Browser(tenant.url);
  const url = new URL('/authorize', tenant.url);
  url.search = new URLSearchParams({
    client_id: 'rollcall_local_web',
    response_type: 'code',
    redirect_uri: 'http://app.test:3000/auth/callback',
    scope: 'openid email',
    state: 'state',
    nonce: 'nonce',
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    code_challenge_method: 'S256',
  }).toString();
  const page = await browser.open(url);
  const after = await browser.submit(page, { username, password });
  return after.url.searchParams.has('code');
}

describe('an imported password', () => {
  /** Of `first` and `second`. */
  const [FIRST, SECOND] = ['8b04d5e3775d298e78455efc5ca404d5', 'a9f0e61a137d86aa9db53465e0801612'] as const;

  test('signs its user in, can be upserted until then, and not after', async () => {
    const email = 'hashed@example.com';
    await acts.imported([{ email, custom_password_hash: hashOf(FIRST) }]);
    await acts.imported([{ email, custom_password_hash: hashOf(SECOND) }], UPSERT);
    expect(await signsIn(email, 'first')).toBe(false);
    expect(await signsIn(email, 'second')).toBe(true);
    const job = await acts.imported([{ email, custom_password_hash: hashOf(FIRST), name: 'Hashed' }], UPSERT);
    expect(job).toMatchObject({ summary: { updated: 1, failed: 0 } });
    expect(await signsIn(email, 'first')).toBe(false);
    expect(await signsIn(email, 'second')).toBe(true);
  });
});
