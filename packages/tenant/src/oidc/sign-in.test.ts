import { createRemoteJWKSet, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tenant } from '../start.ts';
import { Browser } from '../testing/browser.ts';
import { beginFlow, redeem, signIn } from '../testing/sign-in.ts';
import {
  AFTER_LOGOUT,
  type Api,
  CALLBACK,
  managementApi,
  send,
  startTestTenant,
} from '../testing/test-tenant.ts';

let tenant: Tenant;
let api: Api;

beforeAll(async () => {
  tenant = await startTestTenant();
  api = await managementApi(tenant);
}, 120_000);

afterAll(() => tenant.close());

const ADMIN = 'auth0|0000000000000000000000a1';
const PASSWORD = 'Rollcall-demo-1';

async function idTokenOf(tokens: unknown) {
  const { id_token } = Object(tokens);
  return jwtVerify(id_token, createRemoteJWKSet(new URL(`${tenant.url}/.well-known/jwks.json`)), {
    issuer: `${tenant.url}/`,
    audience: 'rollcall_local_web',
  });
}

describe('the sign-in page', () => {
  test('signs a person in and the code becomes an ID token with the profile', async () => {
    const flow = beginFlow(tenant);
    const end = await signIn(flow, 'admin@rollcall.example', PASSWORD);
    expect(end.url.href.startsWith(CALLBACK)).toBe(true);
    expect(end.url.searchParams.get('state')).toBe(flow.state);
    const tokens = await redeem(tenant, flow, end);
    expect(tokens.status).toBe(200);
    const { payload } = await idTokenOf(tokens.body);
    expect(payload).toMatchObject({
      sub: ADMIN,
      nonce: flow.nonce,
      email: 'admin@rollcall.example',
      email_verified: true,
      name: 'Ada Lindqvist',
      nickname: 'admin',
      given_name: 'Ada',
      family_name: 'Lindqvist',
      picture: expect.stringContaining('gravatar'),
      auth_time: expect.any(Number),
      sid: expect.any(String),
    });
    const { access_token } = Object(tokens.body);
    const userinfo = await send(`${tenant.url}/userinfo`, 'GET', `Bearer ${access_token}`);
    expect(userinfo.body).toMatchObject({
      sub: ADMIN,
      email: 'admin@rollcall.example',
      name: 'Ada Lindqvist',
    });
  });

  test('writes down when, from where and how often somebody signed in', async () => {
    const before = Object((await api('GET', `/users/${encodeURIComponent(ADMIN)}`)).body);
    await signIn(beginFlow(tenant), 'ADMIN@rollcall.example', PASSWORD);
    const after = Object((await api('GET', `/users/${encodeURIComponent(ADMIN)}`)).body);
    expect(after.logins_count).toBe((before.logins_count ?? 0) + 1);
    expect(Date.now() - Date.parse(after.last_login)).toBeLessThan(60_000);
    expect(after.last_ip).toMatch(/^(127\.0\.0\.1|::1)$/u);
  });

  test('takes a username where the connection has usernames', async () => {
    const { users } = Object(
      (await api('GET', '/users?q=_exists_:username AND NOT blocked:true&include_totals=true')).body,
    );
    const [{ username, user_id }] = users;
    const flow = beginFlow(tenant);
    const end = await signIn(flow, username, PASSWORD);
    const { payload } = await idTokenOf((await redeem(tenant, flow, end)).body);
    expect(payload.sub).toBe(user_id);
  });

  test.each([
    ['a wrong password', 'admin@rollcall.example', 'wrong'],
    ['an unknown name', 'nobody-at-all@rollcall.example', PASSWORD],
    ['a NUL character', 'admin\0@rollcall.example', PASSWORD],
  ])('refuses %s with the same words and lets the person try again', async (_what, username, password) => {
    const flow = beginFlow(tenant);
    const refused = await signIn(flow, username, password);
    expect(refused.status).toBe(400);
    expect(refused.text).toContain('Wrong username or password.');
    expect(refused.text).not.toContain(PASSWORD);
    const end = await flow.browser.submit(refused, {
      username: 'admin@rollcall.example',
      password: PASSWORD,
    });
    expect(end.url.searchParams.has('code')).toBe(true);
  });

  test('refuses a blocked person, in the form and in a session that is still open', async () => {
    const id = encodeURIComponent('auth0|0000000000000000000000f1');
    const flow = beginFlow(tenant);
    await signIn(flow, 'viewer@rollcall.example', PASSWORD);
    await api('PATCH', `/users/${id}`, { blocked: true });
    const inSession = await flow.browser.open(beginFlow(tenant).url);
    expect(inSession.url.searchParams.get('error')).toBe('unauthorized');
    expect(inSession.url.searchParams.get('error_description')).toBe('user is blocked');
    const inForm = await signIn(beginFlow(tenant), 'viewer@rollcall.example', PASSWORD);
    expect(inForm.text).toContain('Your account has been blocked.');
    await api('PATCH', `/users/${id}`, { blocked: false });
    const again = await signIn(beginFlow(tenant), 'viewer@rollcall.example', PASSWORD);
    expect(again.url.searchParams.has('code')).toBe(true);
  });

  test('needs no script, fetches nothing, and cannot be framed', async () => {
    const page = await new Browser(tenant.url).open(beginFlow(tenant).url);
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("form-action 'self' http://app.test:3000");
    expect(policy).not.toContain('unsafe');
    expect(page.text).not.toMatch(/<script|style=|src=/u);
    expect(page.text.match(/<form/gu)).toHaveLength(1);
  });

  test('escapes what an application hints', async () => {
    const flow = beginFlow(tenant, { login_hint: '"><b>hint' });
    const page = await flow.browser.open(flow.url);
    expect(page.text).toContain('value="&quot;&gt;&lt;b&gt;hint"');
  });

  test('uses cookie names of its own', async () => {
    const flow = beginFlow(tenant);
    await signIn(flow, 'admin@rollcall.example', PASSWORD);
    expect(flow.browser.cookieNames.length).toBeGreaterThan(0);
    expect(flow.browser.cookieNames.every((name) => name.startsWith('tenant_'))).toBe(true);
  });

  test('cannot be finished in another browser', async () => {
    const flow = beginFlow(tenant);
    const page = await flow.browser.open(flow.url);
    const stolen = await new Browser(tenant.url).submit(page, {
      username: 'admin@rollcall.example',
      password: PASSWORD,
    });
    expect(stolen.status).toBe(400);
    expect(stolen.text).toContain('begun in another browser');
  });
});

