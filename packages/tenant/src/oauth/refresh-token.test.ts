import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tenant } from '../start.ts';
import { Browser } from '../testing/browser.ts';
import { beginFlow, redeem, signIn } from '../testing/sign-in.ts';
import { type Api, managementApi, send, startTestTenant } from '../testing/test-tenant.ts';
import { claimsOf, refresh, signInToSpa, SPA } from '../testing/tokens.ts';
import { type TestUser, userActs } from '../testing/users.ts';

let tenant: Tenant;
let api: Api;
let newUser: (attributes?: object) => Promise<TestUser>;
let patch: (user: { user_id: string }, body: object) => Promise<unknown>;

beforeAll(async () => {
  tenant = await startTestTenant();
  api = await managementApi(tenant);
  ({ newUser, patch } = userActs(api));
}, 180_000);

afterAll(() => tenant.close());

const PASSWORD = 'First-secret-1';
const REFUSED = {
  status: 403,
  body: { error: 'invalid_grant', error_description: 'Unknown or invalid refresh token.' },
};

/** The newest event of a user, other than those of the Management API. */
async function newestEvent(userId: string): Promise<Record<string, unknown>> {
  const { body } = await api('GET', `/users/${encodeURIComponent(userId)}/logs?sort=date:-1`);
  return Object(body).find(({ type }: { type: string }) => type !== 'sapi');
}

function askToRevoke(token: string): Promise<Response> {
  return fetch(`${tenant.url}/oauth/revoke`, {
    method: 'POST',
    body: new URLSearchParams({ client_id: SPA, token }),
  });
}

describe('a refresh token', () => {
  test('is given for offline_access and becomes new tokens, as often as one likes', async () => {
    const { email } = await newUser();
    const { refreshToken, sessionId, userId } = await signInToSpa(tenant, email, PASSWORD);
    expect(await newestEvent(userId)).toMatchObject({ type: 'seacft', client_id: SPA, user_id: userId });
    for (let count = 0; count < 2; count += 1) {
      const { status, body } = await refresh(tenant, refreshToken);
      expect(status).toBe(200);
      expect(body).toEqual({
        access_token: expect.any(String),
        id_token: expect.any(String),
        refresh_token: refreshToken,
        scope: 'openid profile email offline_access',
        expires_in: 86_400,
        token_type: 'Bearer',
      });
      expect(claimsOf(Object(body).id_token)).toMatchObject({ sub: userId, sid: sessionId, aud: SPA });
      const info = await send(`${tenant.url}/userinfo`, 'GET', `Bearer ${Object(body).access_token}`);
      expect(info.status).toBe(200);
    }
    expect(await newestEvent(userId)).toMatchObject({ type: 'sertft', client_id: SPA, user_id: userId });
    const { body } = await api('GET', `/users/${encodeURIComponent(userId)}/refresh-tokens`);
    expect(Object(body).tokens).toMatchObject([{ last_exchanged_at: expect.any(String) }]);
  });

  test('is not given to those who do not ask', async () => {
    const { email } = await newUser();
    const { refreshToken } = await signInToSpa(tenant, email, PASSWORD, { scope: 'openid' });
    expect(refreshToken).toBeUndefined();
  });

  test('is given to the application with a secret too, and to nobody without it', async () => {
    const { email } = await newUser();
    const flow = beginFlow(tenant, { scope: 'openid offline_access' });
    const { body } = await redeem(tenant, flow, await signIn(flow, email, PASSWORD));
    const { refresh_token } = Object(body);
    const ask = (client_secret: string) =>
      send(`${tenant.url}/oauth/token`, 'POST', undefined, {
        grant_type: 'refresh_token',
        client_id: 'rollcall_local_web',
        client_secret,
        refresh_token,
      });
    expect(await ask('wrong')).toMatchObject({
      status: 401,
      body: { error: 'access_denied', error_description: 'Unauthorized' },
    });
    expect((await ask('rollcall_local_web_secret')).status).toBe(200);
    expect(await refresh(tenant, refresh_token)).toMatchObject(REFUSED);
  });

  test('stops working when its application revokes it; those of other sign-ins go on', async () => {
    const { email } = await newUser();
    const one = await signInToSpa(tenant, email, PASSWORD);
    const other = await signInToSpa(tenant, email, PASSWORD);
    expect((await askToRevoke(one.refreshToken)).status).toBe(200);
    expect(await refresh(tenant, one.refreshToken)).toMatchObject(REFUSED);
    expect((await refresh(tenant, other.refreshToken)).status).toBe(200);
  });

  test('that is unknown is refused, and the log tells of it', async () => {
    expect(await refresh(tenant, 'made-up')).toMatchObject(REFUSED);
    const { body } = await api('GET', '/logs?sort=date:-1&per_page=1&q=type:fertft');
    expect(body).toMatchObject([{ type: 'fertft', description: REFUSED.body.error_description }]);
  });

  test('is worth nothing while its user is blocked', async () => {
    const { email, user_id } = await newUser();
    const { refreshToken } = await signInToSpa(tenant, email, PASSWORD);
    await patch({ user_id }, { blocked: true });
    expect(await refresh(tenant, refreshToken)).toMatchObject({
      status: 401,
      body: { error: 'unauthorized', error_description: 'user is blocked' },
    });
    await patch({ user_id }, { blocked: false });
    expect((await refresh(tenant, refreshToken)).status).toBe(200);
  });

  test.each([
    ['a new password', (user: TestUser) => patch(user, { password: 'Second-secret-2' })],
    [
      'the deletion of the user',
      (user: TestUser) => api('DELETE', `/users/${encodeURIComponent(user.user_id)}`),
    ],
  ])('ends with %s', async (_what, act) => {
    const user = await newUser();
    const { refreshToken, accessToken } = await signInToSpa(tenant, user.email, PASSWORD);
    await act(user);
    expect(await refresh(tenant, refreshToken)).toMatchObject(REFUSED);
    expect((await send(`${tenant.url}/userinfo`, 'GET', `Bearer ${accessToken}`)).status).toBe(401);
  });
});

