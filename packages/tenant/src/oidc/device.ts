import { Provider } from 'oidc-provider';
import type { Device } from '../store/tables/sessions.ts';

/** The first private number: addresses of one's own machine belong to no autonomous system. */
const LOCAL_ASN = '64512';

/** What a request tells of the device it comes from. */
export type LastUse = Pick<Device, 'last_ip' | 'last_asn' | 'last_user_agent'>;

/** The device behind a request, IPv4 in its usual form. */
export function lastUse(ip: string, userAgent: string): LastUse {
  return { last_ip: ip.replace(/^::ffff:/u, ''), last_asn: LOCAL_ASN, last_user_agent: userAgent };
}

/** The device behind the request that the OpenID provider is working on, as the first and the last of its session. */
export function currentDevice(): { device: Device; last: LastUse } {
  const context = Provider.ctx;
  const last = lastUse(context?.ip ?? '', context?.get('user-agent') ?? '');
  return {
    last,
    device: {
      initial_ip: last.last_ip,
      initial_asn: last.last_asn,
      initial_user_agent: last.last_user_agent,
      ...last,
    },
  };
}
