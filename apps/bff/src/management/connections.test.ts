import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { type ScriptedTenant, scriptedTenant } from '../testing/scripted-tenant.ts';
import { defaultPatience, ManagementClient } from './client.ts';
import { TenantConnections } from './connections.ts';
import { TokenSource } from './token.ts';

let tenant: ScriptedTenant;
afterEach(() => tenant.close());

/** The connections of a tenant that lists them by the script, for a token with this scope. */
async function connections(
  answer: (query: URLSearchParams, response: ServerResponse) => unknown,
  scope = 'read:connections read:connections_options',
): Promise<TenantConnections> {
  tenant = await scriptedTenant((request, response) => {
    const url = new URL(request.url ?? '', 'http://tenant');
    const body =
      url.pathname === '/oauth/token'
        ? { access_token: 't', expires_in: 3600, scope }
        : answer(url.searchParams, response);
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
  const client = new ManagementClient(tenant.origin, new TokenSource(config), defaultPatience);
  return new TenantConnections(client);
}

function database(name: string, options: unknown = {}) {
  return { id: `con_${name}`, name, strategy: 'auth0', options };
}

describe('connections', () => {
  it.each([
    ['attributes that are a list', database('odd', { attributes: [] }), false],
    ['options that are a text', database('odd', 'SECRET'), false],
    ['an unknown password policy', database('odd', { passwordPolicy: 'heroic' }), false],
    ['null for what is not set', database('odd', { requires_username: null, import_mode: null }), true],
    ['null for the whole', database('odd', { attributes: null, password_options: null }), true],
    [
      'a social one with options of its own',
      { id: 'c', name: 'odd', strategy: 'github', options: { attributes: [], validation: 'none' } },
      true,
    ],
  ])('of an odd shape leave the others as they are: %s', async (_words, odd, isReadable) => {
    const found = await (await connections(() => [odd, database('plain')])).list();
    expect(found).toMatchObject([
      { name: 'odd', options_readable: isReadable },
      { name: 'plain', options_readable: true },
    ]);
  });

  it('without a name are left out', async () => {
    const found = await (await connections(() => [{ id: 1 }, null, database('plain')])).list();
    expect(found.map(({ name }) => name)).toEqual(['plain']);
  });
});

describe('a connection by its name', () => {
  it('is found beyond the 1,000 that are listed, and asked for once', async () => {
    const full = Array.from({ length: 100 }, (_, index) => database(`db-${index}`));
    const many = await connections((query) =>
      query.has('name') ? [database(query.get('name') ?? '')] : full,
    );
    expect(await many.find('beyond')).toMatchObject({ name: 'beyond', options_readable: true });
    await many.find('beyond');
    expect(tenant.requests.filter((line) => line.includes('name=beyond'))).toHaveLength(1);
  });

  it('is null where there is none, and where connections may not be read', async () => {
    expect(await (await connections(() => [])).find('gone')).toBeNull();
    await tenant.close();
    expect(await (await connections(() => [database('here')], 'read:users')).find('here')).toBeNull();
  });

  it('is a failure, and not null, when the tenant cannot be asked', async () => {
    const failing = await connections((_query, response) => (response.statusCode = 403));
    await expect(failing.find('here')).rejects.toMatchObject({ code: 'tenant_misconfigured' });
  });
});
