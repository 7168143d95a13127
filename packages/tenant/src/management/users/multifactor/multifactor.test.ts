import { Secret, TOTP as Totp } from 'otpauth';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tenant } from '../../../start.ts';
import { type FactorActs, factorActs, methodsOf, PASSKEY, TOTP_SECRET } from '../../../testing/factors.ts';
import { beginFlow, signIn } from '../../../testing/sign-in.ts';
import { type Api, managementApi, startTestTenant } from '../../../testing/test-tenant.ts';
import { userActs } from '../../../testing/users.ts';

const TOTP = { type: 'totp', name: 'App', totp_secret: TOTP_SECRET };
const PHONE = { type: 'phone', name: 'Phone', phone_number: '+15005550006' };
const RISKS = { connection: 'Username-Password-Authentication', assessors: ['new-device'] };
let tenant: Tenant;
let api: Api;
let readOnly: Api;
let acts: FactorActs;

beforeAll(async () => {
  tenant = await startTestTenant();
  api = await managementApi(tenant);
  readOnly = await managementApi(tenant, 'rollcall_local_m2m_app_metadata');
  acts = factorActs(api);
});

afterAll(() => tenant.close());

function of({ user_id }: { user_id: string }, rest: string): string {
  return `/users/${encodeURIComponent(user_id)}/${rest}`;
}

describe('enrolments in the old form', () => {
  test('show the first factor that Guardian has a word for', async () => {
    const user = await acts.enrolled({ type: 'email', email: 'foo@example.com' }, PHONE, TOTP);
    expect((await api('GET', of(user, 'enrollments'))).body).toEqual([
      {
        id: expect.stringMatching(/^dev_[A-Za-z0-9]{16}$/u),
        status: 'confirmed',
        type: 'sms',
        auth_method: 'sms',
        name: 'Phone',
        phone_number: 'XXXXXXXX0006',
        enrolled_at: expect.any(String),
      },
    ]);
    expect((await api('GET', of(await acts.newUser(), 'enrollments'))).body).toEqual([]);
  });

  test('can be read and removed by their own id', async () => {
    const user = await acts.enrolled(TOTP);
    const { body } = await api('GET', of(user, 'enrollments'));
    const path = `/guardian/enrollments/${String(Object(body)[0].id)}`;
    expect((await api('GET', path)).body).toEqual({
      id: Object(body)[0].id,
      status: 'confirmed',
      enrolled_at: expect.any(String),
    });
    expect((await readOnly('GET', path)).status).toBe(403);
    expect((await readOnly('DELETE', path)).status).toBe(403);
    expect(await api('DELETE', path)).toMatchObject({ status: 204, body: '' });
    expect(await acts.typesOf(user)).toEqual([]);
    for (const method of ['GET', 'DELETE']) {
      expect((await api(method, path)).body).toEqual({
        statusCode: 404,
        error: 'Not Found',
        message: 'Enrollment not found',
        errorCode: 'enrollment_not_found',
      });
    }
  });

  test('a passkey is none', async () => {
    const user = await acts.enrolled(PASSKEY);
    const { body } = await api('GET', methodsOf(user));
    const id = String(Object(body)[0].id).split('|')[1];
    expect((await api('GET', `/guardian/enrollments/${id}`)).status).toBe(404);
  });
});

describe('resetting', () => {
  test('all authenticators, but no passkey', async () => {
    const user = await acts.enrolled(TOTP, PHONE, PASSKEY);
    expect((await api('DELETE', of(user, 'authenticators'))).status).toBe(204);
    expect(await acts.typesOf(user)).toEqual(['passkey']);
  });

  test('one provider: the app, or Duo, of which there is nothing', async () => {
    const user = await acts.enrolled(TOTP, PHONE);
    expect((await api('DELETE', of(user, 'multifactor/duo'))).status).toBe(204);
    expect(await acts.typesOf(user)).toEqual(['totp', 'phone']);
    expect((await api('DELETE', of(user, 'multifactor/google-authenticator'))).status).toBe(204);
    expect(await acts.typesOf(user)).toEqual(['phone']);
    expect(await api('DELETE', of(user, 'multifactor/guardian'))).toMatchObject({
      status: 400,
      body: { errorCode: 'invalid_uri' },
    });
  });
});

