import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tenant } from '../../../start.ts';
import { beginFlow, redeem, signIn } from '../../../testing/sign-in.ts';
import { type Api, managementApi, startTestTenant } from '../../../testing/test-tenant.ts';
import { type TestUser, type UserActs, userActs } from '../../../testing/users.ts';

const CONNECTION = 'Username-Password-Authentication';
let tenant: Tenant;
let api: Api;
let readOnly: Api;
let acts: UserActs;
let somebody: TestUser;

beforeAll(async () => {
  tenant = await startTestTenant();
  api = await managementApi(tenant);
  readOnly = await managementApi(tenant, 'rollcall_local_m2m_app_metadata');
  acts = userActs(api);
  somebody = await acts.newUser();
});

afterAll(() => tenant.close());

function identitiesOf({ user_id }: { user_id: string }): string {
  return `/users/${encodeURIComponent(user_id)}/identities`;
}

function rawId({ user_id }: { user_id: string }): string {
  return user_id.slice(user_id.indexOf('|') + 1);
}

async function statusOf({ user_id }: { user_id: string }): Promise<number> {
  return (await api('GET', `/users/${encodeURIComponent(user_id)}`)).status;
}

async function found(query: string): Promise<unknown[]> {
  const { body } = await api('GET', `/users?q=${encodeURIComponent(query)}`);
  return Array.from(Object(body), (user) => Object(user).user_id);
}

async function linked(): Promise<[TestUser, TestUser]> {
  const [primary, secondary] = [await acts.newUser(), await acts.newUser({ given_name: 'Second' })];
  const body = { provider: 'auth0', user_id: secondary.user_id };
  expect((await api('POST', identitiesOf(primary), body)).status).toBe(201);
  return [primary, secondary];
}

