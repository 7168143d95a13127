import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { m2mScopes } from '@rollcall/shared/access/m2m-scopes.ts';
import { matchesQuery } from '@rollcall/shared/query/match.ts';
import { parseQuery } from '@rollcall/shared/query/parse.ts';
import { type ScriptedTenant, scriptedTenant } from './scripted-tenant.ts';

type Claims = Record<string, unknown>;
type User = Record<string, unknown> & { user_id: string };

/** A tenant whose ID tokens and users are what a test says. */
export interface ScriptedSignIn extends ScriptedTenant {
  /** Who signs in next: what is different in the ID token; `undefined` leaves a claim out. */
  next: (claims: (usual: { iat: number; nonce: string }) => Claims) => void;
  users: Map<string, User>;
}

const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });

function signed(claims: Claims): string {
  const parts = [{ alg: 'RS256', kid: 'key', typ: 'JWT' }, claims].map((part) =>
    Buffer.from(JSON.stringify(part)).toString('base64url'),
  );
  const signature = sign('sha256', Buffer.from(parts.join('.')), keys.privateKey).toString('base64url');
  return [...parts, signature].join('.');
}

/** Starts one. */
export async function scriptedSignIn(clientId: string): Promise<ScriptedSignIn> {
  let script: Parameters<ScriptedSignIn['next']>[0] | undefined;
  const nonces = new Map<string, string>();
  const users = new Map<string, User>();

  const answer = (request: IncomingMessage, response: ServerResponse, body: string) => {
    const origin = `http://${request.headers.host}`;
    const url = new URL(request.url ?? '/', origin);
    const json = (value: unknown, status = 200) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    const form = new URLSearchParams(body);
    const userId = /^\/api\/v2\/users\/([^/]+)$/.exec(url.pathname)?.[1];
    const user = users.get(decodeURIComponent(userId ?? ''));

    if (url.pathname === '/.well-known/openid-configuration') {
      return json({
        issuer: `${origin}/`,
        authorization_endpoint: `${origin}/authorize`,
        token_endpoint: `${origin}/oauth/token`,
        jwks_uri: `${origin}/jwks`,
        id_token_signing_alg_values_supported: ['RS256'],
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
      });
    }
    if (url.pathname === '/jwks') {
      const key = keys.publicKey.export({ format: 'jwk' });
      return json({ keys: [{ ...key, kid: 'key', alg: 'RS256', use: 'sig' }] });
    }
    if (url.pathname === '/authorize') {
      const code = randomUUID();
      nonces.set(code, url.searchParams.get('nonce') ?? '');
      const back = new URL(url.searchParams.get('redirect_uri') ?? origin);
      back.searchParams.set('code', code);
      back.searchParams.set('state', url.searchParams.get('state') ?? '');
      return response.writeHead(302, { location: back.href }).end();
    }
    if (url.pathname === '/oauth/token' && !form.has('code') && !body.includes('authorization_code')) {
      return json({ access_token: 'm2m', expires_in: 86_400, scope: m2mScopes.join(' ') });
    }
    if (url.pathname === '/oauth/token') {
      const nonce = nonces.get(form.get('code') ?? '');
      if (nonce === undefined) return json({ error: 'invalid_grant' }, 403);
      const iat = Math.floor(Date.now() / 1000);
      const usual = { iss: `${origin}/`, aud: clientId, iat, exp: iat + 3600, nonce, auth_time: iat };
      const idToken = signed({ ...usual, ...script?.({ iat, nonce }) });
      return json({ access_token: 'a', token_type: 'Bearer', expires_in: 60, id_token: idToken });
    }
    if (url.pathname === '/api/v2/users') {
      const read = parseQuery(url.searchParams.get('q') ?? '');
      const found = [...users.values()].filter((one) => read.ok && matchesQuery(read.query, one));
      const perPage = Number(url.searchParams.get('per_page'));
      const start = Number(url.searchParams.get('page')) * perPage;
      return json({ users: found.slice(start, start + perPage), total: found.length });
    }
    if (url.pathname === '/api/v2/connections') {
      return json([{ id: 'con_1', name: 'db', strategy: 'auth0', options: {} }]);
    }
    if (url.pathname === '/api/v2/users-by-email') {
      return json([...users.values()].filter(({ email }) => email === url.searchParams.get('email')));
    }
    if (user === undefined) return json({ statusCode: 404, message: 'There is no such user.' }, 404);
    if (request.method === 'PATCH') {
      const { user_metadata: metadata, ...rest } = JSON.parse(body);
      Object.assign(user, rest, { user_metadata: { ...Object(user.user_metadata), ...metadata } });
    }
    return json(user);
  };

  const tenant = await scriptedTenant((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => (body += chunk));
    request.on('end', () => answer(request, response, body));
  });
  return { ...tenant, users, next: (claims) => (script = claims) };
}
