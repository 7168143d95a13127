import { BlockList, isIP } from 'node:net';

/**
 * IPv4 that is not the public internet. Source: IANA IPv4 Special-Purpose Address Registry; the last is
 * where Azure answers with the secrets of a machine (https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16)
 */
const reserved4 = blocks('ipv4', [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '168.63.129.16/32',
]);

/** All that is assigned as global unicast; so IPv4 in IPv6, NAT64 and local addresses are not in it. */
const global6 = blocks('ipv6', ['2000::/3']);

/** What of it is not the public internet, 6to4 and Teredo included. Source: IANA IPv6 Special-Purpose Address Registry */
const reserved6 = blocks('ipv6', ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']);

/** Whether an IP address is one of the public internet. What is no address is not. */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !reserved4.check(address, 'ipv4');
    case 6:
      // A zone names an interface of this machine.
      if (address.includes('%')) return false;
      return global6.check(address, 'ipv6') && !reserved6.check(address, 'ipv6');
    default:
      return false;
  }
}

function blocks(family: 'ipv4' | 'ipv6', ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [network = '', bits] = range.split('/');
    list.addSubnet(network, Number(bits), family);
  }
  return list;
}
