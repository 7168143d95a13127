import { createPublicKey, verify } from 'node:crypto';
import type { TokenInspection } from '@rollcall/shared/contract/tokens.ts';
import { isJsonObject, type JsonObject } from '@rollcall/shared/user/merge-patch.ts';

/** A JWT taken apart; nothing of it has been checked. */
export interface ReadToken {
  header: JsonObject;
  payload: JsonObject;
  /** What the signature is over. */
  signed: Buffer;
  signature: Buffer;
}

/** Takes a token apart; `undefined` where it is opaque (RFC 7519 §7.2). */
export function readToken(token: string): ReadToken | undefined {
  const parts = token.split('.');
  const [head, body, signature] = parts;
  if (parts.length !== 3 || head === undefined || body === undefined || signature === undefined)
    return undefined;
  const [header, payload] = [head, body].map(objectOf);
  if (header === undefined || payload === undefined) return undefined;
  return {
    header,
    payload,
    signed: Buffer.from(`${head}.${body}`),
    signature: Buffer.from(signature, 'base64url'),
  };
}

function objectOf(part: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

type Signature = TokenInspection['signature'];

/** The algorithms that Auth0 signs with and a public key can check. Source: RFC 7518 §3.1 */
const digests: Readonly<Record<string, string>> = { RS256: 'sha256', RS512: 'sha512' };

/** Checks a signature by the keys that the tenant publishes. */
export function signatureOf(token: ReadToken | undefined, keys: readonly JsonObject[]): Signature {
  if (token === undefined) {
    return {
      state: 'opaque',
      detail: 'The token is opaque: there is no signature, and only the tenant can read it.',
    };
  }
  const { alg, kid } = token.header;
  const digest = typeof alg === 'string' ? digests[alg] : undefined;
  if (digest === undefined) {
    const told = typeof alg === 'string' ? alg : 'nothing';
    return { state: 'unknown', detail: `Signed with ${told}, which the tenant’s public keys cannot check.` };
  }
  const key = keys.find((candidate) => candidate.kid === kid && candidate.kty === 'RSA');
  if (key === undefined) {
    return {
      state: 'unknown',
      detail: 'The tenant publishes no key of this id: it has been rotated, or is of another tenant.',
    };
  }
  return isSignedBy(key, digest, token)
    ? { state: 'valid', detail: 'Signed by the tenant.' }
    : { state: 'invalid', detail: 'The signature is not the tenant’s: the token was changed.' };
}

function isSignedBy({ n, e }: JsonObject, digest: string, { signed, signature }: ReadToken): boolean {
  try {
    const key = createPublicKey({ key: { kty: 'RSA', n: String(n), e: String(e) }, format: 'jwk' });
    return verify(digest, signed, key, signature);
  } catch {
    return false;
  }
}
