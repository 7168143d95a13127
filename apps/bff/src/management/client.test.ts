import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { issueToken, type ScriptedTenant, scriptedTenant } from '../testing/scripted-tenant.ts';
import { ManagementClient, type Patience } from './client.ts';
import { TokenSource } from './token.ts';
import { TenantUsers } from './users.ts';

let tenant: ScriptedTenant;
afterEach(() => tenant.close());

type Answer = (response: ServerResponse, request: IncomingMessage, count: number) => void;

/** A client against a tenant that issues tokens and answers everything else by the script. */
async function client(answer: Answer, patience: Partial<Patience> = {}, tokenSeconds = 3600) {
  let [tokens, count] = [0, 0];
  tenant = await scriptedTenant((request, response) => {
    if (request.url === '/oauth/token') issueToken(response, `token-${(tokens += 1)}`, tokenSeconds);
    else answer(response, request, (count += 1));
  });
  const config = {
    origin: tenant.origin,
    clientId: 'web',
    clientSecret: 's',
    m2mClientId: 'm2m',
    m2mClientSecret: 's',
    audience: 'a',
  };
  const limits = { timeoutMs: 10_000, readMs: 15_000, writeMs: 5000, ...patience };
  return new ManagementClient(tenant.origin, new TokenSource(config), limits);
}

const calls = () => tenant.requests.filter((line) => !line.includes('/oauth/token'));
const tokenCalls = () => tenant.requests.length - calls().length;
const get = { method: 'GET', path: '/api/v2/stats', response: z.unknown() } as const;
const patch = { method: 'PATCH', path: '/api/v2/stats', body: {}, response: z.unknown() } as const;

