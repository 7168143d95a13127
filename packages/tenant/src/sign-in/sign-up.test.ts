import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tenant } from '../start.ts';
import { Browser, type Visit } from '../testing/browser.ts';
import { newestMessage } from '../testing/mailbox.ts';
import { beginFlow, signIn } from '../testing/sign-in.ts';
import { type Api, managementApi, startTestTenant } from '../testing/test-tenant.ts';
import { type UserActs, userActs } from '../testing/users.ts';

const NEXT = { password: 'Second-secret-2', again: 'Second-secret-2' };

let tenant: Tenant;
let api: Api;
let acts: UserActs;

beforeAll(async () => {
  tenant = await startTestTenant();
  api = await managementApi(tenant);
  acts = userActs(api);
}, 120_000);

afterAll(() => tenant.close());

function open(address: string): Promise<Visit> {
  return new Browser(tenant.url).open(address);
}

async function logTypes({ user_id }: { user_id: string }): Promise<string[]> {
  const { body } = await api('GET', `/users/${encodeURIComponent(user_id)}/logs?per_page=100`);
  return Object(body).map(({ type }: { type: string }) => type);
}

describe('signing up', () => {
  test('makes an account, signs it in and sends a mail that verifies the address', async () => {
    const flow = beginFlow(tenant, { screen_hint: 'signup' });
    const page = await flow.browser.open(flow.url);
    expect(page.url.pathname).toContain('/sign-up');
    const weak = await flow.browser.submit(page, { email: 'Sign.Up@example.com', password: 'weak' });
    expect(weak.text).toContain('This password is too weak.');
    const end = await flow.browser.submit(weak, { email: 'Sign.Up@example.com', password: 'Made-by-me-1' });
    expect(end.url.searchParams.has('code')).toBe(true);
    const [user] = Object((await api('GET', '/users-by-email?email=sign.up@example.com')).body);
    expect(user).toMatchObject({ email_verified: false, logins_count: 1, nickname: 'sign.up' });
    expect(await logTypes(user)).toEqual(expect.arrayContaining(['ss', 'svr', 's']));
    expect((await open((await newestMessage(tenant, user.email)).link)).text).toContain(
      'Your email was verified.',
    );
    expect((await acts.read(user))['email_verified']).toBe(true);
    const other = beginFlow(tenant, { screen_hint: 'signup' });
    const taken = await other.browser.submit(await other.browser.open(other.url), {
      email: user.email,
      password: 'Made-by-me-1',
    });
    expect(taken.text).toContain('There is an account with this e-mail address already.');
  });

  test('asks for a username where the connection has them, and for nothing where it is closed', async () => {
    const flow = beginFlow(tenant, { connection: 'Staff-Directory', screen_hint: 'signup' });
    const page = await flow.browser.open(flow.url);
    expect(page.text).toContain('name="username"');
    const end = await flow.browser.submit(page, {
      email: 'new.staff@staff.example',
      username: 'newstaff',
      password: 'Ten-letters-9',
    });
    expect(end.url.searchParams.has('code')).toBe(true);
    const path = '/connections/con_UsernamePassword';
    const { options } = Object((await api('GET', path)).body);
    await api('PATCH', path, { options: { ...options, disable_signup: true } });
    const closed = beginFlow(tenant, { connection: 'Username-Password-Authentication' });
    const sent = { email: 'closed@example.com', username: 'closed', password: 'Made-by-me-1' };
    const form = await closed.browser.open(closed.url);
    const refused = await closed.browser.open(new URL(`${form.url.pathname}/sign-up`, tenant.url), sent);
    expect(refused.status).toBe(403);
    expect((await api('GET', '/users-by-email?email=closed@example.com')).body).toEqual([]);
    await api('PATCH', path, { options });
  });
});

describe('a forgotten password', () => {
  test('is replaced through the newest mail, and the address counts as verified', async () => {
    const user = await acts.newUser();
    const flow = beginFlow(tenant);
    const page = await flow.browser.follow(await flow.browser.open(flow.url), 'Forgot password?');
    await flow.browser.submit(page, { email: user.email });
    const first = (await newestMessage(tenant, user.email)).link;
    const sent = await flow.browser.submit(page, { email: user.email });
    expect(sent.text).toContain('Check your e-mail');
    expect((await open(first)).text).toContain('This URL can be used only once');
    const form = await open((await newestMessage(tenant, user.email)).link);
    await new Browser(tenant.url).submit(form, NEXT);
    const end = await signIn(beginFlow(tenant), user.email, NEXT.password);
    expect(end.url.searchParams.has('code')).toBe(true);
    expect((await acts.read(user))['email_verified']).toBe(true);
    expect(await logTypes(user)).toEqual(expect.arrayContaining(['scpr', 'scp']));
  });

  test('of nobody is answered with the same words', async () => {
    const flow = beginFlow(tenant);
    const page = await flow.browser.follow(await flow.browser.open(flow.url), 'Forgot password?');
    const sent = await flow.browser.submit(page, { email: 'no-such-person@example.com' });
    expect([sent.status, sent.text.includes('Check your e-mail')]).toEqual([200, true]);
    await expect(newestMessage(tenant, 'no-such-person@example.com')).rejects.toThrow('Nothing was sent');
  });
});
