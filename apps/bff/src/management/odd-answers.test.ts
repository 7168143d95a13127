import { afterEach, describe, expect, it } from 'vitest';
import { type ScriptedTenant, scriptedTenant } from '../testing/scripted-tenant.ts';
import { TenantAuthenticationMethods } from './authentication-methods.ts';
import { defaultPatience, ManagementClient } from './client.ts';
import { TenantDeviceCredentials } from './device-credentials.ts';
import { TenantGrants } from './grants.ts';
import { TenantSessions } from './sessions.ts';
import { TokenSource } from './token.ts';

let tenant: ScriptedTenant;
afterEach(() => tenant.close());

/** A client of a tenant that answers every read with this. */
async function clientOf(answer: (url: URL) => unknown): Promise<ManagementClient> {
  tenant = await scriptedTenant((request, response) => {
    const url = new URL(request.url ?? '', 'http://tenant');
    const body =
      url.pathname === '/oauth/token' ? { access_token: 't', expires_in: 3600, scope: 'x' } : answer(url);
    response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
  });
  const config = {
    origin: tenant.origin,
    clientId: 'web',
    clientSecret: 's',
    m2mClientId: 'm2m',
    m2mClientSecret: 's',
    audience: 'a',
  };
  return new ManagementClient(tenant.origin, new TokenSource(config), defaultPatience);
}

const mine = { id: 'one', user_id: 'auth0|me' };
const theirs = { id: 'two', user_id: 'auth0|them' };
const page = { page: 0, per_page: 50 };

describe('what another user’s is never shown, whatever the tenant lists', () => {
  it('of sessions', async () => {
    const sessions = new TenantSessions(await clientOf(() => ({ sessions: [mine, theirs] })));
    const found = await sessions.list('auth0|me', { take: 25 });
    expect(found.sessions.map(({ id }) => id)).toEqual(['one']);
  });

  it('of grants, which are only asked for by user', async () => {
    const grants = new TenantGrants(await clientOf(() => ({ grants: [mine, theirs], total: 2 })));
    expect((await grants.list('auth0|me', page)).grants.map(({ id }) => id)).toEqual(['one']);
    expect([await grants.has('auth0|me', 'one'), await grants.has('auth0|me', 'two')]).toEqual([true, false]);
  });

  it('of device credentials, which are only asked for by user', async () => {
    const list = [
      { ...mine, type: 'public_key' },
      { ...theirs, type: 'public_key' },
    ];
    const devices = new TenantDeviceCredentials(
      await clientOf(({ searchParams }) => ({
        device_credentials: searchParams.get('type') === 'public_key' ? list : [],
        total: 2,
      })),
    );
    expect((await devices.list('auth0|me', page)).credentials.map(({ id }) => id)).toEqual(['one']);
    expect([await devices.has('auth0|me', 'one'), await devices.has('auth0|me', 'two')]).toEqual([
      true,
      false,
    ]);
  });
});

it('one entry of an unknown shape takes no other down, and odd values are not shown', async () => {
  const odd = {
    ...mine,
    created_at: { seconds: 1 },
    expires_at: null,
    device: { last_ip: null, last_user_agent: 7 },
    clients: 'none',
    authentication: { methods: [{ name: 'pwd' }, { type: 'x' }] },
  };
  const client = await clientOf(() => ({ sessions: [{ id: 7 }, null, odd, { ...mine, device: null }] }));
  const { sessions, next } = await new TenantSessions(client).list('auth0|me', { take: 25 });
  expect(sessions).toHaveLength(2);
  expect(sessions[0]).toEqual({ ...mine, device: {}, authentication: { methods: [{ name: 'pwd' }] } });
  expect(next).toBeUndefined();
});

it('a page by number says that there are more only where Auth0 goes on', async () => {
  const grants = new TenantGrants(await clientOf(() => ({ grants: [mine], total: 5000 })));
  const more = async (number: number) =>
    (await grants.list('auth0|me', { page: number, per_page: 100 })).hasMore;
  expect([await more(0), await more(8), await more(9)]).toEqual([true, true, false]);
});

it('one that is far down in a long list is found, and what is not in it is not looked for for ever', async () => {
  const grants = new TenantGrants(
    await clientOf(({ searchParams }) => ({
      grants: searchParams.get('page') === '7' ? [mine] : [theirs],
      total: 100_000,
    })),
  );
  expect(await grants.has('auth0|me', 'one')).toBe(true);
  const before = tenant.requests.length;
  expect(await grants.has('auth0|me', 'none')).toBe(false);
  expect(tenant.requests.length - before).toBe(10);
});

it('a password among the authentication methods is left out: it is no factor', async () => {
  const list = [
    { id: 'password|dev_1', type: 'password' },
    { id: 'totp|dev_2', type: 'totp' },
  ];
  const methods = new TenantAuthenticationMethods(await clientOf(() => list));
  expect((await methods.list('auth0|me')).map(({ id }) => id)).toEqual(['totp|dev_2']);
});
