import type { IncomingMessage, ServerResponse } from 'node:http';
import express, { type ErrorRequestHandler, type Express } from 'express';
import { controlRouter } from './control/router.ts';
import { enrollRouter } from './factors/enroll-router.ts';
import type { FaultRegistry } from './faults/fault.ts';
import { faultMiddleware } from './faults/middleware.ts';
import { createAssertionSigner } from './identity-provider/assertion.ts';
import { identityProviderRouter } from './identity-provider/router.ts';
import { downloadRouter } from './jobs/export/download-router.ts';
import { logError } from './log.ts';
import type { TenantContext } from './management/endpoint.ts';
import { createLedger } from './management/ledger.ts';
import { type Exchange, managementRouter } from './management/router.ts';
import type { TokenIssuer } from './oauth/management-token.ts';
import { tokenRouter } from './oauth/router.ts';
import { tokenInfoRouter } from './oauth/token-info-router.ts';
import { logoutRouter } from './oidc/logout-router.ts';
import { mailboxRouter } from './messages/router.ts';
import { createProvider } from './oidc/provider.ts';
import { signInRouter } from './oidc/router.ts';
import { markup, page, pageHeaders } from './pages/layout.ts';
import { problemPage } from './pages/parts.ts';
import { createRateLimits } from './rate-limits/middleware.ts';
import { changePasswordRouter } from './tickets/change-password-router.ts';
import { ticketRouter } from './tickets/router.ts';

export interface AppOptions {
  context: TenantContext;
  issuer: TokenIssuer;
  cookieKey: string;
  callbackUrls: readonly string[];
  logoutUrls: readonly string[];
  /** Whether the deprecated `/tokeninfo` is there. */
  legacyTokenInfo: boolean;
  faults: FaultRegistry;
  /** Whether the tenant's behaviour can be changed from outside the process. */
  controlEndpoint: boolean;
  ledger: ReturnType<typeof createLedger>;
  observe?: ((exchange: Exchange) => void) | undefined;
}

/** What the OpenID provider answers itself. */
const PROVIDER_PATHS = [
  '/authorize',
  '/authorize/:uid',
  '/userinfo',
  '/oauth/revoke',
  '/.well-known/openid-configuration',
  '/.well-known/jwks.json',
];

/** The whole tenant as one Express application: faults, then Auth0's APIs, then its pages. */
export function createApp(options: AppOptions): Express {
  const { context, issuer, callbackUrls, logoutUrls, faults } = options;
  const formTargets = [...new Set([...callbackUrls, ...logoutUrls].map((url) => new URL(url).origin))];
  const provider = createProvider({
    db: context.db,
    issuer: issuer.issuer,
    key: issuer.key,
    cookieKey: options.cookieKey,
    callbackUrls,
    renderError: (message) => ({ html: problemPage(message), headers: pageHeaders([]) }),
  });
  const serveOpenId = provider.callback();
  const openIdProvider = (request: IncomingMessage, response: ServerResponse) =>
    void serveOpenId(request, response);
  const assertions = createAssertionSigner(issuer.key);

  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  if (options.controlEndpoint) app.use('/__tenant', controlRouter({ faults, ...context }));
  app.use('/api/v2', options.ledger.record);
  app.use(faultMiddleware(faults));
  const limits = createRateLimits(context.db, context.plan);
  app.use('/api/v2', limits.managementApi);
  app.use('/oauth/token', limits.token);
  app.use('/userinfo', limits.userInfo);
  app.use('/api/v2', managementRouter(context, issuer, options.observe));
  app.use(tokenRouter(context.db, issuer, openIdProvider));
  if (options.legacyTokenInfo) app.use(tokenInfoRouter(context.db, issuer));
  app.use(logoutRouter({ context, key: issuer.key, issuer: issuer.issuer, logoutUrls }));
  app.use(signInRouter({ context, provider, assertions, formTargets }));
  app.use(downloadRouter(context.db));
  app.use(enrollRouter(context));
  app.use(ticketRouter(context));
  app.use(changePasswordRouter(context));
  app.use(mailboxRouter(context.db));
  app.use(identityProviderRouter(context, assertions, formTargets));
  app.all(PROVIDER_PATHS, (request, response) => openIdProvider(request, response));
  app.use((_request, response) => {
    response
      .status(404)
      .set(pageHeaders([]))
      .send(
        page('Not found', markup`<h1>Not found</h1><p>The local tenant has nothing at this address.</p>`),
      );
  });
  app.use(showError);
  return app;
}

/** Express knows an error handler by its four parameters. */
const showError: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
  const status =
    error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : 500;
  if (status >= 500) logError(error);
  response
    .status(status)
    .set(pageHeaders([]))
    .send(
      problemPage(status >= 500 ? 'Something went wrong in the tenant.' : 'The request could not be read.'),
    );
};
