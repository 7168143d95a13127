import { TOTP, Secret } from 'otpauth';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tenant } from '../start.ts';
import { Browser, type Visit } from '../testing/browser.ts';
import { newestMessage } from '../testing/mailbox.ts';
import { beginFlow, type Flow, redeem, signIn } from '../testing/sign-in.ts';
import { type Api, managementApi, startTestTenant } from '../testing/test-tenant.ts';
import { userActs } from '../testing/users.ts';

const PASSWORD = 'First-secret-1';
const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';

let tenant: Tenant;
let api: Api;
let newUser: ReturnType<typeof userActs>['newUser'];

beforeAll(async () => {
  tenant = await startTestTenant();
  api = await managementApi(tenant);
  ({ newUser } = userActs(api));
}, 120_000);

afterAll(() => tenant.close());

async function openCodePage(flow: Flow, link: string, recipient: string): Promise<Visit> {
  const page = await flow.browser.follow(await flow.browser.open(flow.url), link);
  return flow.browser.submit(page, { recipient });
}

function hasCode(end: Visit): boolean {
  return end.url.searchParams.has('code');
}

async function userBehind(flow: Flow, end: Visit) {
  const { sub } = await claimsOf(flow, end);
  return Object((await api('GET', `/users/${encodeURIComponent(sub)}`)).body);
}

async function claimsOf(flow: Flow, end: Visit) {
  const { id_token } = Object((await redeem(tenant, flow, end)).body);
  return JSON.parse(Buffer.from(String(id_token).split('.')[1] ?? '', 'base64url').toString());
}

async function logTypes(userId: string): Promise<string[]> {
  const { body } = await api('GET', `/users/${encodeURIComponent(userId)}/logs?sort=date:1&per_page=100`);
  return Object(body)
    .map(({ type }: { type: string }) => type)
    .filter((type: string) => type !== 'sapi' && !type.endsWith('ft'));
}

describe('a code by e-mail', () => {
  test('signs somebody new up, whose address is verified from the start', async () => {
    const flow = beginFlow(tenant);
    const page = await openCodePage(flow, 'a code by e-mail', 'Nora.New@example.com');
    expect(page.text).toContain('This tenant sends nothing');
    const end = await flow.browser.submit(page, {
      code: (await newestMessage(tenant, 'nora.new@example.com')).code,
    });
    const user = await userBehind(flow, end);
    expect(user).toMatchObject({
      user_id: expect.stringMatching(/^email\|/u),
      email: 'nora.new@example.com',
      email_verified: true,
      name: 'nora.new@example.com',
      nickname: 'nora.new',
      logins_count: 1,
    });
    expect(await logTypes(user.user_id)).toEqual(['ss', 's']);
  });

  test('signs in whoever has the address already', async () => {
    const { body } = await api('GET', '/users?per_page=1&q=user_id:email* AND NOT blocked:true');
    const [{ user_id, email }] = Object(body);
    const flow = beginFlow(tenant, { connection: 'email', login_hint: email });
    const page = await flow.browser.open(flow.url);
    expect(page.text).toContain(`value="${email}"`);
    const sent = await flow.browser.submit(page, { recipient: email });
    const end = await flow.browser.submit(sent, { code: (await newestMessage(tenant, email)).code });
    expect((await userBehind(flow, end)).user_id).toBe(user_id);
  });

  test('has three tries, after which even the right code is refused', async () => {
    const flow = beginFlow(tenant);
    let page = await openCodePage(flow, 'a code by e-mail', 'guessed@example.com');
    const { code } = await newestMessage(tenant, 'guessed@example.com');
    const wrong = code === '000000' ? '111111' : '000000';
    for (let count = 1; count < 3; count += 1) {
      page = await flow.browser.submit(page, { code: wrong });
      expect(page.text).toContain('The code is wrong.');
    }
    const check = page;
    expect((await flow.browser.submit(check, { code: wrong })).text).toContain('Send another one.');
    expect((await flow.browser.submit(check, { code })).text).toContain('Send another one.');
    expect((await api('GET', '/users-by-email?email=guessed@example.com')).body).toEqual([]);
  });

  test('proves no phone number', async () => {
    const flow = beginFlow(tenant);
    const page = await openCodePage(flow, 'a code by e-mail', 'mixed@example.com');
    const { code } = await newestMessage(tenant, 'mixed@example.com');
    const end = await flow.browser.submit(page, { code, connection: 'sms' });
    expect(hasCode(end)).toBe(false);
  });

  test('signs nobody up where the connection forbids it', async () => {
    const path = '/connections/con_PasswordlessMail';
    const { options } = Object((await api('GET', path)).body);
    await api('PATCH', path, { options: { ...options, disable_signup: true } });
    const flow = beginFlow(tenant);
    const page = await openCodePage(flow, 'a code by e-mail', 'closed@example.com');
    const { code } = await newestMessage(tenant, 'closed@example.com');
    expect((await flow.browser.submit(page, { code })).text).toContain('You have no account here');
    await api('PATCH', path, { options });
  });

  test('is not sent to what is no address', async () => {
    const flow = beginFlow(tenant);
    const page = await openCodePage(flow, 'a code by e-mail', '"><b>nobody');
    expect(page.status).toBe(400);
    expect(page.text).toContain('value="&quot;&gt;&lt;b&gt;nobody"');
  });
});

