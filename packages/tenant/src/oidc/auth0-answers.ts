import type { KoaContextWithOIDC } from 'oidc-provider';
import { z } from 'zod';
import { writeLogEvent } from '../store/log-events.ts';
import type { Database } from '../store/open.ts';
import { recordExchange } from '../store/refresh-tokens.ts';
import { findUser } from '../store/users.ts';
import { lastUse } from './device.ts';
import { claimsByRule } from './rule-claims.ts';

const Refusal = z.object({ error: z.string(), error_description: z.string().optional() });
type Refusal = z.infer<typeof Refusal>;

/** How Auth0's log calls each exchange for tokens. @see https://auth0.com/docs/deploy-monitor/logs/log-event-type-codes */
const EXCHANGES: Readonly<Record<string, { success: string; failure: string; description: string }>> = {
  authorization_code: {
    success: 'seacft',
    failure: 'feacft',
    description: 'Authorization Code for Access Token',
  },
  refresh_token: { success: 'sertft', failure: 'fertft', description: 'Refresh Token for Access Token' },
};

/** Gives the library's answers the form that Auth0's have, and writes them down in the log. */
export function auth0Answers(db: Database) {
  return async (context: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> => {
    await next();
    switch (context.oidc?.route) {
      case 'token':
        await answerToken(db, context);
        return;
      case 'userinfo':
        await answerUserinfo(db, context);
        return;
      case 'authorization':
        await logSilentSignIn(db, context);
    }
  };
}

async function answerToken(db: Database, context: KoaContextWithOIDC): Promise<void> {
  const { params = {}, client } = context.oidc;
  const grantType = String(params['grant_type']);
  const refusal = refusalOf(context);
  if (refusal !== undefined) {
    const { status, body } = inAuth0sWords(refusal, grantType);
    context.status = status;
    context.body = body;
  } else if (grantType === 'refresh_token') {
    await recordExchange(db, String(params['refresh_token']), lastUse(context.ip, userAgentOf(context)));
  }
  const exchange = EXCHANGES[grantType];
  if (exchange === undefined) return;
  const { Account, RefreshToken, AccessToken } = context.oidc.entities;
  await writeLogEvent(db, {
    type: refusal === undefined ? exchange.success : exchange.failure,
    description: refusal === undefined ? exchange.description : Refusal.parse(context.body).error_description,
    client_id: client?.clientId,
    client_name: client?.clientName,
    ip: lastUse(context.ip, '').last_ip,
    user_agent: userAgentOf(context),
    user_id: Account?.accountId ?? RefreshToken?.accountId,
    scope: AccessToken?.scope,
  });
}

function inAuth0sWords(
  { error, error_description = '' }: Refusal,
  grantType: string,
): { status: number; body: Refusal & { error_uri?: string } } {
  if (error === 'invalid_client') {
    return { status: 401, body: { error: 'access_denied', error_description: 'Unauthorized' } };
  }
  if (error === 'invalid_grant') {
    const what =
      grantType === 'refresh_token' ? 'Unknown or invalid refresh token.' : 'Invalid authorization code';
    return { status: 403, body: { error, error_description: what } };
  }
  if (error === 'unsupported_grant_type') {
    return { status: 403, body: { error, error_description: `Unsupported grant type: ${grantType}` } };
  }
  if (error_description === 'requested grant type is not allowed for this client') {
    return {
      status: 403,
      body: {
        error: 'unauthorized_client',
        error_description: `Grant type '${grantType}' not allowed for the client.`,
        error_uri: 'https://auth0.com/docs/clients/client-grant-types',
      },
    };
  }
  return { status: error === 'unauthorized' ? 401 : 400, body: { error, error_description } };
}

async function answerUserinfo(db: Database, context: KoaContextWithOIDC): Promise<void> {
  const userId = context.oidc.entities.Account?.accountId;
  const user = userId === undefined ? undefined : await findUser(db, userId);
  if (refusalOf(context) !== undefined || user === undefined) {
    context.status = 401;
    context.type = 'text';
    context.body = 'Unauthorized';
    return;
  }
  context.body = { ...Object(context.body), ...(await claimsByRule(db, 'userinfo_claims', user)) };
}

/** A request with `prompt=none` that came to an end: `ssa`, or `fsa` with the reason. */
async function logSilentSignIn(db: Database, context: KoaContextWithOIDC): Promise<void> {
  const { params = {}, client, entities } = context.oidc;
  const location = context.response.get('location');
  if (params['prompt'] !== 'none' || location === '') return;
  const { searchParams } = new URL(location, context.oidc.issuer);
  const error = searchParams.get('error');
  await writeLogEvent(db, {
    type: error === null ? 'ssa' : 'fsa',
    description:
      error === null ? 'Successful silent authentication' : (searchParams.get('error_description') ?? error),
    client_id: client?.clientId,
    client_name: client?.clientName,
    ip: lastUse(context.ip, '').last_ip,
    user_agent: userAgentOf(context),
    user_id: entities.Account?.accountId,
  });
}

function refusalOf(context: KoaContextWithOIDC): Refusal | undefined {
  return context.status < 400
    ? undefined
    : (Refusal.safeParse(context.body).data ?? { error: 'server_error' });
}

function userAgentOf(context: KoaContextWithOIDC): string {
  return context.get('user-agent');
}
