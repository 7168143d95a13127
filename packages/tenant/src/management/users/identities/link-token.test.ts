import { type CryptoKey, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { beforeAll, expect, test } from 'vitest';
import { readLinkToken } from './link-token.ts';

const ISSUER = 'http://localhost:3001/';
const CLIENT = 'application';
const CLAIMS: JWTPayload = { iss: ISSUER, aud: CLIENT, sub: 'auth0|second' };
let privateKey: CryptoKey;
let publicKey: CryptoKey;

beforeAll(async () => {
  ({ privateKey, publicKey } = await generateKeyPair('RS256'));
});

function sign(claims: JWTPayload, expires = '1h', key = privateKey): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ alg: 'RS256' }).setExpirationTime(expires).sign(key);
}

function read(token: string): Promise<string> {
  return readLinkToken(token, { key: { publicKey }, issuer: ISSUER, clientId: CLIENT });
}

test('a token of the asking application names the secondary user', async () => {
  expect(await read(await sign(CLAIMS))).toBe('auth0|second');
  expect(await read(await sign({ ...CLAIMS, aud: ['other', CLIENT] }))).toBe('auth0|second');
});

test.each([
  [{ ...CLAIMS, iss: 'http://elsewhere/' }, 'must have the same issuer'],
  [{ iss: ISSUER, sub: 'auth0|second' }, 'contains an invalid aud claim'],
  [{ ...CLAIMS, aud: 'other' }, "matches that of the calling token's azp"],
  [{ iss: ISSUER, aud: CLIENT }, 'must contains sub claim'],
  [{ ...CLAIMS, sub: 'second' }, 'contains an invalid sub claim'],
])('%j is refused', async (claims, message) => {
  await expect(read(await sign(claims))).rejects.toThrow(message);
});

test('a token that has expired, of another key or algorithm, or none at all is refused', async () => {
  await expect(read(await sign(CLAIMS, '-1h'))).rejects.toThrow('Invalid token (link_with).');
  const other = await generateKeyPair('RS256');
  await expect(read(await sign(CLAIMS, '1h', other.privateKey))).rejects.toThrow(
    'Invalid token (link_with).',
  );
  await expect(read('nothing')).rejects.toThrow('Invalid token (link_with).');
  const shared = new SignJWT(CLAIMS).setProtectedHeader({ alg: 'HS256' });
  await expect(read(await shared.sign(new Uint8Array(32)))).rejects.toThrow('must have an alg of RS256');
});
