import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tenant } from '../start.ts';
import { Browser, type Visit } from '../testing/browser.ts';
import { beginFlow, signIn } from '../testing/sign-in.ts';
import { type Api, managementApi, startTestTenant } from '../testing/test-tenant.ts';
import { type UserActs, userActs } from '../testing/users.ts';

const AFTER = 'http://app.test:3000/after';
const NEXT = { password: 'Second-secret-2', again: 'Second-secret-2' };

let tenant: Tenant;
let api: Api;
let readOnly: Api;
let acts: UserActs;

beforeAll(async () => {
  tenant = await startTestTenant();
  api = await managementApi(tenant);
  readOnly = await managementApi(tenant, 'rollcall_local_m2m_read');
  acts = userActs(api);
}, 120_000);

afterAll(() => tenant.close());

async function ticket(kind: 'password-change' | 'email-verification', body: object): Promise<string> {
  const answer = await api('POST', `/tickets/${kind}`, body);
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  return Object(answer.body).ticket;
}

function open(address: string): Promise<Visit> {
  return new Browser(tenant.url).open(address);
}

function submit(page: Visit, values: Record<string, string>): Promise<Visit> {
  return new Browser(tenant.url).submit(page, values);
}

async function canSignIn(email: string, password: string): Promise<boolean> {
  return (await signIn(beginFlow(tenant), email, password)).url.searchParams.has('code');
}

async function logTypes({ user_id }: { user_id: string }): Promise<string[]> {
  const { body } = await api('GET', `/users/${encodeURIComponent(user_id)}/logs?per_page=100`);
  return Object(body).map(({ type }: { type: string }) => type);
}

describe('a ticket to change the password', () => {
  test('leads to a form that changes it once, ends sessions and goes back with the outcome', async () => {
    const user = await acts.newUser();
    const flow = beginFlow(tenant);
    await signIn(flow, user.email, 'First-secret-1');
    const address = await ticket('password-change', {
      user_id: user.user_id,
      result_url: `${AFTER}?keep=this`,
      includeEmailInRedirect: true,
      mark_email_as_verified: true,
    });
    expect(address).toMatch(new RegExp(`^${tenant.url}/u/reset-password\\?ticket=\\w{32}#$`, 'u'));
    const page = await open(address);
    expect(page.text).toContain('At least 8 characters');
    expect(page.headers.get('content-security-policy')).toContain("form-action 'self' http://app.test:3000");
    const end = await submit(page, NEXT);
    expect(Object.fromEntries(end.url.searchParams)).toMatchObject({
      keep: 'this',
      email: user.email,
      success: 'true',
      message: 'You can now login to the application with the new password.',
    });
    expect(await canSignIn(user.email, 'First-secret-1')).toBe(false);
    expect(await canSignIn(user.email, NEXT.password)).toBe(true);
    expect(await acts.read(user)).toMatchObject({
      email_verified: true,
      last_password_reset: expect.any(String),
    });
    const silent = await flow.browser.open(beginFlow(tenant, { prompt: 'none' }).url);
    expect(silent.url.searchParams.get('error')).toBe('login_required');
    const again = await open(address);
    expect(again.url.searchParams.get('success')).toBe('false');
    expect(again.url.searchParams.get('message')).toBe('This URL can be used only once');
    expect(await logTypes(user)).toEqual(expect.arrayContaining(['scp', 'fcp']));
  }, 60_000);

  test('keeps to the policy of the connection, and says what is wrong', async () => {
    const user = await acts.newUser();
    const page = await open(await ticket('password-change', { user_id: user.user_id }));
    const different = await submit(page, { password: 'Second-secret-2', again: 'Second-secret-3' });
    expect(different.text).toContain('The two passwords are not the same.');
    const weak = await submit(page, { password: 'weak', again: 'weak' });
    expect([weak.status, weak.text.includes('This password is too weak.')]).toEqual([400, true]);
    const end = await submit(weak, NEXT);
    expect(end.text).toContain('You can now login');
    expect((await acts.read(user))['email_verified']).toBe(false);
  });

  test('is made for an address in a connection too, and ends when its time is over', async () => {
    const user = await acts.newUser({ blocked: true });
    const address = await ticket('password-change', {
      connection_id: 'con_UsernamePassword',
      email: user.email.toUpperCase(),
      ttl_sec: 1,
    });
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect((await open(address)).text).toContain('Access expired.');
    const other = await ticket('password-change', { user_id: user.user_id });
    await submit(await open(other), NEXT);
    // Whoever an administrator has blocked does not get in by a mail.
    expect((await acts.read(user))['blocked']).toBe(true);
  });

  test('works once, however many use it at the same moment', async () => {
    const user = await acts.newUser();
    const page = await open(await ticket('password-change', { user_id: user.user_id }));
    const ends = await Promise.all(
      ['Second-secret-2', 'Third-secret-3'].map((password) => submit(page, { password, again: password })),
    );
    expect(ends.filter(({ text }) => text.includes('You can now login'))).toHaveLength(1);
  });

  test('that never was leads nowhere', async () => {
    for (const path of [
      '/u/reset-password?ticket=x',
      '/u/reset-password',
      '/u/email-verification?ticket=x',
    ]) {
      expect((await open(`${tenant.url}${path}`)).status).toBe(404);
    }
  });

  test.each([
    ['nobody named', {}, 400, "Payload validation error: 'Missing required property: user_id'."],
    [
      'an address without a connection',
      { email: 'x@example.com' },
      400,
      'Missing required property: connection_id',
    ],
    [
      'a user and a connection',
      { user_id: 'auth0|x', connection_id: 'con_UsernamePassword' },
      400,
      'You cannot send user_id',
    ],
    ['an unknown user', { user_id: 'auth0|nobody' }, 404, 'The user does not exist.'],
    [
      'an unknown connection',
      { connection_id: 'con_0000000000000000', email: 'x@example.com' },
      400,
      'The connection with id con_0000000000000000 does not exist.',
    ],
    [
      'an unknown address',
      { connection_id: 'con_UsernamePassword', email: 'nobody@nowhere.example' },
      404,
      'The user does not exist.',
    ],
    [
      'no database connection',
      { connection_id: 'con_GithubSocial0001', email: 'x@example.com' },
      400,
      "The user's main connection does not support this operation.",
    ],
    [
      'an unknown application',
      { user_id: 'auth0|0000000000000000000000a1', client_id: 'nothing' },
      400,
      'The client does not exist',
    ],
    [
      'an unknown organization',
      { user_id: 'auth0|0000000000000000000000a1', organization_id: 'org_0000000000000000' },
      400,
      'The organization does not exist',
    ],
    [
      'a strange identity',
      { user_id: 'auth0|0000000000000000000000a1', identity: { provider: 'auth0', user_id: 'x' } },
      400,
      'The user exists, but does not contain the given identity.',
    ],
    [
      'a result_url that is none',
      { user_id: 'auth0|0000000000000000000000a1', result_url: 'javascript:alert(1)' },
      400,
      'on property result_url',
    ],
    [
      'a property that is none',
      { user_id: 'auth0|0000000000000000000000a1', new_password: 'x' },
      400,
      'Additional properties not allowed: new_password',
    ],
  ])('is refused for %s', async (_what, body, statusCode, message) => {
    expect((await api('POST', '/tickets/password-change', body)).body).toMatchObject({
      statusCode,
      message: expect.stringContaining(message),
    });
  });
});

