import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Tenant } from '../start.ts';
import { beginFlow, signIn } from '../testing/sign-in.ts';
import { type Api, managementApi, startTestTenant } from '../testing/test-tenant.ts';
import { SEED_PASSWORD } from './password.ts';
import { makeUser } from './person.ts';
import { methodsOfPerson, SEED_RECOVERY_CODE, SEED_TOTP_SECRET } from './person-factors.ts';

/** Who of the first people has an authenticator app and may sign in. */
const [FIRST, SECOND] = Array.from({ length: 140 }, (_, index) => ({
  user: makeUser(index).profile,
  methods: methodsOfPerson(index),
})).filter(
  ({ user, methods }) =>
    user.blocked !== true && methods.some(({ type, confirmed }) => type === 'totp' && confirmed),
);
let tenant: Tenant;
let api: Api;

beforeAll(async () => {
  tenant = await startTestTenant();
  api = await managementApi(tenant);
});

afterAll(() => tenant.close());

test('what the people of the seed have can be read', async () => {
  const { body } = await api(
    'GET',
    `/users/${encodeURIComponent(FIRST?.user.user_id ?? '')}/authentication-methods`,
  );
  expect(Array.from(Object(body), (method) => Object(method).type)).toEqual(
    expect.arrayContaining((FIRST?.methods ?? []).map(({ type }) => type)),
  );
});

test('somebody of the seed signs in with the documented app, and with the documented recovery code', async () => {
  const flow = beginFlow(tenant);
  const asked = await signIn(flow, FIRST?.user.email ?? '', SEED_PASSWORD);
  const code = TOTP.generate({ secret: Secret.fromBase32(SEED_TOTP_SECRET) });
  const end = await flow.browser.submit(asked, { code });
  expect(end.url.searchParams.has('code')).toBe(true);
  const other = beginFlow(tenant);
  const page = await signIn(other, SECOND?.user.email ?? '', SEED_PASSWORD);
  const recovery = await other.browser.follow(page, 'Use a recovery code');
  const next = await other.browser.submit(recovery, { code: SEED_RECOVERY_CODE });
  expect(next.text).toMatch(/<p class="secret">[A-Z0-9]{24}<\/p>/u);
});

test('the demonstration accounts sign in without a second factor', async () => {
  for (const name of ['admin', 'editor', 'support', 'viewer', 'auditor', 'nobody']) {
    const end = await signIn(beginFlow(tenant), `${name}@rollcall.example`, SEED_PASSWORD);
    expect([name, end.url.searchParams.has('code')]).toEqual([name, true]);
  }
});
