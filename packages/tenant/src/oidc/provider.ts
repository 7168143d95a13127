import { Provider, interactionPolicy, type JWK } from 'oidc-provider';
import type { SigningKey } from '../oauth/signing-key.ts';
import type { Database } from '../store/open.ts';
import { findUser } from '../store/users.ts';
import { accountFinder, CLAIMS } from './find-account.ts';
import { recordAdapter } from './records.ts';

/** Cookies ignore ports: whatever else runs on `localhost` must not share these names. */
export const SESSION_COOKIE = 'tenant_session';

/** The reason of a sign-in prompt that stands for a session whose user was blocked. */
export const BLOCKED = 'user_blocked';

const SCOPES = ['openid', 'profile', 'email'];
const DAY = 86_400;

export interface ProviderOptions {
  db: Database;
  /** With a trailing slash. */
  issuer: string;
  key: SigningKey;
  cookieKey: string;
  client: { client_id: string; client_secret: string };
  callbackUrls: readonly string[];
  logoutUrls: readonly string[];
  /** Renders what went wrong, for a person. */
  renderError: (message: string) => { html: string; headers: Record<string, string> };
}

/**
 * The OpenID provider at Auth0's paths: authorization code with PKCE, no consent page for the
 * tenant's own applications, profile and e-mail claims inside the ID token, `sid` and `auth_time` always.
 * @see https://auth0.com/docs/get-started/authentication-and-authorization-flow/authorization-code-flow-with-pkce
 */
export function createProvider(options: ProviderOptions): Provider {
  const { db } = options;
  const cookie = { signed: true, httpOnly: true, sameSite: 'lax', overwrite: true } as const;
  const provider = new Provider(options.issuer, {
    adapter: recordAdapter(db),
    clients: [
      {
        ...options.client,
        redirect_uris: [...options.callbackUrls],
        post_logout_redirect_uris: [...options.logoutUrls],
        response_types: ['code'],
        grant_types: ['authorization_code'],
        token_endpoint_auth_method: 'client_secret_post',
        require_auth_time: true,
      },
    ],
    jwks: { keys: [signingJwk(options.key)] },
    cookies: {
      names: { session: SESSION_COOKIE, interaction: 'tenant_interaction', resume: 'tenant_resume' },
      keys: [options.cookieKey],
      long: cookie,
      short: cookie,
    },
    routes: {
      authorization: '/authorize',
      token: '/oauth/token',
      userinfo: '/userinfo',
      jwks: '/.well-known/jwks.json',
      end_session: '/oidc/logout',
      revocation: '/oauth/revoke',
    },
    responseTypes: ['code'],
    scopes: SCOPES,
    claims: CLAIMS,
    conformIdTokenClaims: false,
    pkce: { required: () => false },
    extraParams: ['audience', 'connection', 'organization', 'screen_hint'],
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true } },
    ttl: {
      AccessToken: DAY,
      AuthorizationCode: 60,
      IdToken: 10 * 3_600,
      Interaction: 3_600,
      Grant: 14 * DAY,
      Session: 3 * DAY,
    },
    interactions: { url: (_context, interaction) => `/u/login/${interaction.uid}`, policy: signInPolicy(db) },
    findAccount: accountFinder(db),
    loadExistingGrant: async (context) => {
      const { client, session } = context.oidc;
      if (client === undefined || session?.accountId === undefined) return undefined;
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope(SCOPES.join(' '));
      await grant.save();
      return grant;
    },
    renderError: (context, out) => {
      const page = options.renderError(out.error_description ?? out.error);
      context.type = 'html';
      context.set(page.headers);
      context.body = page.html;
    },
  });
  // Auth0's ID tokens always name the session; the library offers that only together with back-channel logout.
  provider.Client.prototype.includeSid = () => true;
  return provider;
}

function signingJwk({ privateJwk }: SigningKey): JWK {
  return { ...privateJwk, kty: 'RSA' };
}

function signInPolicy(db: Database): interactionPolicy.DefaultPolicy {
  const { Check, base } = interactionPolicy;
  const policy = base();
  policy.remove('consent');
  policy.get('login')?.checks.add(
    new Check(BLOCKED, 'user is blocked', 'unauthorized', async (context) => {
      const userId = context.oidc.session?.accountId;
      const user = userId === undefined ? undefined : await findUser(db, userId);
      return user?.blocked === true ? Check.REQUEST_PROMPT : Check.NO_NEED_TO_PROMPT;
    }),
  );
  return policy;
}
