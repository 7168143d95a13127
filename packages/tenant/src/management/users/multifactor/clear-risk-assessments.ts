import { z } from 'zod';
import { findConnection } from '../../../store/connections.ts';
import type { Endpoint } from '../../endpoint.ts';
import { ManagementError } from '../../management-error.ts';
import { validate } from '../../validate.ts';
import { readKnownUserId } from '../user-id.ts';

const Body = z.strictObject({
  connection: z
    .string()
    .min(1)
    .max(128)
    .regex(/^[a-zA-Z0-9](-[a-zA-Z0-9]|[a-zA-Z0-9])*$/u)
    .describe('The name of the connection containing the user whose assessors should be cleared.'),
  assessors: z
    .array(z.enum(['new-device']))
    .min(1)
    .describe('List of assessors to clear.'),
});

/**
 * `POST /users/{id}/risk-assessments/clear`. This tenant assesses no risks, so that there is nothing to
 * forget; who asks is told what Auth0 would tell.
 * @see https://auth0.com/docs/api/management/v2/users/clear-assessors
 */
export const clearRiskAssessments: Endpoint = {
  method: 'post',
  path: '/users/:id/risk-assessments/clear',
  summary: 'Clear risk assessment assessors for a specific user',
  scopes: ['update:users'],
  handle: async ({ db }, { params, body }) => {
    await readKnownUserId(db, params);
    const { connection } = validate('Payload', Body, body);
    if ((await findConnection(db, connection)) === undefined) {
      throw new ManagementError(400, 'The connection does not exist.', 'inexistent_connection');
    }
    return { status: 204 };
  },
};
