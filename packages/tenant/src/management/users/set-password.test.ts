import { compare } from 'bcryptjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SEED_PASSWORD, SEED_PASSWORD_HASH } from '../../seed/password.ts';
import type { Tenant } from '../../start.ts';
import { beginFlow, signIn } from '../../testing/sign-in.ts';
import { type Api, managementApi, startTestTenant } from '../../testing/test-tenant.ts';
import { type UserActs, userActs } from '../../testing/users.ts';

let tenant: Tenant;
let api: Api;
let newUser: UserActs['newUser'];
let patch: UserActs['patch'];

beforeAll(async () => {
  tenant = await startTestTenant();
  api = await managementApi(tenant);
  ({ newUser, patch } = userActs(api));
}, 60_000);

afterAll(() => tenant.close());

/** Replaces the options of the plain database connection. */
const configure = (options: object) =>
  api('PATCH', '/connections/con_UsernamePassword', {
    options: { brute_force_protection: true, ...options },
  });

describe('passwords', () => {
  test('a new one lifts the block, is dated, never shown, and the old one stops working', async () => {
    const user = await newUser({ blocked: true });
    const { status, body } = await patch(user, { password: 'Second-secret-2' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ blocked: false, last_password_reset: expect.stringMatching(/^\d{4}-/u) });
    expect(JSON.stringify(body)).not.toMatch(/Second-secret|\$2b/u);
    expect(
      (await signIn(beginFlow(tenant), user.email, 'Second-secret-2')).url.searchParams.has('code'),
    ).toBe(true);
    expect((await signIn(beginFlow(tenant), user.email, 'First-secret-1')).status).toBe(400);
  });

  test.each([
    ['short1A', 'PasswordStrengthError: Password is too weak'],
    ['alllowercase', 'PasswordStrengthError: Password is too weak'],
    [null, 'Cannot remove password for this user: the connection requires it.'],
  ])('%j is refused by the policy "good", without the password in the answer', async (password, message) => {
    const user = await newUser();
    const answer = await patch(user, { password });
    expect(answer).toMatchObject({ status: 400, body: { message } });
    expect(JSON.stringify(answer.body)).not.toContain(String(password));
    expect((await signIn(beginFlow(tenant), user.email, 'First-secret-1')).url.searchParams.has('code')).toBe(
      true,
    );
  });

  test('the strict directory refuses common, personal, repeated and earlier ones', async () => {
    const user = await newUser({
      connection: 'Staff-Directory',
      username: 'strictly',
      password: 'Tr1cky-Words-Here',
      name: 'Beatrix',
    });
    const refused = async (password: string) => Object((await patch(user, { password })).body).message;
    expect(await refused('Aaaab-12345')).toBe('PasswordStrengthError: Password is too weak');
    expect(await refused('Short-1')).toBe('PasswordStrengthError: Password is too weak');
    expect(await refused('COMPANY-2026')).toBe('PasswordDictionaryError: Password is too common');
    expect(await refused('My-beatrix-99')).toBe(
      'PasswordNoUserInfoError: Password contains user information',
    );
    expect(await refused('Say-strictly-99')).toBe(
      'PasswordNoUserInfoError: Password contains user information',
    );
    expect(await refused('Tr1cky-Words-Here')).toBe(
      'PasswordHistoryError: Password has previously been used',
    );
    expect((await patch(user, { password: 'Quite-Different-7' })).status).toBe(200);
    expect(await refused('Tr1cky-Words-Here')).toBe(
      'PasswordHistoryError: Password has previously been used',
    );
  });

  test('history is kept from the day it is switched on, as far back as it says', async () => {
    const user = await newUser();
    const set = async (password: string) => Object((await patch(user, { password })).body).message;
    await configure({ passwordPolicy: 'low' });
    await set('before-1');
    await set('before-2');
    await configure({ passwordPolicy: 'low', password_history: { enable: true, size: 2 } });
    const used = 'PasswordHistoryError: Password has previously been used';
    expect(await set('before-2')).toBe(used);
    expect(await set('before-1')).toBeUndefined();
    expect(await set('before-2')).toBe(used);
    expect(await set('after-1')).toBeUndefined();
    expect(await set('before-2')).toBeUndefined();
    await configure({ password_options: { complexity: { max_length_exceeded: 'error' } } });
    expect(await set('x'.repeat(73))).toBe('PasswordStrengthError: Password is too weak');
    expect(await set('before-2')).toBeUndefined();
    await configure({ passwordPolicy: 'good' });
  });

  test('more than 72 bytes are cut off without a word', async () => {
    const user = await newUser({ password: `Long-1${'x'.repeat(100)}` });
    const first72 = `Long-1${'x'.repeat(66)}`;
    expect((await signIn(beginFlow(tenant), user.email, first72)).url.searchParams.has('code')).toBe(true);
  });

  test('a new one ends the sessions, and lets in again whoever guessed too often', async () => {
    const user = await newUser();
    const sessions = `/users/${encodeURIComponent(user.user_id)}/sessions`;
    await signIn(beginFlow(tenant), user.email, 'First-secret-1');
    expect(Object((await api('GET', sessions)).body).sessions).toHaveLength(1);
    for (let attempt = 0; attempt < 10; attempt += 1) {
      await signIn(beginFlow(tenant), user.email, 'Guessed-wrong-0');
    }
    const blocks = `/user-blocks/${encodeURIComponent(user.user_id)}`;
    expect(Object((await api('GET', blocks)).body).blocked_for).toHaveLength(1);
    await patch(user, { password: 'Second-secret-2' });
    expect(Object((await api('GET', sessions)).body).sessions).toEqual([]);
    expect(Object((await api('GET', blocks)).body).blocked_for).toEqual([]);
    const { url } = await signIn(beginFlow(tenant), user.email, 'Second-secret-2');
    expect(url.searchParams.has('code')).toBe(true);
  });

  test('the seeded hash is that of the seeded password', async () => {
    expect(await compare(SEED_PASSWORD, SEED_PASSWORD_HASH)).toBe(true);
  });
});
