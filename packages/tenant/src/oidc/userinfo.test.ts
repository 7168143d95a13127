import { generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tenant } from '../start.ts';
import { type Api, managementApi, requestToken, send, startTestTenant } from '../testing/test-tenant.ts';
import { claimsOf, type SignedIn, signInToSpa, SPA } from '../testing/tokens.ts';
import { type UserActs, userActs } from '../testing/users.ts';

const PASSWORD = 'First-secret-1';
const NAME = 'https://rollcall.example';

let tenant: Tenant;
let api: Api;
let person: SignedIn;
let newUser: UserActs['newUser'];

beforeAll(async () => {
  tenant = await startTestTenant({
    userinfoClaims: {
      [`${NAME}/plan`]: 'app_metadata.billing.plan',
      [`${NAME}/nothing`]: 'app_metadata.nothing',
      [`${NAME}/sign-ins`]: 'logins_count',
      [`${NAME}/region`]: 'eu',
      [`${NAME}/features`]: ['export', 3],
    },
    idTokenClaims: {
      [`${NAME}/roles`]: 'authorization.roles',
      [`${NAME}/level`]: 'app_metadata.billing.plan',
      email: 'nobody@rollcall.example',
    },
  });
  api = await managementApi(tenant);
  ({ newUser } = userActs(api));
  const { email } = await newUser({
    app_metadata: { billing: { plan: 'gold' } },
    given_name: 'Ada',
  });
  person = await signInToSpa(tenant, email, PASSWORD);
}, 180_000);

afterAll(() => tenant.close());

const ADDED = {
  [`${NAME}/plan`]: 'gold',
  [`${NAME}/sign-ins`]: 1,
  [`${NAME}/region`]: 'eu',
  [`${NAME}/features`]: ['export', 3],
};

const userinfo = (token: string | undefined, method = 'GET') =>
  send(`${tenant.url}/userinfo`, method, token === undefined ? undefined : `Bearer ${token}`);
const tokeninfo = (body: unknown, to = tenant) => send(`${to.url}/tokeninfo`, 'POST', undefined, body);

describe('an ID token', () => {
  test('has what the rule adds to it and not to /userinfo, which replaces nothing', async () => {
    expect(claimsOf(person.idToken)).toMatchObject({
      [`${NAME}/roles`]: [],
      [`${NAME}/level`]: 'gold',
      email: expect.stringContaining('@example.com'),
    });
  });

  test('tells the names of the roles that the user has', async () => {
    const { email, user_id } = await newUser();
    await api('POST', `/users/${encodeURIComponent(user_id)}/roles`, { roles: ['rol_Analyst000000000'] });
    const { idToken } = await signInToSpa(tenant, email, PASSWORD);
    expect(claimsOf(idToken)[`${NAME}/roles`]).toEqual(['Analyst']);
  });
});

describe('/userinfo', () => {
  test.each(['GET', 'POST'])(
    'answers %s with the claims of the scopes, and those of the rule',
    async (method) => {
      const { status, body } = await userinfo(person.accessToken, method);
      expect(status).toBe(200);
      expect(body).toEqual({
        sub: person.userId,
        email: expect.stringContaining('@example.com'),
        email_verified: false,
        name: expect.any(String),
        given_name: 'Ada',
        nickname: expect.any(String),
        picture: expect.any(String),
        updated_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/u),
        ...ADDED,
      });
    },
  );

  test('says no more than the scopes allow, except what the rule adds', async () => {
    ({ newUser } = userActs(api));
    const { email } = await newUser({ email: 'narrow@example.com' });
    const { accessToken, userId } = await signInToSpa(tenant, email, PASSWORD, { scope: 'openid' });
    expect((await userinfo(accessToken)).body).toEqual({
      sub: userId,
      [`${NAME}/sign-ins`]: 1,
      [`${NAME}/region`]: 'eu',
      [`${NAME}/features`]: ['export', 3],
    });
  });

  test('is closed to everybody else', async () => {
    const m2m = await requestToken(tenant, {
      client_id: 'rollcall_local_m2m',
      client_secret: 'rollcall_local_m2m_secret',
    });
    for (const token of [undefined, 'made-up', person.refreshToken, Object(m2m.body).access_token]) {
      expect(await userinfo(token)).toMatchObject({ status: 401, body: 'Unauthorized' });
    }
  });
});

describe('/tokeninfo', () => {
  test('answers an ID token with the profile, and without what the rule adds', async () => {
    const { status, body } = await tokeninfo({ id_token: person.idToken });
    expect(status).toBe(200);
    expect(body).toEqual({
      user_id: person.userId,
      email: expect.stringContaining('@example.com'),
      email_verified: false,
      name: expect.any(String),
      given_name: 'Ada',
      nickname: expect.any(String),
      picture: expect.any(String),
      created_at: expect.any(String),
      updated_at: expect.any(String),
      last_login: expect.any(String),
      identities: [expect.objectContaining({ provider: 'auth0', isSocial: false })],
      clientID: SPA,
      global_client_id: expect.any(String),
    });
    expect(JSON.stringify(body)).not.toContain(NAME);
  });

  test('refuses a token of another issuer, a forged one, and none', async () => {
    const { privateKey } = await generateKeyPair('RS256');
    const forge = (issuer: string) =>
      new SignJWT({})
        .setProtectedHeader({ alg: 'RS256' })
        .setIssuer(issuer)
        .setSubject(person.userId)
        .setAudience(SPA)
        .setExpirationTime('1h')
        .sign(privateKey);
    const withoutSlash = await forge(tenant.url);
    expect(await tokeninfo({ id_token: withoutSlash })).toMatchObject({ status: 400, body: 'Bad Request' });
    const forged = await forge(`${tenant.url}/`);
    expect(await tokeninfo({ id_token: forged })).toMatchObject({ status: 401, body: 'Unauthorized' });
    expect(await tokeninfo({ id_token: 'none' })).toMatchObject({ status: 401, body: 'Unauthorized' });
    expect((await tokeninfo({})).status).toBe(400);
  });

  test('is not there where it is switched off', async () => {
    const modern = await startTestTenant({ seedUsers: 0, legacyTokenInfo: false });
    try {
      expect((await tokeninfo({ id_token: person.idToken }, modern)).status).toBe(404);
    } finally {
      await modern.close();
    }
  }, 180_000);
});
