import { type Request, type Response, Router } from 'express';
import { compactVerify } from 'jose';
import { z } from 'zod';
import { addressOf } from '../address.ts';
import type { TenantContext } from '../management/endpoint.ts';
import type { SigningKey } from '../oauth/signing-key.ts';
import { pageHeaders } from '../pages/layout.ts';
import { problemPage } from '../pages/parts.ts';
import { type Client, findClient } from '../store/clients.ts';
import { writeLogEvent } from '../store/log-events.ts';
import { endSession } from './end-session.ts';
import { SESSION_COOKIE } from './provider.ts';

const Parameter = z.string().optional();
const OpenIdParameters = z.object({
  id_token_hint: Parameter,
  client_id: Parameter,
  post_logout_redirect_uri: Parameter,
  state: Parameter,
});
const Auth0Parameters = z.object({ client_id: Parameter, returnTo: Parameter });
const Hint = z.object({ iss: z.string(), aud: z.string() });
const LogoutUrls = z.array(z.string()).min(1);

export interface LogoutOptions {
  context: TenantContext;
  key: SigningKey;
  issuer: string;
  /** Where sign-outs may return to for applications that do not say so themselves. */
  logoutUrls: readonly string[];
}

/**
 * Ends the session at the tenant without asking, and goes back to an address that was agreed on.
 * `/oidc/logout` is OpenID Connect's (an expired `id_token_hint` is still a hint), `/v2/logout` Auth0's own.
 * @see https://openid.net/specs/openid-connect-rpinitiated-1_0.html
 * @see https://auth0.com/docs/authenticate/login/logout/log-users-out-of-auth0
 */
export function logoutRouter(options: LogoutOptions): Router {
  const router = Router();
  router.get('/oidc/logout', async (request, response) => {
    const asked = OpenIdParameters.safeParse(request.query);
    if (!asked.success) {
      refuse(response, 'A parameter was sent twice.');
      return;
    }
    const { id_token_hint, client_id, post_logout_redirect_uri, state } = asked.data;
    const hinted = id_token_hint === undefined ? undefined : await clientOfHint(options, id_token_hint);
    if (id_token_hint !== undefined && hinted === undefined) {
      refuse(response, 'The id_token_hint is not one of this tenant.');
      return;
    }
    await leave(options, request, response, {
      client: hinted ?? client_id,
      returnTo: post_logout_redirect_uri,
      state,
    });
  });
  router.get('/v2/logout', async (request, response) => {
    const { data } = Auth0Parameters.safeParse(request.query);
    await leave(options, request, response, {
      client: data?.client_id,
      returnTo: data?.returnTo,
      state: undefined,
    });
  });
  return router;
}

interface Leaving {
  /** The application's id, as it was told. */
  client: string | undefined;
  returnTo: string | undefined;
  state: string | undefined;
}

async function leave(
  options: LogoutOptions,
  request: Request,
  response: Response,
  leaving: Leaving,
): Promise<void> {
  const { context } = options;
  const { returnTo, state } = leaving;
  const client = leaving.client === undefined ? undefined : await findWebClient(context, leaving.client);
  if (leaving.client !== undefined && client === undefined) {
    refuse(response, 'The client_id is unknown.');
    return;
  }
  const logoutUrls = logoutUrlsOf(client, options);
  if (returnTo !== undefined && (client === undefined || !logoutUrls.includes(returnTo))) {
    refuse(response, 'The address to return to is not one of the allowed logout URLs.');
    return;
  }
  const userId = await endSession(context, request);
  if (userId !== undefined) {
    await writeLogEvent(context.db, {
      type: 'slo',
      description: 'User successfully logged out',
      client_id: client?.client_id,
      client_name: client?.name,
      ip: addressOf(request),
      user_agent: request.get('user-agent'),
      user_id: userId,
    });
  }
  response.clearCookie(SESSION_COOKIE).clearCookie(`${SESSION_COOKIE}.sig`);
  response.redirect(302, withState(returnTo ?? logoutUrls[0] ?? '/', state));
}

async function findWebClient({ db }: TenantContext, id: string): Promise<Client | undefined> {
  const client = /\0/u.test(id) ? undefined : await findClient(db, id);
  return client?.kind === 'web' ? client : undefined;
}

function logoutUrlsOf(client: Client | undefined, { logoutUrls }: LogoutOptions): readonly string[] {
  return LogoutUrls.safeParse(client?.settings?.['allowed_logout_urls']).data ?? logoutUrls;
}

/** The address as it was agreed on, letter by letter, unless a state has to be added. */
function withState(address: string, state: string | undefined): string {
  if (state === undefined) return address;
  const url = new URL(address);
  url.searchParams.set('state', state);
  return url.href;
}

async function clientOfHint({ key, issuer }: LogoutOptions, hint: string): Promise<string | undefined> {
  try {
    const { payload } = await compactVerify(hint, key.publicKey, { algorithms: ['RS256'] });
    const claims = Hint.parse(JSON.parse(new TextDecoder().decode(payload)));
    return claims.iss === issuer ? claims.aud : undefined;
  } catch {
    return undefined;
  }
}

function refuse(response: Response, message: string): void {
  response.status(400).set(pageHeaders([])).send(problemPage(message));
}
