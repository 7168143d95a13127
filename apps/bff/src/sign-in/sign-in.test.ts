import { z } from 'zod';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Rollcall, World } from '../testing/world.ts';
import { startWorld } from '../testing/world.ts';

const SignedOut = z.object({ location: z.url() });

let world: World;
let rollcall: Rollcall;
beforeAll(async () => {
  world = await startWorld();
  rollcall = await world.rollcall();
});
afterAll(() => world.close());

describe('signing in', () => {
  it('takes a team member back to where they were going, with a session', async () => {
    const browser = rollcall.browser();
    const landed = await browser.signIn('admin@rollcall.example', undefined, '/users?q=anna#top');
    expect(landed.href).toBe(`${rollcall.url}/users?q=anna#top`);
    const me = await browser.api('GET', '/api/me');
    expect(me.body).toMatchObject({
      member: { email: 'admin@rollcall.example', name: 'Ada Lindqvist', roles: ['Admin'] },
      permissions: expect.arrayContaining(['users:delete']),
      scopes: expect.arrayContaining(['update:users']),
    });
  });

  it('gives someone outside the team no session, and says who they are', async () => {
    const browser = rollcall.browser();
    const landed = await browser.signIn('nobody@rollcall.example');
    expect(landed.href).toBe(`${rollcall.url}/sign-in?reason=not_a_team_member#nobody%40rollcall.example`);
    expect(browser.cookie('sid')).toBeUndefined();
    expect((await browser.api('GET', '/api/me')).status).toBe(401);
  });

  it('leads to a page of Rollcall only, whatever it is asked for', async () => {
    const landed = await rollcall
      .browser()
      .signIn('admin@rollcall.example', undefined, '//evil.example/users');
    expect(landed.href).toBe(`${rollcall.url}/`);
  });

  it('sends state, nonce and a PKCE challenge, and keeps the secrets to itself', async () => {
    const page = await rollcall.browser().request('/auth/login?returnTo=/users');
    const target = new URL(page.headers.get('location') ?? '');
    expect(target.origin).toBe(world.tenant.url);
    expect(Object.fromEntries(target.searchParams)).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      state: expect.stringMatching(/^[\w-]{20,}$/),
      nonce: expect.stringMatching(/^[\w-]{20,}$/),
    });
    expect(target.searchParams.has('prompt')).toBe(false);
    expect(page.headers.get('set-cookie')).toMatch(
      /^tx-[\w-]{12}=[\w-]{32}; Max-Age=600; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/,
    );
  });

  it('asks for the password again when another account is wanted', async () => {
    const page = await rollcall.browser().request('/auth/login?switch=1');
    expect(new URL(page.headers.get('location') ?? '').searchParams.get('prompt')).toBe('login');
  });

  it('sets a session cookie that scripts and other sites cannot use', async () => {
    const browser = rollcall.browser();
    const form = await browser.request('/auth/login');
    expect(form.headers.getSetCookie().some((line) => line.startsWith('sid='))).toBe(false);
    await browser.signIn('viewer@rollcall.example');
    expect(browser.cookie('sid')).toMatch(/^s%3A[\w-]{32}\./);
  });
});

