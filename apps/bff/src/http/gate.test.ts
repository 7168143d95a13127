import { rows } from '@rollcall/shared/contract/rows.ts';
import type { Row } from '@rollcall/shared/contract/row.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from '../testing/browser.ts';
import { rawRequest } from '../testing/raw.ts';
import { type Rollcall, startWorld, type World } from '../testing/world.ts';

let world: World;
let rollcall: Rollcall;
let admin: Browser;
let cookie: string;
beforeAll(async () => {
  world = await startWorld();
  rollcall = await world.rollcall();
  admin = await rollcall.signedIn('admin');
  cookie = `sid=${admin.cookie('sid')}`;
});
afterAll(() => world.close());

const all = Object.entries<Row>(rows);
const addressOf = (row: Row) => row.path.replace(':userId', 'auth0%7C1');

describe('every row', () => {
  it.each(all)('%s tells a stranger nothing but to sign in', async (_name, row) => {
    const asked = await world.asked(async () => {
      const page = await rollcall.browser().api(row.method, addressOf(row));
      expect(page.status).toBe(401);
      expect(page.body).toMatchObject({ code: 'not_signed_in' });
    });
    expect(asked).toEqual([]);
  });

  it.each(all.filter(([, { path }]) => path.includes(':userId')))(
    '%s refuses ids that are none, before anything leaves',
    async (_name, row) => {
      const headers = { 'X-CSRF': '1', 'Sec-Fetch-Site': 'same-origin', Cookie: cookie, 'If-Match': '"x"' };
      const ids = [
        '..',
        '.',
        '%2e%2e',
        '.%2e',
        '%2e',
        '..%00',
        '..;',
        'x%2f..%2fy',
        'auth0%7Cx%2f..%2f..',
        'foo',
        'a%7Cb%3fc',
        'a%7Cb%23c',
        '%zz',
        '%ff',
        'auth0%7C%20',
        'auth0%7C',
        '%7Cx',
      ];
      const asked = await world.asked(async () => {
        for (const id of ids) {
          const path = row.path.replace(':userId', id);
          const answer = await rawRequest(rollcall.url, row.method, path, headers);
          expect([id, answer.status, JSON.parse(answer.text).code]).toEqual([id, 400, 'invalid_input']);
        }
      });
      expect(asked).toEqual([]);
    },
  );

  it.each(all)('%s refuses parameters that it does not know, or that come twice', async (_name, row) => {
    for (const query of ['?nonsense=1', '?q[]=1', '?page=1&page=2', '?__proto__=1']) {
      const page = await admin.api(row.method, addressOf(row) + query);
      expect([query, page.status]).toEqual([query, 400]);
    }
  });

  it.each(all)(
    '%s takes no other method at its address, and names those that it takes',
    async (_name, row) => {
      const others = all.filter(([, other]) => other.path === row.path).map(([, other]) => other.method);
      for (const method of ['PUT', 'POST', 'DELETE', 'OPTIONS'].filter(
        (name) => !others.some((own) => own === name),
      )) {
        const page = await admin.api(method, addressOf(row));
        expect(page.status).toBe(405);
        expect(page.headers.get('allow')).toBe(others.join(', '));
      }
    },
  );
});

