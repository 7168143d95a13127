import { ManagementClient } from 'auth0';
import type { Tenant } from '../start.ts';

/**
 * Auth0's own SDK, pointed at a test tenant. It insists on https, which the test tenant does not
 * speak: the one thing that is ours is a `fetch` that takes the `s` away. No call is repeated.
 *
 * @param client the seeded application it acts for.
 */
export function officialSdk(tenant: Tenant, client = 'rollcall_local_m2m'): ManagementClient {
  const { host } = new URL(tenant.url);
  return new ManagementClient({
    domain: host,
    audience: `${tenant.url}/api/v2/`,
    token: () => requestToken(tenant, client),
    maxRetries: 0,
    fetch: (input, init) => {
      const address = input instanceof Request ? input.url : String(input);
      return fetch(address.replace(/^https:/u, 'http:'), init);
    },
  });
}

async function requestToken(tenant: Tenant, client: string): Promise<string> {
  const response = await fetch(`${tenant.url}/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: client,
      client_secret: `${client}_secret`,
      audience: `${tenant.url}/api/v2/`,
    }),
  });
  const { access_token } = Object(await response.json());
  return String(access_token);
}
