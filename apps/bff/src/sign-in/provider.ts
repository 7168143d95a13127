import * as oidc from 'openid-client';
import type { TenantConfig } from '../env.ts';
import { StartFailure } from '../start-failure.ts';
import type { SignInTransaction } from '../store/transactions.ts';
import type { SignedInPerson } from '../store/team-sign-in.ts';

/**
 * How the tenant is asked who this is. `again` asks for the password even where the tenant remembers the
 * person; `confirm` for the password of this person, and when it was given.
 */
export interface Asking {
  how: 'once' | 'again' | 'confirm';
  /** The address to begin with. */
  hint?: string | undefined;
}

/** Who signed in, by an ID token that has been verified. */
interface SignedIn {
  person: SignedInPerson;
  idToken: string;
  /**
   * How many seconds before the ID token was made the person gave their password; `undefined` where the
   * tenant does not say. Both moments are the tenant's, so its clock need not be right.
   */
  signedInAgo: number | undefined;
}

/** The tenant as the place where team members sign in. */
export interface SignInProvider {
  issuer: string;
  /** Where to send the browser. */
  authorizationUrl: (transaction: SignInTransaction, asking: Asking) => Promise<URL>;
  /**
   * Exchanges the code in the callback's address and answers who signed in.
   * @throws where the tenant refuses, or state, nonce, signature or times are wrong.
   */
  complete: (callbackUrl: URL, transaction: SignInTransaction) => Promise<SignedIn>;
  /** Where to send the browser so that the tenant's own session ends as well. */
  signOutUrl: (idToken: string | undefined) => URL;
}

/** A new transaction: its secrets, and where to go afterwards. */
export function newTransaction(returnTo: string): SignInTransaction {
  return {
    state: oidc.randomState(),
    nonce: oidc.randomNonce(),
    codeVerifier: oidc.randomPKCECodeVerifier(),
    returnTo,
  };
}

/**
 * Reads the tenant's own description (OpenID Connect Discovery) and offers sign-in by authorization
 * code with PKCE, state and nonce (RFC 9700).
 *
 * @throws when the tenant cannot be reached or describes another issuer.
 */
export async function connectProvider(
  config: TenantConfig,
  publicUrl: URL,
  teamClaim: string | undefined,
): Promise<SignInProvider> {
  const isLocal = config.origin.startsWith('http:');
  const client = await oidc.discovery(
    new URL(config.origin),
    config.clientId,
    config.clientSecret,
    undefined,
    // env.ts takes plain http for loopback only.
    { timeout: 10, ...(isLocal ? { execute: [oidc.allowInsecureRequests] } : {}) },
  );
  oidc.enableNonRepudiationChecks(client);
  const redirectUri = new URL('/auth/callback', publicUrl).href;
  const metadata = client.serverMetadata();
  await refuseWrongClient(client, redirectUri);

  return {
    issuer: metadata.issuer,
    authorizationUrl: async ({ state, nonce, codeVerifier }, { how, hint }) =>
      oidc.buildAuthorizationUrl(client, {
        redirect_uri: redirectUri,
        scope: 'openid profile email',
        state,
        nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(codeVerifier),
        code_challenge_method: 'S256',
        ...(how === 'once' ? {} : { prompt: 'login' }),
        ...(how === 'confirm' ? { max_age: '0' } : {}),
        ...(hint === undefined ? {} : { login_hint: hint }),
      }),
    complete: async (callbackUrl, { state, nonce, codeVerifier }) => {
      const tokens = await oidc.authorizationCodeGrant(client, callbackUrl, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: codeVerifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (claims === undefined || tokens.id_token === undefined) throw new Error('There is no ID token.');
      return {
        person: personOf(claims, teamClaim),
        idToken: tokens.id_token,
        signedInAgo: signedInAgo(claims),
      };
    },
    signOutUrl: (idToken) => {
      const returnTo = new URL('/sign-in', publicUrl).href;
      if (metadata.end_session_endpoint !== undefined) {
        return oidc.buildEndSessionUrl(client, {
          post_logout_redirect_uri: returnTo,
          ...(idToken === undefined ? {} : { id_token_hint: idToken }),
        });
      }
      // Tenants without discovery of the end-session endpoint have Auth0's own.
      const url = new URL('/v2/logout', config.origin);
      url.search = new URLSearchParams({ client_id: config.clientId, returnTo }).toString();
      return url;
    },
  };
}

function text(claim: unknown): string | undefined {
  return typeof claim === 'string' && claim !== '' ? claim : undefined;
}

/** A claim of one text or several; whatever else it holds counts as nothing. */
function textsOf(claim: unknown): string[] {
  const values: unknown[] = Array.isArray(claim) ? claim : [claim];
  return values.filter((value) => typeof value === 'string');
}

function signedInAgo({ auth_time: authTime, iat }: oidc.IDToken): number | undefined {
  return typeof authTime === 'number' ? iat - authTime : undefined;
}

function personOf(claims: oidc.IDToken, teamClaim: string | undefined): SignedInPerson {
  return {
    claimed: teamClaim === undefined ? undefined : textsOf(claims[teamClaim]),
    issuer: claims.iss,
    subject: claims.sub,
    email: text(claims.email),
    emailVerified: claims.email_verified === true,
    name: text(claims.name),
    picture: text(claims.picture),
  };
}

/**
 * Presents a made-up code: a tenant that knows the client says `invalid_grant`, one that does not
 * know it, or not with this secret, says so (RFC 6749 §5.2; Auth0 says `access_denied`).
 */
async function refuseWrongClient(client: oidc.Configuration, redirectUri: string): Promise<void> {
  const wrong = new Set(['invalid_client', 'access_denied', 'unauthorized_client']);
  try {
    await oidc.genericGrantRequest(client, 'authorization_code', {
      code: 'made-up',
      redirect_uri: redirectUri,
      code_verifier: oidc.randomPKCECodeVerifier(),
    });
  } catch (error) {
    const refusal = error instanceof oidc.ResponseBodyError ? error.error : undefined;
    const challenged = error instanceof oidc.WWWAuthenticateChallengeError;
    if (challenged || (refusal !== undefined && wrong.has(refusal))) {
      throw new StartFailure(
        'AUTH0_CLIENT_ID or AUTH0_CLIENT_SECRET is wrong: the tenant refuses the web application.',
      );
    }
    if (refusal === undefined) throw error;
  }
}