describe('linking', () => {
  test('puts the secondary account behind the primary one, without its metadata', async () => {
    const primary = await acts.newUser({ user_metadata: { kept: true } });
    const secondary = await acts.newUser({
      given_name: 'Grace',
      email_verified: true,
      user_metadata: { lost: true },
      app_metadata: { lost: true },
    });
    const { status, body } = await api('POST', identitiesOf(primary), {
      provider: 'auth0',
      user_id: rawId(secondary),
      connection_id: 'con_UsernamePassword',
    });
    expect(status).toBe(201);
    expect(body).toEqual([
      { connection: CONNECTION, provider: 'auth0', user_id: rawId(primary), isSocial: false },
      {
        connection: CONNECTION,
        provider: 'auth0',
        user_id: rawId(secondary),
        isSocial: false,
        profileData: expect.objectContaining({
          email: secondary.email,
          email_verified: true,
          given_name: 'Grace',
          name: secondary.email,
        }),
      },
    ]);
    const now = await acts.read(primary);
    expect(now).toMatchObject({ email: primary.email, identities: body, user_metadata: { kept: true } });
    expect(JSON.stringify(now)).not.toContain('lost');
    expect(Date.parse(String(now['updated_at']))).toBeGreaterThan(Date.parse(String(primary['updated_at'])));
  });

  test('makes the secondary user vanish, from searches too', async () => {
    const [primary, secondary] = await linked();
    expect(await statusOf(secondary)).toBe(404);
    expect(await found(`user_id:"${secondary.user_id}"`)).toEqual([]);
    expect(await found(`identities.user_id:"${rawId(secondary)}"`)).toEqual([primary.user_id]);
    await api('DELETE', `/users/${encodeURIComponent(primary.user_id)}`);
    expect(await found(`identities.user_id:"${rawId(secondary)}"`)).toEqual([]);
  });

  test('lets the secondary account sign the primary user in, and ends the sign-ins it had', async () => {
    const [primary, secondary] = [await acts.newUser(), await acts.newUser()];
    const open = beginFlow(tenant);
    await signIn(open, secondary.email, 'First-secret-1');
    await api('POST', identitiesOf(primary), { provider: 'auth0', user_id: secondary.user_id });
    const again = await open.browser.open(open.url);
    expect(again.url.pathname).toMatch(/^\/u\/login\//u);
    const flow = beginFlow(tenant);
    const end = await signIn(flow, secondary.email, 'First-secret-1');
    const { body } = await redeem(tenant, flow, end);
    const claims: unknown = JSON.parse(
      Buffer.from(String(Object(body).id_token).split('.')[1] ?? '', 'base64url').toString(),
    );
    expect(claims).toMatchObject({ sub: primary.user_id });
  });

  test('takes the other identities of the secondary user along', async () => {
    const [secondary, third] = await linked();
    const primary = await acts.newUser();
    const { body } = await api('POST', identitiesOf(primary), {
      provider: 'auth0',
      user_id: secondary.user_id,
    });
    expect(Array.from(Object(body), (identity) => Object(identity).user_id)).toEqual(
      [primary, secondary, third].map(rawId),
    );
  });

  test('works across providers, and once', async () => {
    const primary = await acts.newUser();
    const google = await acts.seeded(
      'user_id:google* AND NOT identities.connection:(github OR "Contoso-AD")',
    );
    const body = { provider: 'google-oauth2', user_id: google.user_id };
    expect((await api('POST', identitiesOf(primary), body)).body).toMatchObject([
      { provider: 'auth0' },
      { provider: 'google-oauth2', isSocial: true, profileData: { email: google.email } },
    ]);
    for (const user of [primary, somebody]) {
      expect(await api('POST', identitiesOf(user), body)).toMatchObject({
        status: 409,
        body: { message: 'Specified identity already exists.' },
      });
    }
  });

  test('two requests for one account cannot both have it', async () => {
    const secondary = await acts.newUser();
    const users = [await acts.newUser(), await acts.newUser()];
    const body = { provider: 'auth0', user_id: secondary.user_id };
    const answers = await Promise.all(users.map((user) => api('POST', identitiesOf(user), body)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  });

  test.each([
    [{}, 'Missing required property: provider'],
    [{ provider: 'auth0' }, 'Missing required property: user_id'],
    [{ user_id: 'a' }, 'Missing required property: provider'],
    [{ provider: 'nowhere', user_id: 'a' }, 'No enum match for: nowhere'],
    [{ provider: 'auth0', user_id: 'a', link_with: 'b' }, 'must not be sent'],
    [{ provider: 'auth0', user_id: 'a', more: 1 }, 'Additional properties not allowed: more'],
    [{ provider: 'auth0', user_id: 'a', connection_id: 'con_1' }, 'does not match pattern'],
    [
      { provider: 'auth0', user_id: 'a', connection_id: 'con_GoogleOauth20001' },
      'The provider/connection is not configured.',
    ],
    [{ provider: 'auth0', user_id: 'nobody' }, 'Provided secondary account not found.'],
    [{ provider: 'github', user_id: 191919191919 }, 'Provided secondary account not found.'],
    [{ link_with: 'no token' }, 'Invalid token (link_with).'],
  ])('%j links nothing', async (body, message) => {
    const answer = await api('POST', identitiesOf(somebody), body);
    expect(answer.status).toBe(400);
    expect(Object(answer.body).message).toContain(message);
  });

  test('a user with itself is refused', async () => {
    const body = { provider: 'auth0', user_id: rawId(somebody) };
    expect(await api('POST', identitiesOf(somebody), body)).toMatchObject({
      status: 400,
      body: { message: 'Main identity and the new one are the same.' },
    });
  });

  test('the ID token of another application proves nothing', async () => {
    const [primary, secondary] = [await acts.newUser(), await acts.newUser()];
    const flow = beginFlow(tenant);
    const end = await signIn(flow, secondary.email, 'First-secret-1');
    const { id_token } = Object((await redeem(tenant, flow, end)).body);
    const answer = await api('POST', identitiesOf(primary), { link_with: id_token });
    expect(answer.status).toBe(400);
    expect(Object(answer.body).message).toBe(
      "JWT (link_with) must have an aud claim that matches that of the calling token's azp.",
    );
    expect(await statusOf(secondary)).toBe(200);
  });
});

describe('unlinking', () => {
  test('makes the account a user of its own again, without metadata and with its password', async () => {
    const [primary, secondary] = await linked();
    const path = `${identitiesOf(primary)}/auth0/${rawId(secondary)}`;
    expect(await api('DELETE', path)).toMatchObject({
      status: 200,
      body: [{ user_id: rawId(primary) }],
    });
    const separate = await acts.read(secondary);
    expect(separate).toMatchObject({
      user_id: secondary.user_id,
      email: secondary.email,
      given_name: 'Second',
      identities: [{ connection: CONNECTION, provider: 'auth0', user_id: rawId(secondary), isSocial: false }],
    });
    expect(Object(separate['identities'])[0]).not.toHaveProperty('profileData');
    expect(separate).not.toHaveProperty('user_metadata');
    expect(separate).not.toHaveProperty('app_metadata');
    expect(await found(`email:"${secondary.email}"`)).toEqual([secondary.user_id]);
    const flow = beginFlow(tenant);
    expect((await signIn(flow, secondary.email, 'First-secret-1')).url.searchParams.has('code')).toBe(true);
    expect((await api('DELETE', path)).status).toBe(400);
  });

  test('an account of the seed comes back with what its provider said', async () => {
    const user = await acts.seeded('user_id:auth0* AND identities.connection:google-oauth2');
    const identity = Object(Object(user['identities'])[1]);
    const { status } = await api('DELETE', `${identitiesOf(user)}/google-oauth2/${identity.user_id}`);
    expect(status).toBe(200);
    expect(await acts.read({ user_id: `google-oauth2|${identity.user_id}` })).toMatchObject({
      email: identity.profileData.email,
      identities: [{ provider: 'google-oauth2', isSocial: true }],
    });
  });

  test('the main identity stays', async () => {
    const [primary] = await linked();
    expect(await api('DELETE', `${identitiesOf(primary)}/auth0/${rawId(primary)}`)).toMatchObject({
      status: 400,
      body: { message: 'Main identity cannot be removed.' },
    });
    expect(await api('DELETE', `${identitiesOf(primary)}/nowhere/1`)).toMatchObject({
      status: 400,
      body: { errorCode: 'invalid_uri' },
    });
  });
});

test.each([
  ['POST', '', { provider: 'auth0', user_id: '0000000000000000000000e1' }],
  ['DELETE', '/auth0/0000000000000000000000e1', undefined],
])('%s %s wants its scope, a well-formed id and a user', async (method, rest, body) => {
  expect((await readOnly(method, identitiesOf(somebody) + rest, body)).status).toBe(403);
  expect((await api(method, identitiesOf({ user_id: 'nobody' }) + rest, body)).status).toBe(400);
  expect((await api(method, identitiesOf({ user_id: 'auth0|nobody' }) + rest, body)).status).toBe(404);
  expect(await statusOf({ user_id: 'auth0|0000000000000000000000e1' })).toBe(200);
});