describe('the way back from the tenant', () => {
  it('works once', async () => {
    const browser = rollcall.browser();
    const other = rollcall.browser();
    const page = await browser.request('/auth/login');
    const state = new URL(page.headers.get('location') ?? '').searchParams.get('state') ?? '';
    const [name = ''] = browser.cookieNames('tx-');
    other.plant(name, browser.cookie(name) ?? '');
    const first = await browser.request(`/auth/callback?state=${state}&error=access_denied`);
    const second = await other.request(`/auth/callback?state=${state}&error=access_denied`);
    expect(first.headers.get('location')).toBe('/sign-in?reason=denied');
    expect(second.headers.get('location')).toBe('/sign-in?reason=expired');
  });

  it('is found by two tabs that sign in at the same time, in whichever order they finish', async () => {
    const browser = rollcall.browser();
    const [first, second] = [
      await browser.openSignIn('/users?q=one'),
      await browser.openSignIn('/users?q=two'),
    ];
    const landed = [
      await browser.finishSignIn(second, 'viewer@rollcall.example'),
      await browser.finishSignIn(first, 'viewer@rollcall.example'),
    ];
    expect(landed.map(({ search }) => search)).toEqual(['?q=two', '?q=one']);
    expect(browser.cookieNames('tx-')).toEqual([]);
    expect((await browser.api('GET', '/api/me')).status).toBe(200);
  });

  it('is kept for the five newest sign-ins that were begun', async () => {
    const browser = rollcall.browser();
    const states: string[] = [];
    for (let count = 0; count < 7; count += 1) {
      const page = await browser.request('/auth/login');
      states.push(new URL(page.headers.get('location') ?? '').searchParams.get('state') ?? '');
    }
    expect(browser.cookieNames('tx-')).toHaveLength(5);
    const reasons = [];
    for (const state of states) {
      const page = await browser.request(`/auth/callback?state=${state}&error=access_denied`);
      reasons.push(page.headers.get('location')?.split('=')[1]);
    }
    expect(reasons).toEqual(['expired', 'expired', 'denied', 'denied', 'denied', 'denied', 'denied']);
  });

  it('cannot be begun by somebody else: a foreign state sets no cookie', async () => {
    const victim = rollcall.browser();
    const attacker = rollcall.browser();
    await victim.request('/auth/login');
    const page = await attacker.request('/auth/login');
    const state = new URL(page.headers.get('location') ?? '').searchParams.get('state') ?? '';
    const landed = await victim.request(`/auth/callback?code=x&state=${state}`);
    expect(landed.headers.get('location')).toBe('/sign-in?reason=expired');
    expect(victim.cookie('sid')).toBeUndefined();
  });

  it('without a transaction is expired, and with a made-up code failed', async () => {
    const browser = rollcall.browser();
    expect((await browser.request('/auth/callback?code=x&state=y')).headers.get('location')).toBe(
      '/sign-in?reason=expired',
    );
    const page = await browser.request('/auth/login');
    const state = new URL(page.headers.get('location') ?? '').searchParams.get('state') ?? '';
    const address = `/auth/callback?code=x&state=${state}&iss=${encodeURIComponent(`${world.tenant.url}/`)}`;
    expect((await browser.request(address)).headers.get('location')).toBe('/sign-in?reason=failed');
  });
});

describe('the session', () => {
  it('gets a new id at each sign-in, and never takes one over', async () => {
    const browser = rollcall.browser();
    browser.plant('sid', 's%3Aplanted.signature');
    await browser.signIn('viewer@rollcall.example');
    const first = browser.cookie('sid');
    await browser.signIn('viewer@rollcall.example');
    const second = browser.cookie('sid');
    expect(first).not.toBe('s%3Aplanted.signature');
    expect(second).not.toBe(first);
  });

  it('is refused when two cookies bear its name', async () => {
    const browser = await rollcall.signedIn('viewer');
    const sid = browser.cookie('sid') ?? '';
    const headers = { 'x-csrf': '1', cookie: `sid=${sid}; sid=${sid}` };
    const page = await fetch(`${rollcall.url}/api/me`, { headers });
    expect(page.status).toBe(401);
    const one = await fetch(`${rollcall.url}/api/me`, { headers: { ...headers, cookie: `sid=${sid}` } });
    expect(one.status).toBe(200);
  });

  it('with a changed signature is none', async () => {
    const browser = await rollcall.signedIn('viewer');
    browser.plant('sid', `${browser.cookie('sid')}x`);
    expect((await browser.api('GET', '/api/me')).status).toBe(401);
  });

  it('ends at the oldest when one person has more than five', async () => {
    const browsers = [];
    for (let count = 0; count < 6; count += 1) browsers.push(await rollcall.signedIn('auditor'));
    const statuses = await Promise.all(
      browsers.map(async (browser) => (await browser.api('GET', '/api/me')).status),
    );
    expect(statuses).toEqual([401, 200, 200, 200, 200, 200]);
  });
});

