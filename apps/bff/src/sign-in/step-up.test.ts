import { testDatabase } from '../testing/databases.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bff, startBff } from '../start.ts';
import { Browser } from '../testing/browser.ts';
import { type ScriptedSignIn, scriptedSignIn } from '../testing/scripted-sign-in.ts';
import { freePorts, optionsFor } from '../testing/world.ts';

const ada = { sub: 'auth0|ada', email: 'admin@rollcall.example', email_verified: true };
const settings = { body: { reasonRequired: [] } };

let tenant: ScriptedSignIn;
let rollcall: Bff;
beforeAll(async () => {
  const [port = 0] = await freePorts(1);
  tenant = await scriptedSignIn('rollcall_local_web');
  rollcall = await startBff({
    ...optionsFor(tenant.origin, port),
    databaseUrl: await testDatabase(),
    logStream: { write: () => true },
  });
});
afterAll(async () => {
  await rollcall.close();
  await tenant.close();
});

/** A browser in which Ada is signed in since an hour, as far as the tenant remembers. */
async function signedIn(): Promise<Browser> {
  const browser = new Browser(rollcall.url);
  tenant.next(({ iat }) => ({ ...ada, auth_time: iat - 3600 }));
  await browser.open('/auth/login?returnTo=/users', {}, '/users');
  return browser;
}

/** Goes through the step-up and answers where it led. */
async function stepUp(browser: Browser): Promise<string | null> {
  const landed = await browser.open('/auth/step-up?returnTo=/team', {}, '/team');
  return landed.headers.get('location');
}

async function mayChangeSettings(browser: Browser) {
  const page = await browser.api('PUT', '/api/team/settings', settings);
  return { status: page.status, code: Object(page.body).code };
}

const refused = { status: 401, code: 'step_up_required' };

describe('a sign-in', () => {
  it('of this moment counts as fresh', async () => {
    const browser = new Browser(rollcall.url);
    tenant.next(() => ada);
    await browser.open('/auth/login?returnTo=/users', {}, '/users');
    expect(await mayChangeSettings(browser)).toMatchObject({ status: 200 });
  });

  it.each([
    ['that the tenant only remembered', ({ iat }: { iat: number }) => iat - 61],
    ['of the future', ({ iat }: { iat: number }) => iat + 120],
    ['that nobody dates', () => undefined],
    ['dated by a text', ({ iat }: { iat: number }) => String(iat)],
  ])('%s does not', async (_words, authTime) => {
    const browser = new Browser(rollcall.url);
    tenant.next((usual) => ({ ...ada, auth_time: authTime(usual) }));
    await browser.open('/auth/login?returnTo=/users', {}, '/users');
    const change = await browser.api('PUT', '/api/team/settings', settings);
    expect(change.status).toBe(401);
  });
});

