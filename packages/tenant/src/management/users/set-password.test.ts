import { compare } from 'bcryptjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SEED_PASSWORD, SEED_PASSWORD_HASH } from '../../seed/password.ts';
import type { Tenant } from '../../start.ts';
import { beginFlow, signIn } from '../../testing/sign-in.ts';
import { managementApi, startTestTenant } from '../../testing/test-tenant.ts';
import { type UserActs, userActs } from '../../testing/users.ts';

let tenant: Tenant;
let newUser: UserActs['newUser'];
let patch: UserActs['patch'];

beforeAll(async () => {
  tenant = await startTestTenant({ seedUsers: 400 });
  ({ newUser, patch } = userActs(await managementApi(tenant)));
}, 60_000);

afterAll(() => tenant.close());

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

  test('the seeded hash is that of the seeded password', async () => {
    expect(await compare(SEED_PASSWORD, SEED_PASSWORD_HASH)).toBe(true);
  });
});