describe('signing out', () => {
  it('ends the session here and says where to end it at the tenant', async () => {
    const browser = await rollcall.signedIn('viewer');
    const stolen = browser.cookie('sid') ?? '';
    const page = await browser.api('POST', '/auth/logout');
    expect(page.status).toBe(200);
    expect(page.headers.get('clear-site-data')).toBe('"cache", "storage"');
    expect(browser.cookie('sid')).toBeUndefined();
    const target = new URL(SignedOut.parse(page.body).location);
    expect(target.origin).toBe(world.tenant.url);
    expect(target.searchParams.get('post_logout_redirect_uri')).toBe(`${rollcall.url}/sign-in`);
    expect(target.searchParams.get('id_token_hint')).toMatch(/^ey/);
    browser.plant('sid', stolen);
    expect((await browser.api('GET', '/api/me')).status).toBe(401);
  });

  it('ends at the tenant too: the next sign-in asks for the password', async () => {
    const browser = await rollcall.signedIn('viewer');
    const page = await browser.api('POST', '/auth/logout');
    const { location } = SignedOut.parse(page.body);
    await browser.open(location, {}, '/sign-in');
    const form = await browser.open('/auth/login');
    expect(form.text).toContain('<form');
  });

  it('cannot be done by a link or by another site', async () => {
    const browser = await rollcall.signedIn('viewer');
    const link = await browser.request('/auth/logout');
    expect(link.status).toBe(405);
    expect(link.headers.get('allow')).toBe('POST');
    const forged = await browser.api('POST', '/auth/logout', { headers: { 'sec-fetch-site': 'cross-site' } });
    expect(forged.status).toBe(403);
    expect((await browser.api('GET', '/api/me')).status).toBe(200);
  });

  it('is not undone by a request that was still running', async () => {
    const browser = await rollcall.signedIn('viewer');
    const sid = browser.cookie('sid') ?? '';
    world.tenant.faults.add({ kind: 'delay', ms: 400, path: '/api/v2/users', times: 1 });
    const running = browser.api('GET', '/api/users');
    await new Promise((done) => setTimeout(done, 100));
    await browser.api('POST', '/auth/logout');
    expect((await running).status).toBe(200);
    browser.plant('sid', sid);
    expect((await browser.api('GET', '/api/me')).status).toBe(401);
  });

  it('without a session says the same, and breaks nothing', async () => {
    expect((await rollcall.browser().api('POST', '/auth/logout')).status).toBe(200);
  });
});

describe('behind a proxy that speaks https', () => {
  it('the cookies bear the prefix that nobody else can plant, and the browser is told to stay', async () => {
    const port = world.ports.at(-1) ?? 0;
    const https = await world.rollcall({ publicUrl: new URL(`https://localhost:${port}`), trustProxy: 1 });
    const browser = https.browser(`http://localhost:${https.port}`);
    const page = await browser.request('/auth/login');
    expect(page.headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains');
    expect(page.headers.get('set-cookie')).toMatch(
      /^__Host-Http-tx-[\w-]{12}=[\w-]{32}; Max-Age=600; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Lax$/,
    );
    expect((await browser.signIn('admin@rollcall.example')).pathname).toBe('/users');
    expect(browser.cookie('__Host-Http-sid')).toMatch(/^s%3A/);
    expect((await browser.api('GET', '/api/me')).status).toBe(200);
    const out = await browser.api('POST', '/auth/logout');
    expect(out.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^__Host-Http-sid=; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Strict$/),
    ]);
  });

  it('a proxy that does not say https is named in the log, and nobody is signed in to nowhere', async () => {
    const port = world.ports.at(-1) ?? 0;
    const https = await world.rollcall({ publicUrl: new URL(`https://localhost:${port}`), trustProxy: 0 });
    const browser = https.browser(`http://localhost:${https.port}`);
    expect((await browser.signIn('admin@rollcall.example')).search).toBe('?reason=failed');
    expect(https.log()).toContain('X-Forwarded-Proto');
  });
});
