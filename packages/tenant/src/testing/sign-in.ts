import { createHash, randomBytes } from 'node:crypto';
import type { Tenant } from '../start.ts';
import { Browser, type Visit } from './browser.ts';
import { type Answer, CALLBACK, send } from './test-tenant.ts';

/** One authorization code flow with PKCE, as an application begins it. */
export interface Flow {
  browser: Browser;
  nonce: string;
  state: string;
  verifier: string;
  url: URL;
}

/** Prepares a flow; `parameters` go into the authorization request. */
export function beginFlow(
  tenant: Tenant,
  parameters: Record<string, string> = {},
  browser = new Browser(tenant.url),
): Flow {
  const [nonce, state, verifier] = [randomText(12), randomText(12), randomText(32)];
  const url = new URL('/authorize', tenant.url);
  url.search = new URLSearchParams({
    client_id: 'rollcall_local_web',
    response_type: 'code',
    redirect_uri: CALLBACK,
    scope: 'openid profile email',
    nonce,
    state,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...parameters,
  }).toString();
  return { browser, nonce, state, verifier, url };
}

/** Goes to the sign-in page and sends the form. */
export async function signIn(flow: Flow, username: string, password: string): Promise<Visit> {
  return flow.browser.submit(await flow.browser.open(flow.url), { username, password });
}

/** Exchanges the code of a finished flow. */
export function redeem(tenant: Tenant, flow: Flow, end: Visit, verifier = flow.verifier): Promise<Answer> {
  return send(`${tenant.url}/oauth/token`, 'POST', undefined, {
    grant_type: 'authorization_code',
    client_id: 'rollcall_local_web',
    client_secret: 'rollcall_local_web_secret',
    code: end.url.searchParams.get('code') ?? '',
    redirect_uri: CALLBACK,
    code_verifier: verifier,
  });
}

function randomText(bytes: number): string {
  return randomBytes(bytes).toString('base64url');
}
