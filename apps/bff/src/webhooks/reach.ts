import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { isPublicAddress } from './public-address.ts';

/** What reports can reach. There is one in the product, `publicInternet`; tests have a server of their own. */
export interface Reach {
  /** All addresses of a name. @throws when it has none */
  lookup: (hostname: string) => Promise<readonly LookupAddress[]>;
  isAllowed: (address: string) => boolean;
  port: number;
  /** Who vouches for certificates; the usual authorities when absent. */
  certificateAuthority?: string;
}

/** https servers of the public internet, at the usual port. */
export const publicInternet: Reach = {
  lookup: (hostname) => lookup(hostname, { all: true }),
  isAllowed: isPublicAddress,
  port: 443,
};

/** Rollcall does not send there; the message says why, in a sentence. */
export class AddressRefused extends Error {
  override name = 'AddressRefused';
}

/**
 * Where the host of a URL is. All of its addresses are judged: with one that is not allowed, the next
 * look-up could lead there.
 *
 * @throws {AddressRefused}
 */
export async function addressesOf(url: URL, reach: Reach): Promise<readonly LookupAddress[]> {
  if (url.protocol !== 'https:') throw new AddressRefused('It does not start with https://.');
  if (url.username !== '' || url.password !== '') {
    throw new AddressRefused('It holds a user name or a password. Check the signature instead.');
  }
  if (Number(url.port === '' ? 443 : url.port) !== reach.port) {
    throw new AddressRefused(`It names another port than ${reach.port}.`);
  }
  // However an IP address is spelled, as a decimal, octal or hexadecimal number, URL has made it plain.
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const addresses = isIP(host) === 0 ? await resolve(host, reach) : [{ address: host, family: isIP(host) }];
  if (!addresses.every(({ address }) => reach.isAllowed(address))) {
    throw new AddressRefused('It leads to an address that is not on the public internet.');
  }
  return addresses;
}

async function resolve(host: string, reach: Reach): Promise<readonly LookupAddress[]> {
  const addresses = await reach.lookup(host).catch(() => []);
  if (addresses.length === 0) throw new AddressRefused(`The name ${host} cannot be resolved.`);
  return addresses;
}
