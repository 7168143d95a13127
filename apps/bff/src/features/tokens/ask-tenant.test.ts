import { once } from 'node:events';
import { createServer } from 'node:http';
import type { TokenKind } from '@rollcall/shared/contract/tokens.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TokenEndpoints } from './ask-tenant.ts';

/** What the tenant of these tests answers, whatever it is asked. */
let answer = { status: 200, text: '' };
const server = createServer((_request, response) => {
  response.writeHead(answer.status).end(answer.text);
});
let endpoints: TokenEndpoints;
beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('Nothing listens.');
  endpoints = new TokenEndpoints(`http://127.0.0.1:${address.port}`);
});
afterAll(() => server.close());

function tell(kind: TokenKind, status: number, text = 'Not Found') {
  answer = { status, text };
  return endpoints.tell(kind, 'SECRET-token');
}

describe('a tenant', () => {
  it.each([403, 404, 410])('that answers %i has /tokeninfo switched off', async (status) => {
    expect(await tell('id_token', status)).toEqual({
      from: '/tokeninfo',
      state: 'off',
      detail: expect.stringContaining('switched off'),
      claims: null,
    });
  });

  it.each([400, 401])('that answers %i does not take the ID token', async (status) => {
    expect(await tell('id_token', status)).toMatchObject({ state: 'refused', claims: null });
  });

  it.each([401, 403, 404])('that answers %i does not take the access token', async (status) => {
    expect(await tell('access_token', status)).toMatchObject({ from: '/userinfo', state: 'refused' });
  });

  it('tells what it knows, and nothing where that is no object', async () => {
    expect(await tell('access_token', 200, '{"sub":"auth0|1"}')).toMatchObject({
      state: 'told',
      claims: { sub: 'auth0|1' },
    });
    expect(await tell('access_token', 200, '<html>')).toMatchObject({ state: 'refused', claims: null });
  });

  it('that is busy or in trouble says nothing of the token', async () => {
    await expect(tell('id_token', 429)).rejects.toMatchObject({ code: 'tenant_busy' });
    await expect(tell('id_token', 503)).rejects.toMatchObject({ code: 'tenant_unreachable' });
  });
});