test('a browser that is remembered no more is asked for a code again', async () => {
  const user = await userActs(api).newUser();
  await acts.create(user, TOTP);
  const flow = beginFlow(tenant);
  const signInAgain = () =>
    signIn(beginFlow(tenant, { prompt: 'login' }, flow.browser), user.email, 'First-secret-1');
  const code = new Totp({ secret: Secret.fromBase32(TOTP_SECRET) }).generate();
  const page = await signIn(flow, user.email, 'First-secret-1');
  await flow.browser.submit(page, { code, remember: 'true' });
  expect((await signInAgain()).url.searchParams.has('code')).toBe(true);
  expect((await api('POST', of(user, 'multifactor/actions/invalidate-remember-browser'))).status).toBe(204);
  expect((await signInAgain()).text).toContain('Verify your identity');
});

describe('recovery codes', () => {
  test('are shown once, and need a factor', async () => {
    expect(await api('POST', of(await acts.newUser(), 'recovery-code-regeneration'))).toMatchObject({
      status: 404,
      body: { message: 'Enrollment not found' },
    });
    const user = await acts.enrolled(TOTP);
    const first = await api('POST', of(user, 'recovery-code-regeneration'));
    const second = await api('POST', of(user, 'recovery-code-regeneration'));
    expect(first).toMatchObject({
      status: 200,
      body: { recovery_code: expect.stringMatching(/^[A-Z0-9]{24}$/u) },
    });
    expect(second.body).not.toEqual(first.body);
    expect(await acts.typesOf(user)).toEqual(['totp', 'recovery-code']);
    const read = JSON.stringify((await api('GET', methodsOf(user))).body);
    expect(read).not.toContain(Object(second.body).recovery_code);
  });
});

describe('risks', () => {
  test.each([
    [{}, 'Missing required property: connection'],
    [{ ...RISKS, assessors: [] }, 'minimum 1'],
    [{ ...RISKS, assessors: ['old-device'] }, 'No enum match for: old-device'],
    [{ ...RISKS, connection: 'No such' }, 'does not match pattern'],
    [{ ...RISKS, connection: 'No-Such' }, 'The connection does not exist.'],
    [{ ...RISKS, more: true }, 'Additional properties not allowed: more'],
  ])('%j clears nothing', async (body, message) => {
    const answer = await api('POST', of(await acts.newUser(), 'risk-assessments/clear'), body);
    expect(answer.status).toBe(400);
    expect(Object(answer.body).message).toContain(message);
  });
});

describe('refusing', () => {
  test.each([
    ['GET', 'enrollments', undefined, 200],
    ['DELETE', 'authenticators', undefined, 204],
    ['DELETE', 'multifactor/duo', undefined, 204],
    ['POST', 'multifactor/actions/invalidate-remember-browser', undefined, 204],
    ['POST', 'recovery-code-regeneration', undefined, 200],
    ['POST', 'risk-assessments/clear', RISKS, 204],
  ])('%s %s wants its scope, a well-formed id and a user', async (method, rest, body, success) => {
    const user = await acts.enrolled(TOTP);
    const withoutScope = await readOnly(method, of(user, rest), body);
    // Reading users is all that the old form of enrolments asks for.
    expect(withoutScope.status).toBe(rest === 'enrollments' ? 200 : 403);
    expect((await api(method, of({ user_id: 'nobody' }, rest), body)).status).toBe(400);
    const unknown = await api(method, of({ user_id: 'auth0|nobody' }, rest), body);
    expect(unknown.status).toBe(rest === 'authenticators' ? 204 : 404);
    expect((await api(method, of(user, rest), body)).status).toBe(success);
  });
});
