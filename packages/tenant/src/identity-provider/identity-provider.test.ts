import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Tenant } from '../start.ts';
import { Browser, type Visit } from '../testing/browser.ts';
import { beginFlow, redeem } from '../testing/sign-in.ts';
import { type Api, managementApi, startTestTenant } from '../testing/test-tenant.ts';

let tenant: Tenant;
let api: Api;

beforeAll(async () => {
  tenant = await startTestTenant();
  api = await managementApi(tenant);
}, 120_000);

afterAll(() => tenant.close());

async function someone(query: string) {
  const { body } = await api(
    'GET',
    `/users?per_page=1&q=${encodeURIComponent(`${query} AND NOT blocked:true`)}`,
  );
  const [user] = Object(body);
  if (user === undefined) throw new Error(`Nobody matches ${query}`);
  return user;
}

async function read(userId: string) {
  return Object((await api('GET', `/users/${encodeURIComponent(userId)}`)).body);
}

/** Signs in through the stand-in provider as the person that the search finds. */
async function signInAs(
  link: string,
  email: string,
  changes: Record<string, string>,
): Promise<{ flow: ReturnType<typeof beginFlow>; end: Visit }> {
  const flow = beginFlow(tenant);
  const { browser } = flow;
  const people = await browser.follow(await browser.open(flow.url), `Continue with ${link}`);
  const found = await browser.open(
    new URL(
      `?${new URLSearchParams({ state: people.url.searchParams.get('state') ?? '', search: email }).toString()}`,
      people.url,
    ),
  );
  const person = await browser.follow(found, email);
  return { flow, end: await browser.submit(person, changes) };
}

const CHANGES = {
  name: 'Renamed There',
  picture: 'https://lh3.googleusercontent.com/a/new',
  nickname: 'renamed',
};

test.each([
  ['google-oauth2', 'Google'],
  ['Contoso-AD', 'Contoso'],
])('%s overwrites the root attributes at each sign-in', async (connection, link) => {
  const user = await someone(
    `identities.connection:"${connection}" AND user_id:${connection === 'google-oauth2' ? 'google' : 'waad'}*`,
  );
  const { flow, end } = await signInAs(link, user.email, CHANGES);
  expect(end.url.searchParams.has('code')).toBe(true);
  const after = await read(user.user_id);
  expect(after).toMatchObject({ ...CHANGES, email: user.email, logins_count: (user.logins_count ?? 0) + 1 });
  const { id_token } = Object((await redeem(tenant, flow, end)).body);
  expect(JSON.parse(Buffer.from(id_token.split('.')[1], 'base64url').toString())).toMatchObject({
    sub: user.user_id,
    name: 'Renamed There',
  });
});

test.each([
  ['github', 'GitHub', 'github'],
  ['Acme-SAML', 'Acme single sign-on', 'samlp'],
])('%s leaves the root attributes of a known person alone', async (_connection, link, provider) => {
  const user = await someone(`user_id:${provider}*`);
  await signInAs(link, user.email, CHANGES);
  const after = await read(user.user_id);
  expect([after.name, after.picture, after.nickname]).toEqual([user.name, user.picture, user.nickname]);
  expect(after.logins_count).toBe((user.logins_count ?? 0) + 1);
});

test('the provider remembers what was edited there', async () => {
  const user = await someone('user_id:github*');
  await signInAs('GitHub', user.email, { name: 'Remembered There' });
  const flow = beginFlow(tenant, { connection: 'github' });
  const people = await flow.browser.open(flow.url);
  expect(people.url.pathname).toBe('/identity-provider/github');
  const found = await flow.browser.open(`${people.url.href}&search=Remembered`);
  expect(found.text).toContain('Remembered There');
});

test('somebody new becomes a user with what the provider said', async () => {
  const flow = beginFlow(tenant, { connection: 'Acme-SAML' });
  const people = await flow.browser.open(flow.url);
  const form = await flow.browser.follow(people, 'Somebody new');
  const end = await flow.browser.submit(form, { name: 'Nova Person', email: 'nova@acme.example' });
  expect(end.url.searchParams.has('code')).toBe(true);
  expect(await read('samlp|Acme-SAML|nova@acme.example')).toMatchObject({
    name: 'Nova Person',
    email: 'nova@acme.example',
    nickname: 'nova',
    logins_count: 1,
    identities: [
      { connection: 'Acme-SAML', provider: 'samlp', user_id: 'Acme-SAML|nova@acme.example', isSocial: false },
    ],
  });
});

