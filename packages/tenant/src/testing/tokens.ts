import type { Tenant } from '../start.ts';
import type { Browser } from './browser.ts';
import { beginFlow, type Flow, signIn } from './sign-in.ts';
import { type Answer, CALLBACK, send } from './test-tenant.ts';

/** The seeded application that runs in a browser: no secret, and refresh tokens when it asks for them. */
export const SPA = 'rollcall_local_spa';
const SCOPE = 'openid profile email offline_access';

/** What somebody has after signing in to the application that runs in a browser. */
export interface SignedIn {
  browser: Browser;
  accessToken: string;
  refreshToken: string;
  idToken: string;
  /** The `sid` of the ID token. */
  sessionId: string;
  userId: string;
}

/** @throws when there are no tokens at the end of the flow. */
export async function signInToSpa(
  tenant: Tenant,
  username: string,
  password: string,
  parameters: Record<string, string> = {},
): Promise<SignedIn> {
  const flow = beginFlow(tenant, { client_id: SPA, scope: SCOPE, ...parameters });
  return tokensOf(tenant, flow, (await signIn(flow, username, password)).url);
}

/** Goes to the application again in a browser where the session is still open. */
export async function returnToSpa(tenant: Tenant, browser: Browser): Promise<SignedIn> {
  const flow = beginFlow(tenant, { client_id: SPA, scope: SCOPE }, browser);
  return tokensOf(tenant, flow, (await browser.open(flow.url)).url);
}

async function tokensOf(tenant: Tenant, flow: Flow, end: URL): Promise<SignedIn> {
  const { body } = await askForTokens(tenant, {
    grant_type: 'authorization_code',
    code: end.searchParams.get('code') ?? '',
    redirect_uri: CALLBACK,
    code_verifier: flow.verifier,
  });
  const { access_token, refresh_token, id_token } = Object(body);
  if (typeof id_token !== 'string') throw new Error(`No tokens: ${JSON.stringify(body)} at ${end.href}`);
  const { sid = '', sub = '' } = claimsOf(id_token);
  return {
    browser: flow.browser,
    accessToken: access_token,
    refreshToken: refresh_token,
    idToken: id_token,
    sessionId: sid,
    userId: sub,
  };
}

/** Exchanges a refresh token of the application that runs in a browser. */
export function refresh(tenant: Tenant, refreshToken: string): Promise<Answer> {
  return askForTokens(tenant, { grant_type: 'refresh_token', refresh_token: refreshToken });
}

function askForTokens(tenant: Tenant, parameters: Record<string, string>): Promise<Answer> {
  return send(`${tenant.url}/oauth/token`, 'POST', undefined, { client_id: SPA, ...parameters });
}

/** Whether the browser is still signed in at the tenant. */
export async function hasSession(tenant: Tenant, browser: Browser): Promise<boolean> {
  const silent = await browser.open(beginFlow(tenant, { prompt: 'none' }).url);
  return silent.url.searchParams.has('code');
}

/** What a token says, unchecked. */
export function claimsOf(token: string): Record<string, string> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
}