describe('confirming who one is', () => {
  it('asks this person for the password, whatever the tenant remembers', async () => {
    const browser = await signedIn();
    const page = await browser.request('/auth/step-up?returnTo=/team');
    const target = new URL(page.headers.get('location') ?? '');
    expect(Object.fromEntries(target.searchParams)).toMatchObject({
      prompt: 'login',
      max_age: '0',
      login_hint: ada.email,
      code_challenge_method: 'S256',
    });
  });

  it('opens what asks for it, under a new session id', async () => {
    const browser = await signedIn();
    const before = browser.cookie('sid') ?? '';
    expect(await mayChangeSettings(browser)).toEqual(refused);
    tenant.next(() => ada);
    expect(await stepUp(browser)).toBe('/team');
    expect(await mayChangeSettings(browser)).toMatchObject({ status: 200 });
    const old = new Browser(rollcall.url);
    old.plant('sid', before);
    expect((await old.api('GET', '/api/me')).body).toMatchObject({ code: 'not_signed_in' });
    expect(browser.cookie('sid')).not.toBe(before);
  });

  it('needs no session cookie on the way back, where another site leads', async () => {
    const browser = await signedIn();
    tenant.next(() => ada);
    const away = await browser.request('/auth/step-up?returnTo=/team');
    const back = await browser.request(away.headers.get('location') ?? '');
    const crossSite = new Browser(rollcall.url);
    for (const name of browser.cookieNames('tx-')) crossSite.plant(name, browser.cookie(name) ?? '');
    const landed = await crossSite.request(back.headers.get('location') ?? '');
    expect(landed.headers.get('location')).toBe('/team');
    expect(await mayChangeSettings(crossSite)).toMatchObject({ status: 200 });
    expect((await browser.api('GET', '/api/me')).status).toBe(401);
  });

  it('is tried once more without the mark of the last time', async () => {
    const browser = await signedIn();
    tenant.next(() => ada);
    const address = `/auth/step-up?returnTo=${encodeURIComponent('/team?a=1&step_up=failed')}`;
    const landed = await browser.open(address, {}, '/team');
    expect(landed.headers.get('location')).toBe('/team?a=1');
  });

  it('begins with signing in, for who is not', async () => {
    const page = await new Browser(rollcall.url).request('/auth/step-up?returnTo=/team');
    expect(page.headers.get('location')).toBe('/auth/login?returnTo=%2Fteam');
  });

  it.each([
    ['does not say when', () => ({ ...ada, auth_time: undefined })],
    ['only remembered them', ({ iat }: { iat: number }) => ({ ...ada, auth_time: iat - 3600 })],
    ['asked before it was sent there', ({ iat }: { iat: number }) => ({ ...ada, auth_time: iat - 30 })],
    ['dates it in the future', ({ iat }: { iat: number }) => ({ ...ada, auth_time: iat + 120 })],
    ['asked somebody else', () => ({ ...ada, sub: 'auth0|eve' })],
    ['answers another request', ({ nonce }: { nonce: string }) => ({ ...ada, nonce: `${nonce}x` })],
    ['signs for another application', () => ({ ...ada, aud: 'other' })],
  ])('is not done where the tenant %s: the session stays as it was', async (_words, claims) => {
    const browser = await signedIn();
    const before = browser.cookie('sid');
    tenant.next(claims);
    expect(await stepUp(browser)).toBe('/team?step_up=failed');
    expect(browser.cookie('sid')).toBe(before);
    expect((await browser.api('GET', '/api/me')).status).toBe(200);
    expect(await mayChangeSettings(browser)).toEqual(refused);
  });

  it('is not done where the tenant refuses, nor where the session ends meanwhile', async () => {
    const browser = await signedIn();
    tenant.next(() => ada);
    const away = await browser.request('/auth/step-up?returnTo=/team');
    const state = new URL(away.headers.get('location') ?? '').searchParams.get('state') ?? '';
    const denied = await browser.request(`/auth/callback?state=${state}&error=access_denied`);
    expect(denied.headers.get('location')).toBe('/team?step_up=failed');

    const again = await browser.request('/auth/step-up?returnTo=/team');
    const back = await browser.request(again.headers.get('location') ?? '');
    await browser.api('POST', '/auth/logout');
    const landed = await browser.request(back.headers.get('location') ?? '');
    expect(landed.headers.get('location')).not.toBe('/team');
    expect((await browser.api('GET', '/api/me')).status).toBe(401);
  });

  it('is not undone, nor the old id brought back, by requests that are still running', async () => {
    const browser = await signedIn();
    const old = new Browser(rollcall.url);
    old.plant('sid', browser.cookie('sid') ?? '');
    tenant.next(() => ada);
    const running = Array.from({ length: 20 }, () => old.api('GET', '/api/me/sessions'));
    expect(await stepUp(browser)).toBe('/team');
    await Promise.all(running);
    expect((await old.api('GET', '/api/me')).status).toBe(401);
    expect(await mayChangeSettings(browser)).toMatchObject({ status: 200 });
  });
});
