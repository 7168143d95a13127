import { problems } from '@rollcall/shared/problems.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from '../testing/browser.ts';
import { rawRequest } from '../testing/raw.ts';
import { type Rollcall, startWorld, type World } from '../testing/world.ts';

let world: World;
let rollcall: Rollcall;
let admin: Browser;
beforeAll(async () => {
  world = await startWorld();
  rollcall = await world.rollcall();
  admin = await rollcall.signedIn('admin');
});
afterAll(() => world.close());

async function nonce(): Promise<string | undefined> {
  const { headers } = await admin.request('/');
  return /nonce-([^']+)/.exec(headers.get('content-security-policy') ?? '')?.[1];
}

describe('every answer', () => {
  it.each([
    ['GET', '/', 'text/html'],
    ['GET', '/users', 'text/html'],
    ['GET', '/nothing.js', '*/*'],
    ['GET', '/assets/nothing.js', '*/*'],
    ['GET', '/healthz', '*/*'],
    ['GET', '/readyz', '*/*'],
    ['GET', '/auth/login', '*/*'],
    ['GET', '/auth/callback', '*/*'],
    ['GET', '/auth/logout', '*/*'],
    ['GET', '/api/me', '*/*'],
    ['GET', '/api/users/%zz', '*/*'],
    ['POST', '/api/users', '*/*'],
    ['GET', '/%', '*/*'],
    ['TRACE', '/api/me', '*/*'],
  ])('to %s %s has the security headers', async (method, path, accept) => {
    const { headers } = await rawRequest(rollcall.url, method, path, { Accept: accept });
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('camera=()'),
      'x-request-id': expect.any(String),
      'content-security-policy': expect.stringContaining("default-src 'none'"),
    });
    const policy = String(headers['content-security-policy']);
    for (const part of [
      "frame-ancestors 'none'",
      "trusted-types 'none'",
      "require-trusted-types-for 'script'",
    ]) {
      expect(policy).toContain(part);
    }
    expect(policy).toMatch(/script-src 'self' 'nonce-[\w+/=]{24}'/);
    expect(policy).not.toContain('unsafe');
    expect(headers).not.toHaveProperty('x-powered-by');
    expect(headers).not.toHaveProperty('strict-transport-security');
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it('has a nonce of its own', async () => {
    expect(await nonce()).not.toBe(await nonce());
  });

  it('from the API is kept by no cache', async () => {
    for (const path of ['/api/me', '/api/users', '/api/nothing', '/api/connections']) {
      expect((await admin.api('GET', path)).headers.get('cache-control')).toBe('no-store');
    }
  });

  it('that is a problem says so in one form', async () => {
    const page = await admin.api('GET', '/api/nothing');
    expect(page.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(page.body).toEqual({
      type: 'urn:rollcall:problem:not_found',
      title: problems.not_found.title,
      status: 404,
      detail: `${problems.not_found.title}.`,
      code: 'not_found',
      requestId: page.headers.get('x-request-id'),
    });
  });
});

describe('the log', () => {
  it('holds no cookie, search, address or token', async () => {
    await admin.api('GET', '/api/users?q=SECRET-search');
    await admin.api('GET', '/api/users/auth0%7CSECRET-id');
    await rollcall.browser().request('/auth/callback?code=SECRET-code&state=SECRET-state');
    const log = rollcall.log();
    expect(log).toContain('/api/users/:userId');
    expect(log).not.toContain('SECRET');
    expect(log).not.toContain(admin.cookie('sid'));
    expect(log).not.toMatch(/ey[\w-]{20,}\./);
  });
});

describe('health', () => {
  it('is ready when database and tenant are there', async () => {
    const [alive, ready] = await Promise.all([admin.request('/healthz'), admin.request('/readyz')]);
    expect([alive.status, ready.status]).toEqual([200, 200]);
    expect(JSON.parse(ready.text)).toEqual({ status: 'ready', database: true, tenant: true });
  });
});
