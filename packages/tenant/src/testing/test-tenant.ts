import { inject } from 'vitest';
import { findFault } from '../conformance/check.ts';
import { keepFault } from './kept-faults.ts';
import { SEEDED_USERS } from './seeded-tenant.ts';
import { startTenant, type Tenant, type TenantOptions } from '../start.ts';

/** Where sign-ins of the tests end; nothing listens there. */
export const CALLBACK = 'http://app.test:3000/auth/callback';
export const AFTER_LOGOUT = 'http://app.test:3000';

/** A tenant in memory with 400 people, on a port of its own. Every answer is held against Auth0's reference. */
export function startTestTenant(options: Partial<TenantOptions> = {}): Promise<Tenant> {
  return startTenant({
    port: 0,
    host: '127.0.0.1',
    ...seeded(options),
    callbackUrls: [CALLBACK],
    logoutUrls: [AFTER_LOGOUT],
    controls: false,
    observe: (exchange) => {
      const fault = findFault(exchange);
      if (fault !== undefined) keepFault(fault);
    },
    ...options,
  });
}

/** What a test tenant begins with: what was seeded for the whole run, unless it is to have other people. */
export function seeded({
  seedUsers,
  dataDir,
}: Pick<Partial<TenantOptions>, 'seedUsers' | 'dataDir'> = {}): Pick<
  TenantOptions,
  'seedUsers' | 'beginning'
> {
  return seedUsers === undefined && dataDir === undefined
    ? { seedUsers: SEEDED_USERS, beginning: inject('seededTenant') }
    : { seedUsers: seedUsers ?? SEEDED_USERS };
}

export interface Answer {
  status: number;
  headers: Headers;
  /** Parsed JSON, or the text when it is none. */
  body: unknown;
}

/** A client of the Management API that hides nothing. */
export type Api = (method: string, path: string, body?: unknown) => Promise<Answer>;

/**
 * @param client the seeded application whose token is used.
 * @param scope all that the application has when absent.
 */
export async function managementApi(
  tenant: Pick<Tenant, 'url'>,
  client = 'rollcall_local_m2m',
  scope?: string,
): Promise<Api> {
  const token = await requestToken(tenant, {
    client_id: client,
    client_secret: `${client}_secret`,
    ...(scope === undefined ? {} : { scope }),
  });
  const { access_token } = Object(token.body);
  return (method, path, body) => send(`${tenant.url}/api/v2${path}`, method, `Bearer ${access_token}`, body);
}

/** Asks for a token of the Management API. */
export function requestToken(
  tenant: Pick<Tenant, 'url'>,
  parameters: Record<string, string>,
): Promise<Answer> {
  return send(`${tenant.url}/oauth/token`, 'POST', undefined, {
    grant_type: 'client_credentials',
    audience: `${tenant.url}/api/v2/`,
    ...parameters,
  });
}

/** One request with a JSON body. */
export async function send(
  url: string,
  method: string,
  authorization: string | undefined,
  body?: unknown,
): Promise<Answer> {
  const response = await fetch(url, {
    method,
    headers: {
      ...(authorization === undefined ? {} : { authorization }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  try {
    return { status: response.status, headers: response.headers, body: JSON.parse(text) };
  } catch {
    return { status: response.status, headers: response.headers, body: text };
  }
}
