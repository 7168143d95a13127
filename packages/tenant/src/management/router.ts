import { type ErrorRequestHandler, type Request, type Response, Router } from 'express';
import { addressOf } from '../address.ts';
import { logError } from '../log.ts';
import { type TokenClaims, type TokenIssuer, verifyManagementToken } from '../oauth/management-token.ts';
import { BODY_LIMIT, readBody } from './body.ts';
import { ANOMALY_ENDPOINTS } from './anomaly/endpoints.ts';
import { CLIENT_ENDPOINTS } from './clients/endpoints.ts';
import { CONNECTION_ENDPOINTS } from './connections/endpoints.ts';
import type { Endpoint, EndpointAnswer, EndpointRequest, TenantContext } from './endpoint.ts';
import { DEVICE_CREDENTIAL_ENDPOINTS } from './device-credentials/endpoints.ts';
import { GRANT_ENDPOINTS } from './grants/endpoints.ts';
import { GUARDIAN_ENDPOINTS } from './guardian/endpoints.ts';
import { JOB_ENDPOINTS } from './jobs/endpoints.ts';
import { LOG_ENDPOINTS } from './logs/endpoints.ts';
import { insufficientScope, ManagementError } from './management-error.ts';
import { logOperation } from './operation-log.ts';
import { refuseBeyondPlan } from './plan-features.ts';
import { REFRESH_TOKEN_ENDPOINTS } from './refresh-tokens/endpoints.ts';
import { ORGANIZATION_ENDPOINTS } from './organizations/endpoints.ts';
import { RESOURCE_SERVER_ENDPOINTS } from './resource-servers/endpoints.ts';
import { ROLE_ENDPOINTS } from './roles/endpoints.ts';
import { SESSION_ENDPOINTS } from './sessions/endpoints.ts';
import { STATS_ENDPOINTS } from './stats/endpoints.ts';
import { TICKET_ENDPOINTS } from './tickets/endpoints.ts';
import { USER_BLOCK_ENDPOINTS } from './user-blocks/endpoints.ts';
import { USER_ACCESS_ENDPOINTS } from './users/access/endpoints.ts';
import { AUTHENTICATION_METHOD_ENDPOINTS } from './users/authentication-methods/endpoints.ts';
import { assertStorableAddress } from './storable.ts';
import { TENANT_SETTINGS_ENDPOINTS } from './tenant-settings/endpoints.ts';
import { refuseLongUri } from './uri-length.ts';
import { USER_ENDPOINTS } from './users/endpoints.ts';
import { IDENTITY_ENDPOINTS } from './users/identities/endpoints.ts';
import { MULTIFACTOR_ENDPOINTS } from './users/multifactor/endpoints.ts';
import { USER_SIGN_IN_ENDPOINTS } from './users/sign-ins/endpoints.ts';

/** Every operation, literal paths before those with parameters. */
export const ENDPOINTS: readonly Endpoint[] = [
  ...LOG_ENDPOINTS,
  ...STATS_ENDPOINTS,
  ...USER_ENDPOINTS,
  ...AUTHENTICATION_METHOD_ENDPOINTS,
  ...IDENTITY_ENDPOINTS,
  ...MULTIFACTOR_ENDPOINTS,
  ...GUARDIAN_ENDPOINTS,
  ...USER_ACCESS_ENDPOINTS,
  ...ROLE_ENDPOINTS,
  ...RESOURCE_SERVER_ENDPOINTS,
  ...JOB_ENDPOINTS,
  ...CONNECTION_ENDPOINTS,
  ...CLIENT_ENDPOINTS,
  ...ORGANIZATION_ENDPOINTS,
  ...TENANT_SETTINGS_ENDPOINTS,
  ...USER_SIGN_IN_ENDPOINTS,
  ...SESSION_ENDPOINTS,
  ...REFRESH_TOKEN_ENDPOINTS,
  ...GRANT_ENDPOINTS,
  ...DEVICE_CREDENTIAL_ENDPOINTS,
  ...USER_BLOCK_ENDPOINTS,
  ...ANOMALY_ENDPOINTS,
  ...TICKET_ENDPOINTS,
];
/** What was answered to a request that an endpoint knows, for tests that hold it against Auth0's own reference. */
export interface Exchange {
  endpoint: Endpoint;
  status: number;
  body: unknown;
}

/** Everything below `/api/v2`: token, scopes, body, endpoint, and Auth0's form of every refusal. */
export function managementRouter(
  context: TenantContext,
  issuer: TokenIssuer,
  observe: (exchange: Exchange) => void = () => {},
): Router {
  const router = Router();
  router.use(refuseLongUri);
  for (const endpoint of ENDPOINTS) {
    router[endpoint.method](endpoint.path, async (request, response) => {
      const answer = await serve(context, issuer, endpoint, request, response).catch(refuse);
      observe({ endpoint, status: answer.status, body: answer.body });
      send(response, answer);
    });
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
): Promise<EndpointAnswer> {
  const { scopes, clientId } = await authorize(issuer, endpoint, request);
  refuseBeyondPlan(context.plan.get(), endpoint);
  assertStorableAddress(request.originalUrl);
  const asked: EndpointRequest = {
    params: Object.fromEntries(Object.entries(request.params).map(([name, value]) => [name, String(value)])),
    query: request.query,
    body: await readBody(endpoint, request, response),
    scopes,
    clientId,
    ip: addressOf(request),
    userAgent: request.get('user-agent'),
  };
  const answer = await endpoint.handle(context, asked);
  if (endpoint.method !== 'get') await logOperation(context.db, endpoint, request.path, asked, answer);
  return answer;
}

async function authorize(issuer: TokenIssuer, endpoint: Endpoint, request: Request): Promise<TokenClaims> {
  const claims = await verifyManagementToken(issuer, request.get('authorization'));
  const has = (scope: string) => claims.scopes.has(scope);
  const { scopes, needs = 'any' } = endpoint;
  if (!(needs === 'all' ? scopes.every(has) : scopes.some(has))) throw insufficientScope(scopes, needs);
  return claims;
}

function send(response: Response, { status, headers, body }: EndpointAnswer): void {
  response.status(status).set(headers ?? {});
  if (body === undefined) response.end();
  else response.json(body);
}

function refuse(error: unknown): EndpointAnswer {
  const refusal = refusalOf(error);
  if (refusal.statusCode === 500) logError(error);
  return { status: refusal.statusCode, body: refusal.body };
}

/** Express knows an error handler by its four parameters. */
const sendError: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
  send(response, refuse(error));
};

function refusalOf(error: unknown): ManagementError {
  if (error instanceof ManagementError) return error;
  const type = error instanceof Error && 'type' in error ? error.type : undefined;
  if (type === 'entity.parse.failed') return new ManagementError(400, 'Invalid request payload JSON format');
  if (type === 'entity.too.large') {
    const limit = error instanceof Error && 'limit' in error ? Number(error.limit) : BODY_LIMIT;
    return new ManagementError(413, `Payload content length greater than maximum allowed: ${limit}`);
  }
  if (error instanceof URIError)
    return new ManagementError(400, 'Path validation error: malformed URI', 'invalid_uri');
  if (error instanceof Error && 'status' in error && error.status === 400) {
    return new ManagementError(400, 'Invalid request', 'invalid_uri');
  }
  return new ManagementError(500, 'An internal server error occurred');
}
