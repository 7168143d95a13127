import type { Plan } from '../rate-limits/plans.ts';
import type { Endpoint } from './endpoint.ts';
import { ManagementError } from './management-error.ts';

const ofSessions =
  /^\/(?:sessions|refresh-tokens)(?:\/|$)|^\/users\/:id\/(?:sessions|refresh-tokens|revoke-access)$/u;

/**
 * Refuses what the tenant's plan does not include.
 * @throws {ManagementError} 403 `insufficient_entitlement`
 * @see https://auth0.com/docs/manage-users/sessions/manage-user-sessions-with-auth0-management-api
 */
export function refuseBeyondPlan({ lacksSessions }: Plan, { path }: Endpoint): void {
  if (lacksSessions !== true || !ofSessions.test(path)) return;
  throw new ManagementError(
    403,
    'Please upgrade your subscription to use session management.',
    'insufficient_entitlement',
  );
}
