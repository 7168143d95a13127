import express, { Router } from 'express';
import { decodeJwt, errors, jwtVerify } from 'jose';
import { z } from 'zod';
import { listClients } from '../store/clients.ts';
import type { Database } from '../store/open.ts';
import type { UserProfile } from '../store/schema.ts';
import { findUser } from '../store/users.ts';
import type { TokenIssuer } from './management-token.ts';

const TokenInfoBody = z.object({ id_token: z.string().min(1) });

/**
 * `POST /tokeninfo`, which Auth0 keeps for old applications: the profile of the user an ID token is about,
 * as the Management API has it. Rules add nothing here.
 * @see https://auth0.com/docs/api/authentication/user-profile-legacy/get-token-info
 */
export function tokenInfoRouter(db: Database, issuer: TokenIssuer): Router {
  const router = Router();
  router.post(
    '/tokeninfo',
    express.json({ limit: '64kb' }),
    express.urlencoded({ extended: false, limit: '64kb' }),
    async (request, response) => {
      const { status, body } = await tellOfToken(db, issuer, request.body);
      response.set('cache-control', 'no-store').status(status);
      if (typeof body === 'string') response.type('text').send(body);
      else response.json(body);
    },
  );
  return router;
}

async function tellOfToken(
  db: Database,
  issuer: TokenIssuer,
  sent: unknown,
): Promise<{ status: number; body: object | string }> {
  const parsed = TokenInfoBody.safeParse(sent);
  if (!parsed.success) return { status: 400, body: 'missing id_token' };
  const { id_token } = parsed.data;
  if (!isIssuedBy(issuer.issuer, id_token)) return { status: 400, body: 'Bad Request' };
  const claims = await verify(issuer, id_token);
  const user = claims === undefined ? undefined : await findUser(db, claims.userId);
  const clients = await listClients(db);
  const client = clients.find(({ client_id }) => client_id === claims?.clientId);
  if (user === undefined || client === undefined) return { status: 401, body: 'Unauthorized' };
  const global = clients.find(({ settings }) => settings?.['global'] === true);
  return { status: 200, body: profileOf(user, client.client_id, global?.client_id) };
}

/** An address without its slash at the end is another issuer. A text that is no token at all is another matter. */
function isIssuedBy(issuer: string, token: string): boolean {
  try {
    return decodeJwt(token).iss === issuer;
  } catch (error) {
    if (error instanceof errors.JWTInvalid) return true;
    throw error;
  }
}

async function verify(
  { key, issuer }: TokenIssuer,
  token: string,
): Promise<{ userId: string; clientId: string } | undefined> {
  try {
    const { payload } = await jwtVerify(token, key.publicKey, {
      algorithms: ['RS256'],
      issuer,
      requiredClaims: ['sub', 'aud', 'exp'],
    });
    const { sub, aud } = payload;
    return sub === undefined || typeof aud !== 'string' ? undefined : { userId: sub, clientId: aud };
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined;
    throw error;
  }
}

function profileOf(user: UserProfile, clientID: string, global_client_id: string | undefined): object {
  const { app_metadata: _a, user_metadata: _u, logins_count: _l, last_ip: _i, ...profile } = user;
  return { ...profile, clientID, global_client_id };
}
