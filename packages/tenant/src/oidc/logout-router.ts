import { type Request, type Response, Router } from 'express';
import { compactVerify } from 'jose';
import { z } from 'zod';
import type { TenantContext } from '../management/endpoint.ts';
import type { SigningKey } from '../oauth/signing-key.ts';
import { pageHeaders } from '../pages/layout.ts';
import { SESSION_COOKIE } from './provider.ts';
import { endSession } from './router.ts';
import { problemPage } from './sign-in-page.ts';

const Hint = z.object({ iss: z.string(), aud: z.string() });

export interface LogoutOptions {
  context: TenantContext;
  key: SigningKey;
  issuer: string;
  clientId: string;
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
    const { query } = request;
    const hint = query['id_token_hint'];
    const hinted = hint === undefined ? undefined : await clientOfHint(options, String(hint));
    if (hint !== undefined && hinted === undefined) {
      refuse(response, 'The id_token_hint is not one of this tenant.');
      return;
    }
    const clientId = hinted ?? query['client_id'];
    await leave(options, request, response, clientId, query['post_logout_redirect_uri'], query['state']);
  });
  router.get('/v2/logout', async (request, response) => {
    await leave(options, request, response, request.query['client_id'], request.query['returnTo'], undefined);
  });
  return router;
}

async function leave(
  { context, clientId, logoutUrls }: LogoutOptions,
  request: Request,
  response: Response,
  client: unknown,
  returnTo: unknown,
  state: unknown,
): Promise<void> {
  if (client !== undefined && client !== clientId) {
    refuse(response, 'The client_id is unknown.');
    return;
  }
  if (returnTo !== undefined && (client === undefined || !logoutUrls.includes(String(returnTo)))) {
    refuse(response, 'The address to return to is not one of the allowed logout URLs.');
    return;
  }
  await endSession(context, request);
  response.clearCookie(SESSION_COOKIE).clearCookie(`${SESSION_COOKIE}.sig`);
  const target = new URL(String(returnTo ?? logoutUrls[0] ?? '/'), 'http://localhost');
  if (typeof state === 'string') target.searchParams.set('state', state);
  response.redirect(
    302,
    returnTo === undefined ? (logoutUrls[0] ?? '/') : withoutSlash(target.href, String(returnTo)),
  );
}

/** An origin is sent back as it was agreed on, without the slash that parsing adds. */
function withoutSlash(parsed: string, given: string): string {
  return parsed === `${given}/` ? given : parsed;
}

async function clientOfHint(
  { key, issuer, clientId }: LogoutOptions,
  hint: string,
): Promise<string | undefined> {
  try {
    const { payload } = await compactVerify(hint, key.publicKey, { algorithms: ['RS256'] });
    const claims = Hint.parse(JSON.parse(new TextDecoder().decode(payload)));
    return claims.iss === issuer && claims.aud === clientId ? clientId : undefined;
  } catch {
    return undefined;
  }
}

function refuse(response: Response, message: string): void {
  response.status(400).set(pageHeaders([])).send(problemPage(message));
}
