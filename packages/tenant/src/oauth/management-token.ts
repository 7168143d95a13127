import { errors, jwtVerify, SignJWT } from 'jose';
import type { Client } from '../store/clients.ts';
import { ManagementError } from '../management/management-error.ts';
import type { SigningKey } from './signing-key.ts';

/** Everything a token of the Management API is made from and checked against. */
export interface TokenIssuer {
  key: SigningKey;
  /** With a trailing slash, as Auth0's. */
  issuer: string;
  /** The identifier of the Management API: `<tenant>/api/v2/`. */
  audience: string;
  /** In seconds. */
  lifetime: number;
}

/**
 * Signs an access token for an application that acts for itself.
 * @param scopes what it may do with it.
 * @see https://auth0.com/docs/secure/tokens/access-tokens/management-api-access-tokens
 */
export async function issueManagementToken(
  from: TokenIssuer,
  client: Client,
  scopes: readonly string[],
): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ azp: client.client_id, scope: scopes.join(' '), gty: 'client-credentials' })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: from.key.kid })
    .setIssuer(from.issuer)
    .setSubject(`${client.client_id}@clients`)
    .setAudience(from.audience)
    .setIssuedAt(now)
    .setExpirationTime(now + from.lifetime)
    .sign(from.key.privateKey);
}

/** Who a valid token speaks for. */
export interface TokenClaims {
  clientId: string;
  scopes: ReadonlySet<string>;
}

/**
 * Checks the `Authorization` header of a request to the Management API.
 * @throws {ManagementError} 400 or 401 in Auth0's words.
 */
export async function verifyManagementToken(
  from: TokenIssuer,
  header: string | undefined,
): Promise<TokenClaims> {
  if (header === undefined || header === '') throw new ManagementError(401, 'Missing authentication');
  const [scheme, token, ...more] = header.split(' ');
  if (scheme?.toLowerCase() !== 'bearer' || token === undefined || token === '' || more.length > 0) {
    throw new ManagementError(400, 'Bad HTTP authentication header format', 'Bearer');
  }
  try {
    const { payload } = await jwtVerify(token, from.key.publicKey, {
      algorithms: ['RS256'],
      issuer: from.issuer,
      audience: from.audience,
      requiredClaims: ['exp', 'iat', 'sub', 'scope', 'azp'],
    });
    const { azp, scope } = payload;
    if (typeof azp !== 'string' || typeof scope !== 'string') throw unauthorized('Invalid token');
    return { clientId: azp, scopes: new Set(scope.split(' ')) };
  } catch (error) {
    throw error instanceof ManagementError ? error : unauthorized(reasonOf(error));
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof errors.JWTExpired) return 'Expired token received for JSON Web Token validation';
  if (error instanceof errors.JWSSignatureVerificationFailed) {
    return 'Invalid signature received for JSON Web Token validation';
  }
  if (error instanceof errors.JWTClaimValidationFailed && error.claim === 'aud') {
    return `Bad audience: ${JSON.stringify(error.payload['aud'])}`;
  }
  return 'Invalid token';
}

function unauthorized(message: string): ManagementError {
  return new ManagementError(401, message, undefined, { error: message });
}
