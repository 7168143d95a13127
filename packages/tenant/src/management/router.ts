import express, {
  type ErrorRequestHandler,
  type Request,
  type RequestHandler,
  type Response,
  Router,
} from 'express';
import { logError } from '../log.ts';
import { type TokenClaims, type TokenIssuer, verifyManagementToken } from '../oauth/management-token.ts';
import { CONNECTION_ENDPOINTS } from './connections/endpoints.ts';
import type { Endpoint, TenantContext } from './endpoint.ts';
import { insufficientScope, ManagementError } from './management-error.ts';
import { assertStorable } from './storable.ts';
import { USER_ENDPOINTS } from './users/endpoints.ts';

const ENDPOINTS: readonly Endpoint[] = [...USER_ENDPOINTS, ...CONNECTION_ENDPOINTS];
const BODY_LIMIT = 1_048_576;
const BODY_PARSERS = [
  express.json({ limit: BODY_LIMIT }),
  express.urlencoded({ extended: false, limit: BODY_LIMIT }),
];

/** Everything below `/api/v2`: token, scopes, body, endpoint, and Auth0's form of every refusal. */
export function managementRouter(context: TenantContext, issuer: TokenIssuer): Router {
  const router = Router();
  for (const endpoint of ENDPOINTS) {
    router[endpoint.method](endpoint.path, (request, response) =>
      serve(context, issuer, endpoint, request, response),
    );
  }
  router.use(() => {
    throw new ManagementError(404, 'Not Found');
  });
  router.use(sendError);
  return router;
}

async function serve(
  context: TenantContext,
  issuer: TokenIssuer,
  endpoint: Endpoint,
  request: Request,
  response: Response,
): Promise<void> {
  const { scopes } = await authorize(issuer, endpoint, request);
  for (const parser of BODY_PARSERS) await run(parser, request, response);
  const body: unknown = request.body;
  assertStorable(body);
  const params = Object.fromEntries(
    Object.entries(request.params).map(([name, value]) => [name, String(value)]),
  );
  const answer = await endpoint.handle(context, { params, query: request.query, body, scopes });
  response.status(answer.status);
  if (answer.body === undefined) response.end();
  else response.json(answer.body);
}

async function authorize(issuer: TokenIssuer, endpoint: Endpoint, request: Request): Promise<TokenClaims> {
  const claims = await verifyManagementToken(issuer, request.get('authorization'));
  if (!endpoint.scopes.some((scope) => claims.scopes.has(scope))) throw insufficientScope(endpoint.scopes);
  return claims;
}

function run(handler: RequestHandler, request: Request, response: Response): Promise<void> {
  return new Promise((resolve, reject) => {
    void handler(request, response, (error?: unknown) => {
      if (error === undefined) resolve();
      else reject(error);
    });
  });
}

/** Express knows an error handler by its four parameters. */
const sendError: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
  const refusal = refusalOf(error);
  if (refusal.statusCode === 500) logError(error);
  response.status(refusal.statusCode).json(refusal.body);
};

function refusalOf(error: unknown): ManagementError {
  if (error instanceof ManagementError) return error;
  const type = error instanceof Error && 'type' in error ? error.type : undefined;
  if (type === 'entity.parse.failed') return new ManagementError(400, 'Invalid request payload JSON format');
  if (type === 'entity.too.large') {
    return new ManagementError(413, `Payload content length greater than maximum allowed: ${BODY_LIMIT}`);
  }
  if (error instanceof URIError)
    return new ManagementError(400, 'Path validation error: malformed URI', 'invalid_uri');
  if (error instanceof Error && 'status' in error && error.status === 400) {
    return new ManagementError(400, 'Invalid request', 'invalid_uri');
  }
  return new ManagementError(500, 'An internal server error occurred');
}
