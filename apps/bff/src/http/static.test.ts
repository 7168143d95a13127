import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rawRequest } from '../testing/raw.ts';
import { type Rollcall, startWorld, type World } from '../testing/world.ts';

const directory = mkdtempSync(join(tmpdir(), 'rollcall-web-'));
const script = 'console.log("x".repeat(1000))'.repeat(50);
let world: World;
let rollcall: Rollcall;
let unbuilt: Rollcall;
beforeAll(async () => {
  mkdirSync(join(directory, 'assets'));
  writeFileSync(
    join(directory, 'index.html'),
    '<!doctype html><script nonce="CSP_NONCE_PLACEHOLDER" src="/assets/app-1a2b.js"></script>',
  );
  writeFileSync(join(directory, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  for (const [suffix, content] of [
    ['', script],
    ['.br', brotliCompressSync(script)],
    ['.gz', gzipSync(script)],
  ] as const) {
    writeFileSync(join(directory, `assets/app-1a2b.js${suffix}`), content);
  }
  writeFileSync(join(directory, 'assets/plain-1a2b.js'), script);
  world = await startWorld();
  rollcall = await world.rollcall({ webDirectory: directory });
  unbuilt = await world.rollcall({ webDirectory: '/nonexistent' });
});
afterAll(async () => {
  await world.close();
  rmSync(directory, { recursive: true });
});

const html = { Accept: 'text/html,*/*;q=0.8' };

describe('the page', () => {
  it.each(['/', '/users', '/users/auth0%7C1/metadata', '/sign-in?reason=denied', '/API/users'])(
    'is the same at %s, holds the nonce of its own policy, and is kept by no cache',
    async (path) => {
      const { status, headers, text } = await rawRequest(rollcall.url, 'GET', path, html);
      const nonce = /nonce="([^"]+)"/.exec(text)?.[1] ?? 'none';
      expect([status, headers['cache-control']]).toEqual([200, 'no-store']);
      expect(headers['content-security-policy']).toContain(`script-src 'self' 'nonce-${nonce}'`);
      expect(text).not.toContain('PLACEHOLDER');
      expect(headers).not.toHaveProperty('set-cookie');
    },
  );

  it.each([
    ['GET', '/api/nothing', html, 403],
    ['GET', '/auth/nothing', html, 404],
    ['GET', '/assets/nothing.js', html, 404],
    ['GET', '/users', { Accept: 'application/json' }, 404],
    ['POST', '/users', html, 404],
    ['GET', '/..%2f..%2fpackage.json', { Accept: 'application/json' }, 404],
    ['GET', '/assets/../../../package.json', { Accept: 'application/json' }, 404],
  ])('is not what %s %s answers', async (method, path, headers, status) => {
    const answer = await rawRequest(rollcall.url, method, path, headers);
    expect(answer.status).toBe(status);
    expect(answer.text).not.toMatch(/doctype|workspaces/);
  });

  it('is a plain sentence when it has not been built', async () => {
    const { status, text, headers } = await rawRequest(unbuilt.url, 'GET', '/', html);
    expect([status, text]).toEqual([503, 'The web app has not been built. Run: npm start\n']);
    expect(headers['content-type']).toContain('text/plain');
  });
});

describe('a file of the web app', () => {
  it.each([
    ['gzip, deflate, br, zstd', 'br'],
    ['br;q=0.5, gzip', 'br'],
    ['gzip', 'gzip'],
    ['identity', undefined],
    ['br;q=0, gzip;q=0', undefined],
  ])('is sent to a browser that takes %j as %s', async (accepted, encoding) => {
    const { status, headers } = await rawRequest(rollcall.url, 'GET', '/assets/app-1a2b.js', {
      'Accept-Encoding': accepted,
    });
    expect([status, headers['content-encoding']]).toEqual([200, encoding]);
    expect(headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(headers.vary).toContain('Accept-Encoding');
  });

  it('reads the same however it was sent', async () => {
    expect(await (await fetch(`${rollcall.url}/assets/app-1a2b.js`)).text()).toBe(script);
  });

  it('without compressed neighbours is sent as it is', async () => {
    const { headers } = await rawRequest(rollcall.url, 'GET', '/assets/plain-1a2b.js', {
      'Accept-Encoding': 'br, gzip',
    });
    expect(headers).not.toHaveProperty('content-encoding');
  });

  it('without a hash in its name is not kept for good', async () => {
    const { status, headers } = await rawRequest(rollcall.url, 'GET', '/favicon.svg');
    expect([status, headers['cache-control']]).toEqual([200, 'public, max-age=0']);
  });
});