describe('a ticket to verify an e-mail address', () => {
  test('verifies it on opening, once, and goes back with the outcome', async () => {
    const user = await acts.newUser();
    const address = await ticket('email-verification', { user_id: user.user_id, result_url: AFTER });
    expect(address).toContain('/u/email-verification?ticket=');
    const end = await open(address);
    expect(end.url.searchParams.get('success')).toBe('true');
    expect(end.url.searchParams.has('email')).toBe(false);
    expect((await acts.read(user))['email_verified']).toBe(true);
    expect((await open(address)).url.searchParams.get('success')).toBe('false');
    expect(await logTypes(user)).toEqual(expect.arrayContaining(['sv', 'fv']));
  });

  test('does not verify an address that was changed since', async () => {
    const user = await acts.newUser();
    const address = await ticket('email-verification', { user_id: user.user_id });
    await acts.patch(user, { email: `changed-${user.email}` });
    expect((await open(address)).status).toBe(400);
    expect((await acts.read(user))['email_verified']).toBe(false);
  });

  test('needs the identity named where it is no database account', async () => {
    const user = await acts.seeded('user_id:google-oauth2* AND NOT blocked:true');
    await acts.patch(user, { email_verified: false });
    const refused = await api('POST', '/tickets/email-verification', { user_id: user.user_id });
    expect(refused.body).toMatchObject({
      message: "The user's main connection does not support this operation.",
    });
    const [, id] = user.user_id.split('|');
    const identity = { provider: 'google-oauth2', user_id: id };
    await open(await ticket('email-verification', { user_id: user.user_id, identity }));
    expect((await acts.read(user))['email_verified']).toBe(true);
  });

  test('is refused with both a result_url and an application, and without the scope', async () => {
    const body = {
      user_id: 'auth0|0000000000000000000000a1',
      result_url: AFTER,
      client_id: 'rollcall_local_web',
    };
    expect((await api('POST', '/tickets/email-verification', body)).status).toBe(400);
    for (const kind of ['email-verification', 'password-change']) {
      expect((await readOnly('POST', `/tickets/${kind}`, { user_id: body.user_id })).body).toMatchObject({
        message: 'Insufficient scope, expected any of: create:user_tickets',
      });
    }
  });
});