function json(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

describe('a read', () => {
  it('is tried three times after failures of the moment', async () => {
    const twice = await client((response, _request, count) =>
      json(response, count < 3 ? 500 : 200, { ok: true }),
    );
    expect(await twice.call(get)).toEqual({ ok: true });
    expect(calls()).toHaveLength(3);
  });

  it('is not tried a fourth time', async () => {
    const never = await client((response) => json(response, 502, {}));
    await expect(never.call(get)).rejects.toMatchObject({ code: 'tenant_unreachable' });
    expect(calls()).toHaveLength(3);
  });

  it('is tried again after a cut connection, and given up in time when answers do not come', async () => {
    const cut = await client((response, _request, count) =>
      count === 1 ? response.destroy() : json(response, 200, 1),
    );
    expect(await cut.call(get)).toBe(1);
    await tenant.close();
    const silent = await client(() => {}, { timeoutMs: 100, readMs: 1000 });
    const started = performance.now();
    await expect(silent.call(get)).rejects.toMatchObject({ code: 'tenant_unreachable' });
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('that the search gives up on is not repeated', async () => {
    const slow = await client((response) =>
      json(response, 503, { message: 'The query exceeded the timeout. Please …' }),
    );
    await expect(slow.call(get)).rejects.toMatchObject({ code: 'search_too_slow' });
    expect(calls()).toHaveLength(1);
  });

  it.each([
    ['HTML', '<!doctype html>'],
    ['half of a JSON', '{"users":[{"user_id":"auth0|'],
    ['a byte order mark', '\ufeff<x>'],
    ['nothing', ''],
  ])('answered with %s is tenant_invalid', async (_words, text) => {
    const odd = await client((response) => response.end(text));
    await expect(odd.call({ ...get, response: z.object({}) })).rejects.toMatchObject({
      code: 'tenant_invalid',
    });
  });

  it('answered with more than 10 MB is tenant_invalid', async () => {
    const vast = await client((response) => response.end(`"${'x'.repeat(11 * 1024 * 1024)}"`), {});
    await expect(vast.call(get)).rejects.toMatchObject({ code: 'tenant_invalid' });
  });

  it('answered with a redirect does not follow it', async () => {
    const away = await client((response) => response.writeHead(302, { location: '/elsewhere' }).end());
    await expect(away.call(get)).rejects.toMatchObject({ code: 'tenant_invalid' });
    expect(calls()).toEqual(['GET /api/v2/stats']);
  });

  it.each([
    ['no user_id', {}],
    ['an address of the wrong type', { user_id: 'a|b', identities: [], email: 5 }],
    ['app_metadata that is a text', { user_id: 'a|b', identities: [], app_metadata: 'region' }],
    ['a block that is a text', { user_id: 'a|b', identities: [], blocked: 'no' }],
    ['no identities', { user_id: 'a|b' }],
  ])('of a user with %s is tenant_invalid', async (_words, body) => {
    const users = new TenantUsers(await client((response) => json(response, 200, body)));
    await expect(users.get('a|b')).rejects.toMatchObject({ code: 'tenant_invalid' });
  });

  it('of users shows those of an odd shape with the rest', async () => {
    const odd = {
      user_id: 'a|b',
      username: ['x'],
      phone_number: 491,
      phone_verified: 'yes',
      created_at: 1700000000,
      updated_at: {},
      last_login: 0,
      last_ip: [],
      last_password_reset: false,
      logins_count: '3',
      multifactor: 'guardian',
      identities: [{ connection: 'c', provider: 'auth0', user_id: 'b', isSocial: 'no', profileData: 'x' }],
    };
    const body = { total: 1, users: [odd] };
    const users = new TenantUsers(await client((response) => json(response, 200, body)));
    const page = await users.search({ q: '', page: 0, perPage: 50, sort: 'name:1', fields: [] });
    const shown = JSON.parse(JSON.stringify(page.users[0]));
    const identities = [{ connection: 'c', provider: 'auth0', user_id: 'b' }];
    expect(shown).toEqual({ user_id: 'a|b', identities });
  });

  it('of a user shows what providers fill oddly as missing, and drops what it does not know', async () => {
    const body = {
      user_id: 'github|1',
      name: ['a', 'list'],
      nickname: null,
      given_name: 'G',
      secret: 'SECRET',
      identities: [
        { connection: 'github', provider: 'github', user_id: 1, isSocial: true, access_token: 'SECRET' },
      ],
    };
    const users = new TenantUsers(await client((response) => json(response, 200, body)));
    const user = await users.get('github|1');
    expect(user).toMatchObject({ given_name: 'G', name: undefined, identities: [{ user_id: '1' }] });
    expect(JSON.stringify(user)).not.toContain('SECRET');
  });
});

describe('a write', () => {
  it.each([
    ['a failure', (response: ServerResponse) => json(response, 500, {})],
    ['a cut connection', (response: ServerResponse) => response.destroy()],
    ['silence', () => {}],
    ['an unreadable success', (response: ServerResponse) => response.end('<html>')],
  ])('after %s is unknown, and never sent again', async (_words, answer) => {
    const lost = await client(answer, { timeoutMs: 1000 });
    await expect(lost.call(patch)).rejects.toMatchObject({ code: 'outcome_unknown' });
    await pause(50);
    expect(calls()).toHaveLength(1);
  });

  it('that never left is not unknown', async () => {
    const gone = await client(() => {});
    await gone.tokens.token();
    await tenant.close();
    await expect(gone.call(patch)).rejects.toMatchObject({ code: 'tenant_unreachable' });
    tenant = await scriptedTenant(() => {});
  });
});

/** The headers of a tenant whose clock is an hour ahead: only the difference between its own two moments counts. */
function ahead(seconds: number): Record<string, string> {
  const now = Math.floor(Date.now() / 1000) + 3600;
  return { date: new Date(now * 1000).toUTCString(), 'x-ratelimit-reset': String(now + seconds) };
}

describe('a tenant without room', () => {
  it.each([get, patch])('is waited for: $method', async (call) => {
    const busy = await client((response, _request, count) => {
      if (count === 1) json(response, 429, {}, ahead(0));
      else json(response, 200, { ok: true });
    });
    expect(await busy.call(call)).toEqual({ ok: true });
    expect(calls()).toHaveLength(2);
  });

  it('is not asked again and again while the seconds it tells are over', async () => {
    const busy = await client((response) => json(response, 429, {}, ahead(0)), { readMs: 3000 });
    await expect(busy.call(get)).rejects.toMatchObject({ code: 'tenant_busy' });
    expect(calls().length).toBeLessThanOrEqual(4);
  });

  it('is asked three times for a read that fails after it had no room', async () => {
    const busy = await client((response, _request, count) => {
      if (count === 1) json(response, 429, {}, ahead(0));
      else json(response, count < 4 ? 500 : 200, { ok: true });
    });
    expect(await busy.call(get)).toEqual({ ok: true });
  });

  it('is left alone by every other call until it has room', async () => {
    const busy = await client((response, _request, count) => {
      if (count === 1) json(response, 429, {}, ahead(1));
      else json(response, 200, { ok: true });
    });
    const first = busy.call(get);
    await pause(200);
    const others = Array.from({ length: 5 }, () => busy.call(get));
    await pause(200);
    expect(calls()).toHaveLength(1);
    await Promise.all([first, ...others]);
  });

  it.each([get, patch])(
    'is busy when that would take too long, and says when to come again: $method',
    async (call) => {
      const busy = await client((response) => json(response, 429, {}, ahead(7)), { readMs: 5000 });
      const started = performance.now();
      await expect(busy.call(call)).rejects.toMatchObject({
        code: 'tenant_busy',
        members: { retryAfter: 8 },
      });
      expect(calls()).toHaveLength(1);
      expect(performance.now() - started).toBeLessThan(5000);
    },
  );
});

describe('the token', () => {
  it('is fetched once for however many calls', async () => {
    const many = await client((response) => json(response, 200, 1));
    await Promise.all(Array.from({ length: 100 }, () => many.call(get)));
    expect([tokenCalls(), calls().length]).toEqual([1, 100]);
  });

  it('is renewed at 80 % of its life, before it ends', async () => {
    const short = await client(
      (response, request) => json(response, 200, request.headers.authorization),
      {},
      2,
    );
    expect(await short.call(get)).toBe('Bearer token-1');
    await pause(1650);
    await Promise.all([short.call(get), short.call(get)]);
    await pause(50);
    expect(await short.call(get)).toBe('Bearer token-2');
    expect(tokenCalls()).toBe(2);
  });

  it('is replaced once when the tenant refuses it', async () => {
    const revoked = await client((response, request) => {
      const isNew = request.headers.authorization === 'Bearer token-2';
      json(response, isNew ? 200 : 401, { ok: true });
    });
    expect(await revoked.call(patch)).toEqual({ ok: true });
    expect([tokenCalls(), calls().length]).toEqual([2, 2]);
  });

  it.each([401, 403])('that is refused with %i again and again is our own fault', async (status) => {
    const refused = await client((response) => json(response, status, { message: 'Invalid token' }));
    await expect(refused.call(get)).rejects.toMatchObject({ code: 'tenant_misconfigured' });
    expect(calls().length).toBeLessThanOrEqual(2);
  });

  it('has the scopes that the tenant says it has', async () => {
    const source = (await client((response) => json(response, 200, 1))).tokens;
    expect(await source.scopes()).toEqual(['read:users', 'update:users']);
  });
});

describe('an address', () => {
  it('never leaves its template: nothing is sent', async () => {
    const users = new TenantUsers(await client((response) => json(response, 200, {})));
    await expect(users.get('..')).rejects.toThrow(RangeError);
    await expect(users.delete({ user_id: '.', identities: [] })).rejects.toThrow(RangeError);
    expect(calls()).toEqual([]);
  });
});
