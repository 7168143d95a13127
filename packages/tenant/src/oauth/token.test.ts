import { createRemoteJWKSet, jwtVerify, SignJWT, generateKeyPair } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MANAGEMENT_SCOPES } from '../management/scopes.ts';
import type { Tenant } from '../start.ts';
import { managementApi, requestToken, send, startTestTenant } from '../testing/test-tenant.ts';

let tenant: Tenant;

beforeAll(async () => {
  tenant = await startTestTenant({ tokenLifetimeSeconds: 3 });
}, 60_000);

afterAll(() => tenant.close());

const M2M = { client_id: 'rollcall_local_m2m', client_secret: 'rollcall_local_m2m_secret' };

describe('client credentials', () => {
  test('become a signed token with every granted scope', async () => {
    const { status, body } = await requestToken(tenant, M2M);
    expect(status).toBe(200);
    expect(body).toEqual({
      access_token: expect.any(String),
      scope: MANAGEMENT_SCOPES.join(' '),
      expires_in: 3,
      token_type: 'Bearer',
    });
    const { payload, protectedHeader } = await jwtVerify(
      Object(body).access_token,
      createRemoteJWKSet(new URL(`${tenant.url}/.well-known/jwks.json`)),
    );
    expect(protectedHeader).toMatchObject({ alg: 'RS256', typ: 'JWT', kid: expect.any(String) });
    expect(payload).toEqual({
      iss: `${tenant.url}/`,
      sub: 'rollcall_local_m2m@clients',
      aud: `${tenant.url}/api/v2/`,
      azp: 'rollcall_local_m2m',
      gty: 'client-credentials',
      scope: MANAGEMENT_SCOPES.join(' '),
      iat: expect.any(Number),
      exp: Number(payload.iat) + 3,
    });
  });

  test('are taken as a form and as HTTP Basic too', async () => {
    const response = await fetch(`${tenant.url}/oauth/token`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${M2M.client_id}:${M2M.client_secret}`).toString('base64')}`,
      },
      body: new URLSearchParams({ grant_type: 'client_credentials', audience: `${tenant.url}/api/v2/` }),
    });
    expect(response.status).toBe(200);
  });

  test('grant the scopes that are asked for, and no others', async () => {
    const ask = (scope: string) => requestToken(tenant, { ...M2M, scope });
    const { status, body } = await ask('read:users delete:users');
    expect(status).toBe(200);
    expect(body).toMatchObject({ scope: 'read:users delete:users' });
    const { payload } = await jwtVerify(
      Object(body).access_token,
      createRemoteJWKSet(new URL(`${tenant.url}/.well-known/jwks.json`)),
    );
    expect(payload['scope']).toBe('read:users delete:users');
    expect(await ask('read:users read:everything')).toMatchObject({
      status: 403,
      body: {
        error: 'access_denied',
        error_description: 'Client has not been granted scopes: read:everything',
      },
    });
  });

  test('are in the log, granted or refused', async () => {
    await requestToken(tenant, { ...M2M, client_secret: 'wrong' });
    const m2m = await managementApi(tenant);
    const { body } = await m2m('GET', '/logs?sort=date:-1&per_page=2');
    expect(body).toMatchObject([
      { type: 'seccft', client_id: M2M.client_id, audience: `${tenant.url}/api/v2/` },
      { type: 'feccft', client_id: M2M.client_id, description: 'Unauthorized' },
    ]);
    expect(JSON.stringify(body)).not.toContain(M2M.client_secret);
  });

  test('grant a narrow client just its scopes', async () => {
    const { body } = await requestToken(tenant, {
      client_id: 'rollcall_local_m2m_app_metadata',
      client_secret: 'rollcall_local_m2m_app_metadata_secret',
    });
    expect(body).toMatchObject({ scope: 'read:users update:users_app_metadata' });
  });

  test.each([
    ['a wrong secret', { ...M2M, client_secret: 'wrong' }, 401, 'access_denied', 'Unauthorized'],
    ['an unknown client', { ...M2M, client_id: 'nobody' }, 401, 'access_denied', 'Unauthorized'],
    [
      'another audience',
      { ...M2M, audience: 'https://other/' },
      403,
      'access_denied',
      'Service not enabled within domain: https://other/',
    ],
    [
      'a client that signs people in',
      { client_id: 'rollcall_local_web', client_secret: 'rollcall_local_web_secret' },
      403,
      'unauthorized_client',
      "Grant type 'client_credentials' not allowed for the client.",
    ],
    [
      'another API of the tenant',
      { ...M2M, audience: 'https://api.meridian.example/bookings' },
      403,
      'access_denied',
      'Client is not authorized to access "https://api.meridian.example/bookings". You need to create a "client-grant" associated to this API. See: https://auth0.com/docs/api/v2#!/Client_Grants/post_client_grants',
    ],
    [
      'an application without a grant',
      { client_id: 'meridian_reports', client_secret: 'meridian_reports_secret' },
      403,
      'access_denied',
      expect.stringContaining('Client is not authorized to access'),
    ],
  ])('refuse %s', async (_what, parameters, status, error, error_description) => {
    expect(await requestToken(tenant, parameters)).toMatchObject({
      status,
      body: { error, error_description },
    });
  });

  test('refuse a body that is none', async () => {
    const response = await fetch(`${tenant.url}/oauth/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{',
    });
    expect(response.status).toBe(400);
  });
});

const call = (authorization: string | undefined) =>
  send(`${tenant.url}/api/v2/users?per_page=1`, 'GET', authorization);

describe('the Management API', () => {
  test('takes its own token until it expires', async () => {
    const { access_token } = Object((await requestToken(tenant, M2M)).body);
    expect((await call(`Bearer ${access_token}`)).status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 3_100));
    expect(await call(`Bearer ${access_token}`)).toMatchObject({
      status: 401,
      body: {
        message: 'Expired token received for JSON Web Token validation',
        attributes: { error: expect.any(String) },
      },
    });
  });

  test.each([
    [undefined, 401, 'Missing authentication'],
    ['Bearer', 400, 'Bad HTTP authentication header format'],
    ['Basic abc', 400, 'Bad HTTP authentication header format'],
    ['Bearer abc', 401, 'Invalid token'],
  ])('refuses the header %s', async (authorization, statusCode, message) => {
    expect((await call(authorization)).body).toMatchObject({ statusCode, message });
  });

  test('refuses a token that another key has signed', async () => {
    const { privateKey } = await generateKeyPair('RS256');
    const forged = await new SignJWT({ scope: 'read:users', azp: 'x' })
      .setProtectedHeader({ alg: 'RS256' })
      .setIssuer(`${tenant.url}/`)
      .setAudience(`${tenant.url}/api/v2/`)
      .setSubject('x@clients')
      .setIssuedAt()
      .setExpirationTime('1h')
      .sign(privateKey);
    expect((await call(`Bearer ${forged}`)).body).toMatchObject({
      statusCode: 401,
      message: 'Invalid signature received for JSON Web Token validation',
    });
  });
});
