import { timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { type Client, findClient } from '../store/clients.ts';
import type { Database } from '../store/open.ts';
import { issueManagementToken, type TokenIssuer } from './management-token.ts';

const ClientCredentials = z.object({
  client_id: z.string().optional(),
  client_secret: z.string().optional(),
  audience: z.string().optional(),
});

/** An answer of the token endpoint; errors have the form of Auth0's Authentication API. */
export interface TokenAnswer {
  status: number;
  body: Record<string, unknown>;
}

/**
 * The client credentials grant.
 *
 * @param authorization the request's `Authorization` header; HTTP Basic counts as credentials.
 * @see https://auth0.com/docs/get-started/authentication-and-authorization-flow/client-credentials-flow
 */
export async function grantClientCredentials(
  db: Database,
  issuer: TokenIssuer,
  body: unknown,
  authorization: string | undefined,
): Promise<TokenAnswer> {
  const parsed = ClientCredentials.safeParse(body);
  if (!parsed.success) return refused(400, 'invalid_request', 'Malformed request');
  const basic = readBasic(authorization);
  const client = await findAuthentic(
    db,
    basic?.id ?? parsed.data.client_id,
    basic?.secret ?? parsed.data.client_secret,
  );
  if (client === undefined) return refused(401, 'access_denied', 'Unauthorized');
  const { audience } = parsed.data;
  if (audience === undefined || audience === '') {
    return refused(
      403,
      'access_denied',
      'No audience parameter was provided, and no default audience has been configured',
    );
  }
  if (audience !== issuer.audience) {
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
  return {
    status: 200,
    body: {
      access_token: await issueManagementToken(issuer, client),
      scope: client.scopes.join(' '),
      expires_in: issuer.lifetime,
      token_type: 'Bearer',
    },
  };
}

async function findAuthentic(
  db: Database,
  id: string | undefined,
  secret: string | undefined,
): Promise<Client | undefined> {
  if (id === undefined || secret === undefined || /\0/u.test(id)) return undefined;
  const client = await findClient(db, id);
  return client !== undefined && sameSecret(client.client_secret, secret) ? client : undefined;
}

function sameSecret(known: string, sent: string): boolean {
  const [a, b] = [Buffer.from(known), Buffer.from(sent)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** A client's HTTP Basic credentials, if there are any. RFC 6749 section 2.3.1: both parts are form-encoded inside the Basic credentials. */
export function readBasic(authorization: string | undefined): { id: string; secret: string } | undefined {
  const encoded = /^Basic ([\w+/=-]+)$/iu.exec(authorization ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const [id = '', ...secret] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  try {
    return { id: formDecode(id), secret: formDecode(secret.join(':')) };
  } catch {
    return undefined;
  }
}

function formDecode(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '));
}

function refused(status: number, error: string, error_description: string): TokenAnswer {
  return { status, body: { error, error_description } };
}