describe('the gate', () => {
  it.each([
    [{ 'x-csrf': '1', 'sec-fetch-site': 'same-origin' }, 200],
    [{ 'x-csrf': '1' }, 200],
    [{ 'x-csrf': '1', 'sec-fetch-site': 'none' }, 200],
    [{ 'x-csrf': '1', origin: 'HERE' }, 200],
    [{ 'sec-fetch-site': 'same-origin' }, 403],
    [{ 'x-csrf': '0', 'sec-fetch-site': 'same-origin' }, 403],
    [{ 'x-csrf': '1', 'sec-fetch-site': 'same-site' }, 403],
    [{ 'x-csrf': '1', 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'x-csrf': '1', 'sec-fetch-site': 'cross-site', origin: 'HERE' }, 403],
    [{ 'x-csrf': '1', 'sec-fetch-site': 'none', origin: 'https://evil.example' }, 403],
    [{ 'x-csrf': '1', origin: 'https://evil.example' }, 403],
    [{ 'x-csrf': '1', origin: 'null' }, 403],
  ])('for a call with %j answers %i', async (headers, status) => {
    const own = Object.entries(headers).map(([name, value]) => [
      name,
      value === 'HERE' ? rollcall.url : value,
    ]);
    for (const [method, path] of [
      ['GET', '/api/me'],
      ['POST', '/api/users/auth0%7C1/block'],
    ] as const) {
      const answer = await rawRequest(rollcall.url, method, path, { ...Object.fromEntries(own), cookie });
      const expected = status === 200 && method === 'POST' ? 404 : status;
      expect([method, answer.status]).toEqual([method, expected]);
      if (status === 403) expect(JSON.parse(answer.text).code).toBe('cross_site');
    }
  });

  it.each([
    ['application/json', 400],
    ['application/json; charset=utf-8', 400],
    ['application/json;charset="UTF-8"', 400],
    ['application/json; charset=utf-16', 415],
    ['application/json; charset=utf-7', 415],
    ['application/x-www-form-urlencoded', 415],
    ['multipart/form-data; boundary=x', 415],
    ['text/plain', 415],
    ['application/problem+json', 415],
    ['', 415],
  ])('takes a body of the type %j with %i', async (type, status) => {
    const page = await admin.request('/api/users', {
      method: 'POST',
      headers: { 'x-csrf': '1', ...(type === '' ? {} : { 'content-type': type }) },
      body: Buffer.from('{}'),
    });
    expect(page.status).toBe(status);
  });

  it.each([
    ['a body that is no JSON', '{"connection":'],
    ['text beside the JSON', '{} {}'],
    ['a list', '[]'],
    ['a text', '"x"'],
    ['a key twice', '{"connection":"a","connection":"b"}'],
    ['a key twice in other letters', '{"connection":"a","conn\\u0065ction":"b"}'],
    ['a key twice deep inside', '{"user_metadata":{"a":[{"b":1,"b":2}]}}'],
    ['__proto__', '{"user_metadata":{"__proto__":{"admin":true}}}'],
    ['__proto__ in other letters', '{"user_metadata":{"__pr\\u006fto__":{"admin":true}}}'],
    ['constructor', '{"connection":"a","user_metadata":{"constructor":{"prototype":{"admin":true}}}}'],
    ['nesting beyond 32 levels', `{"user_metadata":${'{"a":'.repeat(40)}1${'}'.repeat(40)}}`],
    ['a NUL', '{"connection":"a","name":"a\\u0000b"}'],
    ['half a character', '{"connection":"a","name":"\\ud800"}'],
    ['a key too many', '{"connection":"a","is_admin":true}'],
  ])('refuses %s', async (_words, body) => {
    const asked = await world.asked(async () => {
      const headers = { 'x-csrf': '1', 'content-type': 'application/json' };
      const page = await admin.request('/api/users', { method: 'POST', headers, body });
      expect(page.status).toBe(400);
      expect(JSON.parse(page.text).code).toBe('invalid_input');
    });
    expect(asked).toEqual([]);
    expect('admin' in {}).toBe(false);
  });

  it('refuses bytes that are not UTF-8', async () => {
    const headers = { 'x-csrf': '1', 'content-type': 'application/json' };
    const body = Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]);
    expect((await admin.request('/api/users', { method: 'POST', headers, body })).status).toBe(400);
  });

  it('reads hostile bodies in no time', async () => {
    const headers = { 'x-csrf': '1', 'content-type': 'application/json' };
    const started = performance.now();
    for (const body of [
      `"${'\\"'.repeat(100_000)}`,
      '['.repeat(200_000),
      '{"a":"'.repeat(40_000),
      ':'.repeat(200_000),
    ]) {
      expect((await admin.request('/api/users', { method: 'POST', headers, body })).status).toBe(400);
    }
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it('refuses a body over 256 kB, told or found out', async () => {
    const body = JSON.stringify({ connection: 'a', user_metadata: { text: 'x'.repeat(270_000) } });
    const headers = { 'X-CSRF': '1', Cookie: cookie, 'Content-Type': 'application/json' };
    const told = await rawRequest(
      rollcall.url,
      'POST',
      '/api/users',
      { ...headers, 'Content-Length': String(body.length) },
      body,
    );
    const chunked = await rawRequest(
      rollcall.url,
      'POST',
      '/api/users',
      { ...headers, 'Transfer-Encoding': 'chunked' },
      body,
    );
    expect([told.status, chunked.status]).toEqual([413, 413]);
  });

  it('refuses a compressed body, which could be any size', async () => {
    const headers = { 'x-csrf': '1', 'content-type': 'application/json', 'content-encoding': 'gzip' };
    const page = await admin.request('/api/users', {
      method: 'POST',
      headers,
      body: Buffer.from([0x1f, 0x8b, 8]),
    });
    expect(page.status).toBe(415);
  });

  it.each([
    '//api//me',
    '/API/me',
    '/api/me/',
    '/api/me%2f',
    '/api/me;x',
    '/api/Me',
    '/api/',
    '/api/x..y/...',
  ])('opens nothing at the spelling %s', async (path) => {
    const headers = { 'X-CSRF': '1', Cookie: cookie, Accept: 'application/json' };
    const answer = await rawRequest(rollcall.url, 'GET', path, headers);
    expect([answer.status, JSON.parse(answer.text).code]).toEqual([404, 'not_found']);
  });

  it.each([
    '/api/./me',
    '/api/x/../me',
    '/api/csp-report/../me',
    '/api/users/x/../y',
    '/api/users/x/%2e%2E/y',
    '/api/users/x/.%2e/y',
    '/api/x/..%2fme',
    '/api/x/%5c..',
  ])('refuses dots in the path %s, and says so', async (path) => {
    const headers = { 'X-CSRF': '1', Cookie: cookie, Accept: 'application/json' };
    const answer = await rawRequest(rollcall.url, 'GET', path, headers);
    expect([answer.status, JSON.parse(answer.text).code]).toEqual([400, 'invalid_input']);
    const stranger = await rawRequest(rollcall.url, 'GET', path, { 'X-CSRF': '1' });
    expect(stranger.status).toBe(401);
  });

  it('believes no header about who or where somebody is', async () => {
    const headers = {
      'X-CSRF': '1',
      Accept: 'application/json',
      'X-Forwarded-User': 'admin@rollcall.example',
      'X-Original-URL': '/api/me',
      'X-HTTP-Method-Override': 'DELETE',
      'X-Request-Id': 'forged',
    };
    const answer = await rawRequest(rollcall.url, 'GET', '/api/me', headers);
    expect(answer.status).toBe(401);
    expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('answers 404 to a team member, and 401 to a stranger, where there is nothing', async () => {
    expect((await admin.api('GET', '/api/nothing')).body).toMatchObject({ code: 'not_found' });
    expect((await rollcall.browser().api('GET', '/api/nothing')).status).toBe(401);
  });
});
