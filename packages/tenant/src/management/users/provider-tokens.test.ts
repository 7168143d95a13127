import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tenant } from '../../start.ts';
import { beginFlow } from '../../testing/sign-in.ts';
import { type Api, managementApi, requestToken, send, startTestTenant } from '../../testing/test-tenant.ts';
import { type TestUser, userActs } from '../../testing/users.ts';

let tenant: Tenant;
let api: Api;
let reader: Api;
let google: TestUser;
let github: TestUser;

beforeAll(async () => {
  tenant = await startTestTenant();
  api = await managementApi(tenant);
  reader = await managementApi(tenant, 'rollcall_local_m2m_read');
  const { seeded } = userActs(api);
  google = await seeded('user_id:google-oauth2* AND NOT blocked:true');
  github = await seeded('user_id:github*');
});

afterAll(() => tenant.close());

/** A search that finds people of Google. */
const FOUND = '/users?per_page=1&q=user_id:google*';

const path = ({ user_id }: TestUser) => `/users/${encodeURIComponent(user_id)}`;

/** A client whose token has only some of the scopes it could have. */
async function withScope(scope: string): Promise<Api> {
  const { body } = await requestToken(tenant, {
    client_id: 'rollcall_local_m2m',
    client_secret: 'rollcall_local_m2m_secret',
    scope,
  });
  const { access_token } = Object(body);
  return (method, where, sent) =>
    send(`${tenant.url}/api/v2${where}`, method, `Bearer ${access_token}`, sent);
}

describe('what identity providers hand out', () => {
  test('is shown to a token with read:user_idp_tokens, and to no other', async () => {
    const [identity] = Object((await api('GET', path(google))).body).identities;
    expect(identity).toMatchObject({ access_token: expect.stringMatching(/^ya29\./u) });
    expect(identity).toMatchObject({ refresh_token: expect.stringMatching(/^1\/\/0/u) });
    expect(Object((await api('GET', path(github))).body).identities[0]).toMatchObject({
      access_token: expect.stringMatching(/^gho_/u),
    });
    for (const where of [path(google), `/users-by-email?email=${google.email}`, FOUND]) {
      const { status, body } = await reader('GET', where);
      expect(status).toBe(200);
      expect(JSON.stringify(body)).not.toContain('_token');
    }
  });

  test('is shown where users are found, and hidden with the identities', async () => {
    for (const where of [`/users-by-email?email=${google.email}`, FOUND]) {
      expect(JSON.stringify((await api('GET', where)).body)).toContain('"access_token":"ya29.');
    }
    const { body: without } = await api('GET', `${path(google)}?fields=identities&include_fields=false`);
    expect(JSON.stringify(without)).not.toContain('_token');
  });

  test('is not in the answer to an update', async () => {
    const { status, body } = await api('PATCH', path(google), { app_metadata: { seen: true } });
    expect(status).toBe(200);
    expect(JSON.stringify(body)).not.toContain('_token');
  });

  test('is new after each sign-in', async () => {
    const before = Object((await api('GET', path(google))).body).identities[0];
    const flow = beginFlow(tenant, { connection: 'google-oauth2' });
    const people = await flow.browser.open(flow.url);
    const state = people.url.searchParams.get('state') ?? '';
    const search = new URLSearchParams({ state, search: google.email }).toString();
    const found = await flow.browser.open(new URL(`?${search}`, people.url));
    const end = await flow.browser.submit(await flow.browser.follow(found, google.email), {});
    expect(end.url.searchParams.has('code')).toBe(true);
    const after = Object((await api('GET', path(google))).body).identities[0];
    expect(after.access_token).toMatch(/^ya29\./u);
    expect(after.access_token).not.toBe(before.access_token);
  });

  test('a scope for them alone is enough to read a user', async () => {
    const narrow = await withScope('read:user_idp_tokens');
    expect(JSON.stringify((await narrow('GET', path(google))).body)).toContain('"access_token"');
    expect((await narrow('GET', `/users-by-email?email=${google.email}`)).status).toBe(403);
  });
});

describe('fields of single reads', () => {
  test('what is asked for, or everything else', async () => {
    expect((await api('GET', `${path(google)}?fields=email,user_id`)).body).toEqual({
      email: google.email,
      user_id: google.user_id,
    });
    const { body } = await api('GET', `${path(google)}?fields=email&include_fields=false`);
    expect(body).not.toHaveProperty('email');
    expect(body).toHaveProperty('name');
    expect((await api('GET', `/users-by-email?email=${google.email}&fields=user_id`)).body).toEqual([
      { user_id: google.user_id },
    ]);
  });

  test.each(['', '/users-by-email'])('what does not exist is refused, also at %j', async (where) => {
    const at = where === '' ? `${path(google)}?` : `${where}?email=${google.email}&`;
    expect(await api('GET', `${at}fields=id,email`)).toMatchObject({
      status: 400,
      body: {
        errorCode: 'invalid_query_string',
        message: expect.stringContaining("'String 'id,email' does not match pattern."),
      },
    });
    expect((await api('GET', `${at}include_fields=perhaps`)).status).toBe(400);
  });
});