test('a connection that never creates users refuses somebody new, and nobody is created', async () => {
  const { body } = await api('GET', '/connections/con_GithubSocial0001');
  const { options, display_name } = Object(body);
  await api('PATCH', '/connections/con_GithubSocial0001', {
    display_name,
    options: { ...options, set_user_root_attributes: 'never_on_login' },
  });
  const flow = beginFlow(tenant, { connection: 'github' });
  const form = await flow.browser.follow(await flow.browser.open(flow.url), 'Somebody new');
  const end = await flow.browser.submit(form, { name: 'Never Made', email: 'never@example.com' });
  expect(end.text).toContain('You have no account here');
  expect((await api('GET', '/users-by-email?email=never@example.com')).body).toEqual([]);
  await api('PATCH', '/connections/con_GithubSocial0001', { display_name, options });
});

test('a secondary identity changes its own entry and not the root', async () => {
  const { body } = await api(
    'GET',
    '/users?per_page=100&q=user_id:auth0* AND identities.connection:google-oauth2 AND NOT blocked:true',
  );
  const [user] = Object(body);
  // Whoever has a second factor is asked for it, and this is about something else.
  await api('DELETE', `/users/${encodeURIComponent(user.user_id)}/authenticators`);
  const secondary = user.identities[1];
  const { flow, end } = await signInAs('Google', secondary.profileData.email, { name: 'Second Name' });
  const after = await read(user.user_id);
  expect(after.name).toBe(user.name);
  expect(after.identities[1].profileData.name).toBe('Second Name');
  const { id_token } = Object((await redeem(tenant, flow, end)).body);
  expect(JSON.parse(Buffer.from(id_token.split('.')[1], 'base64url').toString()).sub).toBe(user.user_id);
  const { body: events } = await api('GET', `/users/${encodeURIComponent(user.user_id)}/logs`);
  expect(Object(events).find(({ type }: { type: string }) => type === 's')).toMatchObject({
    connection: 'google-oauth2',
    strategy_type: 'social',
    client_id: 'rollcall_local_web',
    client_name: 'Web application',
    user_name: user.email,
  });
});

test('a blocked person is refused', async () => {
  const user = await someone('user_id:google*');
  await api('PATCH', `/users/${encodeURIComponent(user.user_id)}`, { blocked: true });
  const { end } = await signInAs('Google', user.email, {});
  expect(end.text).toContain('Your account has been blocked.');
});

test('what a provider cannot send is refused on its page, and kept to be corrected', async () => {
  const flow = beginFlow(tenant, { connection: 'github' });
  const form = await flow.browser.follow(await flow.browser.open(flow.url), 'Somebody new');
  const refused = await flow.browser.submit(form, { name: '<b>Bold</b>', picture: 'javascript:alert(1)' });
  expect(refused.status).toBe(400);
  expect(refused.text).toContain('value="&lt;b&gt;Bold&lt;/b&gt;"');
});

test('an answer of the provider is worth nothing in another sign-in', async () => {
  const first = beginFlow(tenant, { connection: 'github' });
  const form = await first.browser.follow(await first.browser.open(first.url), 'Somebody new');
  const response = await fetch(new URL('/identity-provider/github', tenant.url), {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({
      state: form.url.searchParams.get('state') ?? '',
      id: '',
      name: 'Thief',
      given_name: '',
      family_name: '',
      nickname: '',
      email: '',
      picture: '',
    }),
  });
  const callback = new URL(response.headers.get('location') ?? '', tenant.url);
  const other = beginFlow(tenant);
  const page = await other.browser.open(other.url);
  const end = await other.browser.open(`${page.url.href}/callback${callback.search}`);
  expect(end.status).toBe(400);
  expect(end.text).toContain('This sign-in cannot go on');
});

test('a database connection has no stand-in provider', async () => {
  const page = await new Browser(tenant.url).open(`${tenant.url}/identity-provider/Staff-Directory?state=x`);
  expect(page.status).toBe(404);
});