test('a code by text message signs somebody new up with a number however it is typed', async () => {
  const flow = beginFlow(tenant);
  const page = await openCodePage(flow, 'a code by text message', '0049 (151) 555-0001');
  const { code } = await newestMessage(tenant, '+491515550001');
  const user = await userBehind(flow, await flow.browser.submit(page, { code }));
  expect(user).toMatchObject({ phone_number: '+491515550001', phone_verified: true });
});

async function withApp() {
  const user = await newUser({ email: `mfa-${crypto.randomUUID()}@example.com` });
  const path = `/users/${encodeURIComponent(user.user_id)}`;
  await api('POST', `${path}/authentication-methods`, { type: 'totp', name: 'App', totp_secret: SECRET });
  return { user, path };
}

function appCode(): string {
  return new TOTP({ secret: Secret.fromBase32(SECRET) }).generate();
}

describe('a second factor', () => {
  test('is asked for after the password, and not again in a browser that is remembered', async () => {
    const { user } = await withApp();
    const flow = beginFlow(tenant);
    const page = await signIn(flow, user.email, PASSWORD);
    expect(page.text).toContain('autocomplete="one-time-code"');
    const again = await flow.browser.submit(page, { code: '12345', remember: '' });
    expect(again.text).toContain('The code is wrong.');
    const end = await flow.browser.submit(again, { code: appCode(), remember: 'true' });
    expect((await claimsOf(flow, end)).amr).toEqual(['mfa']);
    const next = beginFlow(tenant, { prompt: 'login' }, flow.browser);
    expect((await claimsOf(next, await signIn(next, user.email, PASSWORD))).amr).toBeUndefined();
    expect((await signIn(beginFlow(tenant), user.email, PASSWORD)).text).toContain('Verify your identity');
    const types = await logTypes(user.user_id);
    expect(types.slice(types.indexOf('mfar'))).toEqual([
      'mfar',
      'gd_auth_failed',
      'gd_auth_succeed',
      's',
      's',
      'mfar',
    ]);
  });

  test('starts the sign-in anew after ten wrong codes', async () => {
    const { user } = await withApp();
    const flow = beginFlow(tenant);
    let page = await signIn(flow, user.email, PASSWORD);
    for (let count = 1; count < 10; count += 1) {
      page = await flow.browser.submit(page, { code: 'wrong', remember: '' });
    }
    const mfa = page;
    expect((await flow.browser.submit(mfa, { code: 'wrong' })).text).toContain('name="password"');
    expect((await flow.browser.submit(mfa, { code: appCode() })).text).toContain('name="password"');
    expect(await logTypes(user.user_id)).toContain('gd_auth_rejected');
  });

  test('may be a recovery code, which is replaced by a new one', async () => {
    const { user, path } = await withApp();
    const { recovery_code } = Object((await api('POST', `${path}/recovery-code-regeneration`)).body);
    const flow = beginFlow(tenant);
    const { browser } = flow;
    const page = await browser.follow(await signIn(flow, user.email, PASSWORD), 'Use a recovery code');
    const wrong = await browser.submit(page, { code: 'not-the-code' });
    expect(wrong.text).toContain('The code is wrong.');
    const shown = await browser.submit(wrong, { code: String(recovery_code).toLowerCase() });
    const next = /<p class="secret">(\w+)</u.exec(shown.text)?.[1];
    expect(next).toMatch(/^[A-Z0-9]{24}$/u);
    expect(next).not.toBe(recovery_code);
    expect(hasCode(await browser.submit(shown, {}))).toBe(true);
    const types = await logTypes(user.user_id);
    expect(types).toEqual(expect.arrayContaining(['gd_recovery_failed', 'gd_recovery_succeed', 's']));
    const other = beginFlow(tenant);
    const used = await other.browser.follow(await signIn(other, user.email, PASSWORD), 'Use a recovery code');
    expect(hasCode(await other.browser.submit(used, { code: String(recovery_code) }))).toBe(false);
  });

  test('may be a code that is sent to a phone, whose number is not shown whole', async () => {
    const user = await newUser({ email: 'phoned@example.com' });
    const path = `/users/${encodeURIComponent(user.user_id)}/authentication-methods`;
    await api('POST', path, { type: 'phone', phone_number: '+491515550199', name: 'Phone' });
    const flow = beginFlow(tenant);
    const choice = await signIn(flow, user.email, PASSWORD);
    expect(choice.text).toContain('0199');
    expect(choice.text).not.toContain('5550199');
    const method = /name="method" value="([^"]+)"/u.exec(choice.text)?.[1] ?? '';
    const page = await flow.browser.submit(choice, { method });
    const end = await flow.browser.submit(page, {
      code: (await newestMessage(tenant, '+491515550199')).code,
    });
    expect(hasCode(end)).toBe(true);
  });

  test('cannot be skipped by going on without it', async () => {
    const { user } = await withApp();
    const flow = beginFlow(tenant);
    const page = await signIn(flow, user.email, PASSWORD);
    const end = await flow.browser.open(new URL(`${page.url.pathname}/continue`, tenant.url), { go: 'on' });
    expect(end.text).toContain('Verify your identity');
    const without = beginFlow(tenant);
    const first = await without.browser.open(without.url);
    const missing = await without.browser.open(new URL(`${first.url.pathname}/mfa`, tenant.url), {
      code: appCode(),
    });
    expect(missing.text).toContain('name="password"');
  });
});

describe('the mailbox', () => {
  test('says that nothing leaves the machine, escapes what it shows, and pages backwards', async () => {
    const browser = new Browser(tenant.url);
    for (let count = 0; count < 26; count += 1) {
      const flow = beginFlow(tenant, {}, browser);
      await openCodePage(flow, 'a code by e-mail', 'paged@example.com');
    }
    const page = await browser.open(`${tenant.url}/mailbox?recipient=paged@example.com`);
    expect(page.text).toContain('Nothing leaves this machine.');
    expect(page.text.match(/<h2>/gu)).toHaveLength(25);
    const older = await browser.follow(page, 'Older messages');
    expect(older.text.match(/<h2>/gu)).toHaveLength(1);
    const nobody = await browser.open(`${tenant.url}/mailbox?recipient=${encodeURIComponent('"><b>')}`);
    expect(nobody.text).toContain('No messages to this recipient.');
    expect(nobody.text).not.toContain('<b>');
  });
});
