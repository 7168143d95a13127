import { hidesAddresses, isMasked } from '@rollcall/shared/access/mask.ts';
import type { LogEvent } from '@rollcall/shared/contract/history.ts';
import type { TenantLogEvent } from '../../management/log-events.ts';

/**
 * An event without what a mask hides. Where the address of a sign-in is hidden, so is the place that
 * Auth0 made of it. Descriptions quote what people typed, so they go with any hidden e-mail address,
 * phone number or username.
 */
export function shownLogEvent(event: TenantLogEvent, mask: readonly string[]): LogEvent {
  const { ip, location_info: place, description, details, ...told } = event;
  const shownIp = isMasked(mask, 'last_ip')
    ? {}
    : { ip, country: place?.country_name, city: place?.city_name };
  return {
    ...told,
    ...shownIp,
    ...(hidesAddresses(mask) ? {} : { description }),
    operation: operationOf(details),
  };
}

function operationOf(details: TenantLogEvent['details']): LogEvent['operation'] {
  const { method, path } = details?.request ?? {};
  if (method === undefined || path === undefined) return undefined;
  return { method: method.toUpperCase(), path: withoutQuery(path), status: details?.response?.statusCode };
}

/** What was searched for can be an address. */
function withoutQuery(path: string): string {
  return path.split('?')[0] ?? '';
}
