import { z } from 'zod';
import type { Client } from '../store/clients.ts';
import { writeLogEvent } from '../store/log-events.ts';
import type { Database } from '../store/open.ts';
import { findAuthentic, readBasic } from './client-authentication.ts';
import { issueManagementToken, type TokenIssuer } from './management-token.ts';

const ClientCredentials = z.object({
  client_id: z.string().optional(),
  client_secret: z.string().optional(),
  audience: z.string().optional(),
  scope: z.string().optional(),
});

/** An answer of the token endpoint; errors have the form of Auth0's Authentication API. */
export interface TokenAnswer {
  status: number;
  body: Record<string, unknown>;
}

/** Who asks for a token, besides what the body says. */
export interface TokenRequest {
  /** The `Authorization` header; HTTP Basic counts as credentials. */
  authorization: string | undefined;
  ip: string;
  userAgent: string | undefined;
}

/**
 * The client credentials grant, written down in the log.
 * @see https://auth0.com/docs/get-started/authentication-and-authorization-flow/client-credentials-flow
 */
export async function grantClientCredentials(
  db: Database,
  issuer: TokenIssuer,
  body: unknown,
  request: TokenRequest,
): Promise<TokenAnswer> {
  const parsed = ClientCredentials.safeParse(body);
  if (!parsed.success) return refused(400, 'invalid_request', 'Malformed request');
  const basic = readBasic(request.authorization);
  const id = basic?.id ?? parsed.data.client_id;
  const client = await findAuthentic(db, id, basic?.secret ?? parsed.data.client_secret);
  const { audience = '', scope } = parsed.data;
  const answer =
    client === undefined
      ? refused(401, 'access_denied', 'Unauthorized')
      : await answerClient(db, issuer, client, audience, scope);
  const isGranted = answer.status === 200;
  await writeLogEvent(db, {
    type: isGranted ? 'seccft' : 'feccft',
    description: isGranted ? 'Client Credentials for Access Token' : String(answer.body['error_description']),
    client_id: client?.client_id ?? id?.replaceAll('\0', ''),
    client_name: client?.name,
    ip: request.ip,
    user_agent: request.userAgent,
    audience: audience.replaceAll('\0', ''),
    scope: isGranted ? String(answer.body['scope']) : undefined,
  });
  return answer;
}

async function answerClient(
  db: Database,
  issuer: TokenIssuer,
  client: Client,
  audience: string,
  wanted: string | undefined,
): Promise<TokenAnswer> {
  if (audience === '') {
    return refused(
      403,
      'access_denied',
      'No audience parameter was provided, and no default audience has been configured',
    );
  }
  const isManagement = audience === issuer.audience;
  if (!isManagement && !(await isApi(db, audience))) {
    return refused(403, 'access_denied', `Service not enabled within domain: ${audience}`);
  }
  if (client.kind !== 'm2m') {
    return {
      status: 403,
      body: {
        error: 'unauthorized_client',
        error_description: "Grant type 'client_credentials' not allowed for the client.",
        error_uri: 'https://auth0.com/docs/clients/client-grant-types',
      },
    };
  }
  if (!isManagement || client.scopes.length === 0) {
    return refused(
      403,
      'access_denied',
      `Client is not authorized to access "${audience}". You need to create a "client-grant" associated to this API. ` +
        'See: https://auth0.com/docs/api/v2#!/Client_Grants/post_client_grants',
    );
  }
  const names = (wanted ?? '').split(' ').filter((name) => name !== '');
  const missing = names.filter((name) => !client.scopes.includes(name));
  if (missing.length > 0) {
    return refused(403, 'access_denied', `Client has not been granted scopes: ${missing.join(', ')}`);
  }
  const scopes = names.length === 0 ? client.scopes : client.scopes.filter((name) => names.includes(name));
  return {
    status: 200,
    body: {
      access_token: await issueManagementToken(issuer, client, scopes),
      scope: scopes.join(' '),
      expires_in: issuer.lifetime,
      token_type: 'Bearer',
    },
  };
}

async function isApi(db: Database, identifier: string): Promise<boolean> {
  if (identifier.includes('\0')) return false;
  const row = await db
    .selectFrom('resource_servers')
    .select('id')
    .where('identifier', '=', identifier)
    .executeTakeFirst();
  return row !== undefined;
}

function refused(status: number, error: string, error_description: string): TokenAnswer {
  return { status, body: { error, error_description } };
}
