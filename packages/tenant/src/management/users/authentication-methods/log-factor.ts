import type { AuthenticationMethod } from '../../../store/authentication-methods.ts';
import { writeLogEvent } from '../../../store/log-events.ts';
import type { Database } from '../../../store/open.ts';
import type { EndpointRequest } from '../../endpoint.ts';

const DESCRIPTIONS = {
  gd_unenroll: 'Unenroll device account',
  gd_update_device_account: 'Update device account',
} as const;

/** Writes down what the Management API did to a user's factors, one event for each. */
export async function logFactors(
  transaction: Database,
  type: keyof typeof DESCRIPTIONS,
  { clientId, ip, userAgent }: EndpointRequest,
  methods: readonly AuthenticationMethod[],
): Promise<void> {
  for (const method of methods) {
    await writeLogEvent(transaction, {
      type,
      description: DESCRIPTIONS[type],
      client_id: clientId,
      ip,
      user_agent: userAgent,
      user_id: method.user_id,
      details: { authenticator: { id: `${method.type}|${method.id}`, type: method.type } },
    });
  }
}
