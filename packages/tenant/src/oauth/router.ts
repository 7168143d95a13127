import { IncomingMessage, type ServerResponse } from 'node:http';
import express, { Router } from 'express';
import { z } from 'zod';
import { addressOf } from '../address.ts';
import type { Database } from '../store/open.ts';
import type { TokenIssuer } from './management-token.ts';
import { readBasic } from './client-authentication.ts';
import { grantClientCredentials } from './token-endpoint.ts';

const Parameters = z.record(z.string(), z.string());

/**
 * `POST /oauth/token`. Client credentials are granted here; every other grant goes on to the
 * OpenID provider as the form it expects, whether it came as a form or, as Auth0 also takes it, as JSON.
 */
export function tokenRouter(
  db: Database,
  issuer: TokenIssuer,
  openIdProvider: (request: IncomingMessage, response: ServerResponse) => void,
): Router {
  const router = Router();
  // Browsers ask first whether pages of another origin may.
  router.options('/oauth/token', (request, response) => openIdProvider(request, response));
  router.post(
    '/oauth/token',
    express.text({ type: () => true, limit: '64kb' }),
    async (request, response) => {
      const body = readBody(request.body, request.is('json') === 'json');
      if (body === undefined) {
        response.status(400).json({ error: 'invalid_request', error_description: 'Malformed body' });
      } else if (body['grant_type'] === 'client_credentials') {
        const answer = await grantClientCredentials(db, issuer, body, {
          authorization: request.get('authorization'),
          ip: addressOf(request),
          userAgent: request.get('user-agent'),
        });
        response.set('cache-control', 'no-store').status(answer.status).json(answer.body);
      } else {
        // Auth0 takes the secret either way; the provider knows one way for each client.
        const basic = readBasic(request.get('authorization'));
        const secret = basic === undefined ? {} : { client_id: basic.id, client_secret: basic.secret };
        openIdProvider(withForm(request, new URLSearchParams({ ...body, ...secret }).toString()), response);
      }
    },
  );
  return router;
}

function readBody(text: unknown, isJson: boolean): Record<string, string> | undefined {
  if (typeof text !== 'string') return {};
  if (!isJson) return Object.fromEntries(new URLSearchParams(text));
  try {
    return Parameters.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** The same request with its body still to be read, which the provider insists on doing itself. */
function withForm(request: IncomingMessage, form: string): IncomingMessage {
  const unread = new IncomingMessage(request.socket);
  unread.method = 'POST';
  unread.url = request.url ?? '/oauth/token';
  const { authorization: _, ...headers } = request.headers;
  unread.headers = {
    ...headers,
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': String(Buffer.byteLength(form)),
  };
  // An incomplete request would take the connection with it when it has been read.
  unread.complete = true;
  unread.push(form);
  unread.push(null);
  return unread;
}
