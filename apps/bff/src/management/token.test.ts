import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { issueToken, type ScriptedTenant, scriptedTenant } from '../testing/scripted-tenant.ts';
import { TokenSource } from './token.ts';

let tenant: ScriptedTenant;
afterEach(async () => {
  vi.useRealTimers();
  await tenant.close();
});

const day = 24 * 60 * 60;

/** A source of tokens that live for a day; from the second on they are issued by the script. */
async function source(renew: (response: ServerResponse) => void): Promise<TokenSource> {
  let count = 0;
  tenant = await scriptedTenant((_request, response) => {
    count += 1;
    if (count === 1) issueToken(response, 'first', day);
    else renew(response);
  });
  vi.useFakeTimers({ toFake: ['Date'], now: started });
  const tokens = new TokenSource({
    origin: tenant.origin,
    clientId: 'web',
    clientSecret: 's',
    m2mClientId: 'm2m',
    m2mClientSecret: 's',
    audience: 'a',
  });
  await tokens.token();
  return tokens;
}

const started = Date.now();

/** Sets the clock to so many seconds after the first token. */
function after(seconds: number): void {
  vi.setSystemTime(started + seconds * 1000);
}

describe('a token that lives', () => {
  it('serves at once while the next one does not come', async () => {
    const tokens = await source(() => {});
    after(0.9 * day);
    const outcome = await Promise.race([tokens.token(), pause(500, { value: 'nothing' })]);
    expect(outcome.value).toBe('first');
  });

  it('is not replaced in its first hour, and is then, so that new scopes are seen', async () => {
    const tokens = await source((response) => issueToken(response, 'second', day));
    after(50 * 60);
    await tokens.token();
    await pause(50);
    expect((await tokens.token()).value).toBe('first');
    after(62 * 60);
    await tokens.token();
    await vi.waitFor(async () => {
      expect((await tokens.token()).value).toBe('second');
    });
    expect(tenant.requests).toHaveLength(2);
  });

  it('is renewed after longer and longer pauses while that fails', async () => {
    const tokens = await source((response) => response.writeHead(500).end());
    const at = async (seconds: number) => {
      after(0.9 * day + seconds);
      await tokens.token();
      await tokens.token();
      await pause(200);
      return tenant.requests.length;
    };
    expect(await at(0)).toBe(2);
    expect(await at(4)).toBe(2);
    expect(await at(6)).toBe(3);
    expect(await at(12)).toBe(3);
    expect(await at(17)).toBe(4);
  });
});

describe('a token that has ended', () => {
  it('is waited for, and its failure is told', async () => {
    const tokens = await source((response) => response.writeHead(500).end());
    after(1.1 * day);
    await expect(tokens.token()).rejects.toMatchObject({ code: 'tenant_unreachable' });
  });
});
