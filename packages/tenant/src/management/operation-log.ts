import { writeLogEvent } from '../store/log-events.ts';
import type { Database } from '../store/open.ts';
import type { Json, JsonObject } from '../store/schema.ts';
import type { Endpoint, EndpointAnswer, EndpointRequest } from './endpoint.ts';

const SECRET = /password|secret|hash|token|recovery_code|totp|link_with/iu;

/**
 * Writes a successful act of the Management API down: `sapi`, with what was asked for and nothing secret of it.
 * Acts that failed have no code in Auth0's log.
 * @see https://auth0.com/docs/deploy-monitor/logs/log-event-type-codes
 */
export async function logOperation(
  db: Database,
  endpoint: Endpoint,
  path: string,
  { query, body, clientId, ip, userAgent, params }: EndpointRequest,
  { status, userId }: EndpointAnswer,
): Promise<void> {
  const user_id = userId ?? (endpoint.path.startsWith('/users/:id') ? params['id'] : undefined);
  const sent = body instanceof FormData ? undefined : mask(body);
  await writeLogEvent(db, {
    type: 'sapi',
    description: endpoint.summary,
    client_id: clientId,
    ip,
    user_agent: userAgent,
    user_id,
    details: {
      request: {
        method: endpoint.method,
        path: `/api/v2${path}`,
        query: mask(query) ?? {},
        ...(sent === undefined ? {} : { body: sent }),
      },
      response: { statusCode: status },
    },
  });
}

/** The value with everything that is or may be secret replaced; undefined when it is no JSON. */
function mask(value: unknown): Json | undefined {
  if (
    value === null ||
    typeof value === 'string' ||
    typeof value === 'number' ||
    typeof value === 'boolean'
  ) {
    return value;
  }
  if (Array.isArray(value)) return value.map((inner) => mask(inner) ?? null);
  if (typeof value !== 'object') return undefined;
  const masked: Record<string, Json> = {};
  for (const [key, inner] of Object.entries(value)) {
    masked[key] = SECRET.test(key) ? '*****' : (mask(inner) ?? null);
  }
  return masked satisfies JsonObject;
}
