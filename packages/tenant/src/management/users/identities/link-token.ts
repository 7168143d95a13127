import { decodeProtectedHeader, errors, type JWTPayload, jwtVerify } from 'jose';
import type { SigningKey } from '../../../oauth/signing-key.ts';
import { ManagementError } from '../../management-error.ts';
import { isUserId } from '../user-id.ts';

/** What a token in `link_with` is held against. */
interface LinkTokenCheck {
  key: Pick<SigningKey, 'publicKey'>;
  /** With a trailing slash. */
  issuer: string;
  /** The application that asks for the link: the token has to be its own. */
  clientId: string;
}

/**
 * Reads the id of the secondary user from a token that it got when it signed in.
 * @throws {ManagementError} 400 in Auth0's words.
 * @see https://auth0.com/docs/manage-users/user-accounts/user-account-linking/link-user-accounts
 */
export async function readLinkToken(
  token: string,
  { key, issuer, clientId }: LinkTokenCheck,
): Promise<string> {
  const { iss, aud, sub } = await verify(token, key);
  if (iss !== issuer) throw refusal('JWT (link_with) must have the same issuer as the calling user.');
  if (aud === undefined) throw refusal('JWT (link_with) contains an invalid aud claim.');
  if (![aud].flat().includes(clientId)) {
    throw refusal("JWT (link_with) must have an aud claim that matches that of the calling token's azp.");
  }
  if (sub === undefined) throw refusal('JWT (link_with) must contains sub claim.');
  if (!isUserId(sub)) throw refusal('JWT (link_with) contains an invalid sub claim.');
  return sub;
}

async function verify(token: string, { publicKey }: Pick<SigningKey, 'publicKey'>): Promise<JWTPayload> {
  try {
    if (decodeProtectedHeader(token).alg !== 'RS256') {
      throw refusal('JWT (link_with) must have an alg of RS256.');
    }
    return (await jwtVerify(token, publicKey, { algorithms: ['RS256'] })).payload;
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof TypeError) {
      throw refusal('Invalid token (link_with).');
    }
    throw error;
  }
}

function refusal(message: string): ManagementError {
  return new ManagementError(400, message, 'invalid_body');
}