describe('the code flow', () => {
  test('remembers a session, and forgets it under prompt=login and max_age', async () => {
    const flow = beginFlow(tenant);
    await signIn(flow, 'admin@rollcall.example', PASSWORD);
    const silent = await flow.browser.open(beginFlow(tenant, { prompt: 'none' }).url);
    expect(silent.url.searchParams.has('code')).toBe(true);
    const asked = await flow.browser.open(beginFlow(tenant, { prompt: 'login' }).url);
    expect(asked.text).toContain('name="password"');
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const old = await flow.browser.open(beginFlow(tenant, { max_age: '0' }).url);
    expect(old.text).toContain('name="password"');
    const young = await flow.browser.open(beginFlow(tenant, { max_age: '1000' }).url);
    expect(young.url.searchParams.has('code')).toBe(true);
  });

  test('signs somebody else in where a session is open', async () => {
    const flow = beginFlow(tenant);
    await signIn(flow, 'admin@rollcall.example', PASSWORD);
    const other = beginFlow(tenant, { prompt: 'login' }, flow.browser);
    const end = await signIn(other, 'editor@rollcall.example', PASSWORD);
    const { payload } = await idTokenOf((await redeem(tenant, other, end)).body);
    expect(payload.email).toBe('editor@rollcall.example');
  });

  test('answers prompt=none without a session with login_required', async () => {
    const end = await new Browser(tenant.url).open(beginFlow(tenant, { prompt: 'none' }).url);
    expect(end.url.searchParams.get('error')).toBe('login_required');
  });

  test('refuses a wrong PKCE verifier and a code that was used', async () => {
    const flow = beginFlow(tenant);
    const end = await signIn(flow, 'admin@rollcall.example', PASSWORD);
    expect((await redeem(tenant, flow, end, 'x'.repeat(43))).body).toMatchObject({ error: 'invalid_grant' });
    const other = beginFlow(tenant, {}, flow.browser);
    const otherEnd = await other.browser.open(other.url);
    expect((await redeem(tenant, other, otherEnd)).status).toBe(200);
    expect((await redeem(tenant, other, otherEnd)).body).toMatchObject({ error: 'invalid_grant' });
  });

  test('takes the secret as HTTP Basic and the grant as a form', async () => {
    const flow = beginFlow(tenant);
    const end = await signIn(flow, 'admin@rollcall.example', PASSWORD);
    const response = await fetch(`${tenant.url}/oauth/token`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from('rollcall_local_web:rollcall_local_web_secret').toString('base64')}`,
      },
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        code: end.url.searchParams.get('code') ?? '',
        redirect_uri: CALLBACK,
        code_verifier: flow.verifier,
      }),
    });
    expect(response.status).toBe(200);
  });

  test('refuses an address that was not agreed on, with a page instead of a redirect', async () => {
    const end = await new Browser(tenant.url).open(
      beginFlow(tenant, { redirect_uri: 'http://evil.test/' }).url,
    );
    expect(end.status).toBe(400);
    expect(end.text).toContain('This sign-in cannot go on');
  });

  test('publishes where everything is', async () => {
    const { body } = await send(`${tenant.url}/.well-known/openid-configuration`, 'GET', undefined);
    expect(body).toMatchObject({
      issuer: `${tenant.url}/`,
      authorization_endpoint: `${tenant.url}/authorize`,
      token_endpoint: `${tenant.url}/oauth/token`,
      userinfo_endpoint: `${tenant.url}/userinfo`,
      jwks_uri: `${tenant.url}/.well-known/jwks.json`,
      end_session_endpoint: `${tenant.url}/oidc/logout`,
    });
  });
});

async function signedIn() {
  const flow = beginFlow(tenant);
  const end = await signIn(flow, 'editor@rollcall.example', PASSWORD);
  const { id_token } = Object((await redeem(tenant, flow, end)).body);
  return { browser: flow.browser, idToken: String(id_token) };
}

async function hasSession(browser: Browser): Promise<boolean> {
  return (await browser.open(beginFlow(tenant, { prompt: 'none' }).url)).url.searchParams.has('code');
}

describe('signing out', () => {
  test('with an ID token ends the session at once and returns to the application', async () => {
    const { browser, idToken } = await signedIn();
    const query = new URLSearchParams({
      id_token_hint: idToken,
      post_logout_redirect_uri: AFTER_LOGOUT,
      state: 's1',
    });
    const end = await browser.open(`${tenant.url}/oidc/logout?${query.toString()}`);
    expect(end.url.href).toBe(`${AFTER_LOGOUT}/?state=s1`);
    expect(await hasSession(browser)).toBe(false);
  });

  test.each([
    ['/oidc/logout', 'post_logout_redirect_uri'],
    ['/v2/logout', 'returnTo'],
  ])('%s with the application and an agreed address ends it too', async (path, parameter) => {
    const { browser } = await signedIn();
    const query = new URLSearchParams({ client_id: 'rollcall_local_web', [parameter]: AFTER_LOGOUT });
    const end = await browser.open(`${tenant.url}${path}?${query.toString()}`);
    expect(end.url.origin).toBe(AFTER_LOGOUT);
    expect(await hasSession(browser)).toBe(false);
  });

  test.each([
    ['another address', { client_id: 'rollcall_local_web', post_logout_redirect_uri: 'http://evil.test' }],
    ['no application', { post_logout_redirect_uri: AFTER_LOGOUT }],
    ['an unknown application', { client_id: 'other', post_logout_redirect_uri: AFTER_LOGOUT }],
    ['a forged ID token', { id_token_hint: 'a.b.c', post_logout_redirect_uri: AFTER_LOGOUT }],
  ])('with %s is refused and leads nowhere', async (_what, parameters) => {
    const { browser } = await signedIn();
    const end = await browser.open(`${tenant.url}/oidc/logout?${new URLSearchParams(parameters).toString()}`);
    expect(end.status).toBe(400);
    expect(await hasSession(browser)).toBe(true);
  });
});

test('a new password signs in, the old one does not, and open sessions end', async () => {
  const flow = beginFlow(tenant);
  await signIn(flow, 'support@rollcall.example', PASSWORD);
  const id = encodeURIComponent('auth0|000000000000000000000051');
  const answer = await api('PATCH', `/users/${id}`, { password: 'Another-demo-2' });
  expect(answer.status).toBe(200);
  expect(JSON.stringify(answer.body)).not.toContain('Another-demo-2');
  const silent = await flow.browser.open(beginFlow(tenant, { prompt: 'none' }).url);
  expect(silent.url.searchParams.get('error')).toBe('login_required');
  expect((await signIn(beginFlow(tenant), 'support@rollcall.example', PASSWORD)).status).toBe(400);
  const end = await signIn(beginFlow(tenant), 'support@rollcall.example', 'Another-demo-2');
  expect(end.url.searchParams.has('code')).toBe(true);
});
