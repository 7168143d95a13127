import { expect, test } from 'vitest';
import { kindOf } from './kind-of.ts';

const jwt = (header: object, payload: object) =>
  [header, payload].map((part) => btoa(JSON.stringify(part)).replaceAll('=', '')).join('.') + '.c2ln';

test.each([
  ['opaque', 'a7Xk-opaque', 'access_token'],
  ['by its type', jwt({ typ: 'at+jwt' }, { sub: 'a' }), 'access_token'],
  ['by its scopes', jwt({ alg: 'RS256' }, { scope: 'openid' }), 'access_token'],
  ['with neither', ` ${jwt({ alg: 'RS256', typ: 'JWT' }, { aud: 'client' })} `, 'id_token'],
  ['no base64', '%.%.%', 'id_token'],
])('a token is taken for what it most likely is: %s', (_words, token, kind) => {
  expect(kindOf(token)).toBe(kind);
});