describe('the application that runs in a browser', () => {
  test('cannot do without PKCE', async () => {
    const url = beginFlow(tenant, { client_id: SPA }).url;
    url.searchParams.delete('code_challenge');
    url.searchParams.delete('code_challenge_method');
    const end = await new Browser(tenant.url).open(url);
    expect(end.url.searchParams.get('error')).toBe('invalid_request');
  });

  test('may ask for tokens from its own pages, and other pages may not', async () => {
    const ask = (origin: string) =>
      fetch(`${tenant.url}/oauth/token`, {
        method: 'POST',
        headers: { origin },
        body: new URLSearchParams({ grant_type: 'refresh_token', client_id: SPA, refresh_token: 'x' }),
      });
    expect((await ask('http://app.test:3000')).headers.get('access-control-allow-origin')).toBe(
      'http://app.test:3000',
    );
    expect((await ask('http://evil.test')).headers.get('access-control-allow-origin')).toBeNull();
    const preflight = await fetch(`${tenant.url}/oauth/token`, {
      method: 'OPTIONS',
      headers: { origin: 'http://app.test:3000', 'access-control-request-method': 'POST' },
    });
    expect(preflight.status).toBe(204);
  });

  test('cannot use grants it does not have', async () => {
    const answer = await send(`${tenant.url}/oauth/token`, 'POST', undefined, {
      grant_type: 'password',
      client_id: SPA,
    });
    expect(answer).toMatchObject({
      status: 403,
      body: { error: 'unsupported_grant_type', error_description: 'Unsupported grant type: password' },
    });
  });
});

test('a sign-in without a question is in the log, whichever way it ends', async () => {
  const { email } = await newUser();
  const { browser, userId } = await signInToSpa(tenant, email, PASSWORD);
  await browser.open(beginFlow(tenant, { prompt: 'none' }).url);
  expect(await newestEvent(userId)).toMatchObject({ type: 'ssa', client_id: 'rollcall_local_web' });
  await new Browser(tenant.url).open(beginFlow(tenant, { prompt: 'none' }).url);
  const { body } = await api('GET', '/logs?sort=date:-1&per_page=1&q=type:fsa');
  expect(body).toMatchObject([{ type: 'fsa', client_id: 'rollcall_local_web' }]);
});
