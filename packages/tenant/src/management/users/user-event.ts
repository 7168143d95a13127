import type { LogEvent } from '../../store/log-events.ts';
import type { ConnectionRecord, UserProfile } from '../../store/schema.ts';
import { strategyTypeOf } from '../../store/strategy-type.ts';
import type { EndpointRequest } from '../endpoint.ts';

/**
 * What the log says of everything that an application does to a user.
 * @param connection that of the account it is about; undefined when it was deleted.
 */
export function userEvent(
  { clientId, ip, userAgent }: EndpointRequest,
  { user_id, email, username, phone_number, name }: UserProfile,
  connection: ConnectionRecord | undefined,
): Omit<LogEvent, 'type'> {
  return {
    ...(connection === undefined
      ? {}
      : {
          connection: connection.name,
          connection_id: connection.id,
          strategy: connection.strategy,
          strategy_type: strategyTypeOf(connection.strategy),
        }),
    client_id: clientId,
    ip,
    user_agent: userAgent,
    user_id,
    user_name: email ?? username ?? phone_number ?? name,
  };
}
