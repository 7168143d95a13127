import { type Client, interactionPolicy, type JWK, type KoaContextWithOIDC, Provider } from 'oidc-provider';
import type { SigningKey } from '../oauth/signing-key.ts';
import { extendGrant } from '../store/grants.ts';
import type { Database } from '../store/open.ts';
import { REFRESH_TOKEN_LIFETIME } from '../store/refresh-tokens.ts';
import { findUser } from '../store/users.ts';
import { auth0Answers } from './auth0-answers.ts';
import { accountFinder, CLAIMS } from './find-account.ts';
import { signInUnder } from './grant-records.ts';
import { fillIdTokens } from './id-token.ts';
import { recordAdapter } from './records.ts';

/** Cookies ignore ports: whatever else runs on `localhost` must not share these names. */
export const SESSION_COOKIE = 'tenant_session';

/** The reason of a sign-in prompt that stands for a session whose user was blocked. */
export const BLOCKED = 'user_blocked';

const SCOPES = ['openid', 'profile', 'email', 'offline_access'];
const DAY = 86_400;

export interface ProviderOptions {
  db: Database;
  /** With a trailing slash. */
  issuer: string;
  key: SigningKey;
  cookieKey: string;
  /** Where sign-ins may return to for applications that do not say so themselves. */
  callbackUrls: readonly string[];
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
    adapter: recordAdapter(db, options.callbackUrls),
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
    pkce: { required: (_context, client) => client.tokenEndpointAuthMethod === 'none' },
    extraParams: {
      audience: (context, _value, client) => keepOfflineAccess(context, client),
      connection: null,
      organization: null,
      screen_hint: null,
    },
    // Applications in a browser ask for their tokens from where sign-ins return to.
    clientBasedCORS: (_context, origin, client) =>
      client.redirectUris?.some((url) => new URL(url).origin === origin) === true,
    rotateRefreshToken: false,
    // What was issued outlives the session, until it expires or is revoked.
    expiresWithSession: () => false,
    revokeGrantPolicy: () => false,
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: true },
      revocation: {
        enabled: true,
        allowedPolicy: (_context, client, token) => token.clientId === client.clientId,
      },
    },
    ttl: {
      AccessToken: DAY,
      AuthorizationCode: 60,
      IdToken: 10 * 3_600,
      Interaction: 3_600,
      RefreshToken: REFRESH_TOKEN_LIFETIME.absolute,
      Session: 3 * DAY,
    },
    interactions: { url: (_context, interaction) => `/u/login/${interaction.uid}`, policy: signInPolicy(db) },
    findAccount: accountFinder(db),
    loadExistingGrant: async (context) => {
      const { client, session, requestParamScopes } = context.oidc;
      if (client === undefined || session?.accountId === undefined) return undefined;
      const scope = SCOPES.filter((known) => requestParamScopes.has(known));
      const id = await extendGrant(db, { client_id: client.clientId, user_id: session.accountId, scope });
      return provider.Grant.find(signInUnder(id));
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
  // And it is the id under which the Management API knows the session, for every application the same.
  provider.Session.prototype.ensureClientContainer = nameSession;
  fillIdTokens(provider, db);
  provider.use(auth0Answers(db));
  return provider;
}

function nameSession(this: InstanceType<Provider['Session']>, clientId: string): void {
  this.sidFor(clientId, this.uid);
}

/**
 * The library drops `offline_access` from requests that ask nobody for consent. The tenant's own
 * applications need none, as at Auth0.
 */
function keepOfflineAccess(context: KoaContextWithOIDC, client: Client): void {
  const { params, body } = context.oidc;
  const asked = context.method === 'POST' ? body?.['scope'] : context.query['scope'];
  const isAsked = typeof asked === 'string' && asked.split(' ').includes('offline_access');
  if (!isAsked || params === undefined || !client.grantTypeAllowed('refresh_token')) return;
  params['scope'] = [params['scope'], 'offline_access'].filter(Boolean).join(' ');
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
