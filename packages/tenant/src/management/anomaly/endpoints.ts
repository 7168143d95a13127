import { isIP } from 'node:net';
import { z } from 'zod';
import { writeLogEvent } from '../../store/log-events.ts';
import { clearSuspicion, isSuspicious } from '../../store/suspicious-addresses.ts';
import type { Endpoint } from '../endpoint.ts';
import { ManagementError } from '../management-error.ts';
import { validate } from '../validate.ts';

const Path = z.object({
  id: z
    .stringFormat('ip', (text) => isIP(text) !== 0)
    // Addresses are kept as a browser's own machine would write them.
    .transform((address) => address.replace(/^::ffff:(?=\d+\.)/iu, '').toLowerCase())
    .describe('IP address to check.'),
});

/** `GET /anomaly/blocks/ips/{id}`: 200 and nothing more when it is held back. @see https://auth0.com/docs/api/management/v2/anomaly/get-ips-by-id */
const checkAddress: Endpoint = {
  method: 'get',
  path: '/anomaly/blocks/ips/:id',
  summary: 'Check if an IP address is blocked',
  scopes: ['read:anomaly_blocks'],
  handle: async ({ db }, { params }) => {
    const { id } = validate('Path', Path, params);
    if (await isSuspicious(db, id)) return { status: 200 };
    throw new ManagementError(404, 'IP address specified is not currently blocked.');
  },
};

/** `DELETE /anomaly/blocks/ips/{id}`: the same whether it was held back or not. @see https://auth0.com/docs/api/management/v2/anomaly/delete-ips-by-id */
const unblockAddress: Endpoint = {
  method: 'delete',
  path: '/anomaly/blocks/ips/:id',
  summary: 'Remove the blocked IP address',
  scopes: ['delete:anomaly_blocks'],
  handle: async ({ db }, { params, clientId, ip, userAgent }) => {
    const { id } = validate('Path', Path, params);
    await db.transaction().execute(async (transaction) => {
      if (!(await clearSuspicion(transaction, id))) return;
      await writeLogEvent(transaction, {
        type: 'ublkdu',
        description: `${id} is let in again`,
        client_id: clientId,
        ip,
        user_agent: userAgent,
      });
    });
    return { status: 204 };
  },
};

/** The operations on addresses that are held back. */
export const ANOMALY_ENDPOINTS: readonly Endpoint[] = [checkAddress, unblockAddress];
