import { type CryptoKey, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';
import { z } from 'zod';
import type { Database } from '../store/open.ts';
import { keepSecret } from '../store/secrets.ts';

/** The RSA key that signs every token of this tenant. */
export interface SigningKey {
  kid: string;
  privateJwk: JWK;
  privateKey: CryptoKey;
  publicKey: CryptoKey;
}

const StoredKey = z.object({
  kty: z.literal('RSA'),
  kid: z.string(),
  alg: z.literal('RS256'),
  use: z.literal('sig'),
  n: z.string(),
  e: z.string(),
  d: z.string(),
  p: z.string(),
  q: z.string(),
  dp: z.string(),
  dq: z.string(),
  qi: z.string(),
});

/** The tenant's key, made at its first start and kept: a token stays valid when the tenant restarts. */
export async function loadSigningKey(db: Database): Promise<SigningKey> {
  const stored = await keepSecret(db, 'signing_key', makeKey);
  const privateJwk = StoredKey.parse(stored);
  const { kty, n, e } = privateJwk;
  const [privateKey, publicKey] = await Promise.all([
    importJWK(privateJwk, 'RS256'),
    importJWK({ kty, n, e }, 'RS256'),
  ]);
  if (privateKey instanceof Uint8Array || publicKey instanceof Uint8Array) {
    throw new TypeError('The stored signing key is no RSA key.');
  }
  return { kid: privateJwk.kid, privateJwk, privateKey, publicKey };
}

async function makeKey(): Promise<z.infer<typeof StoredKey>> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true, modulusLength: 2048 });
  const jwk = await exportJWK(privateKey);
  const kid = Buffer.from(crypto.getRandomValues(new Uint8Array(15))).toString('base64url');
  return StoredKey.parse({ ...jwk, kid, alg: 'RS256', use: 'sig' });
}
