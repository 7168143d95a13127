import { expect, it } from 'vitest';
import { AddressRefused, addressesOf, publicInternet } from './reach.ts';
import { isPublicAddress } from './public-address.ts';

it.each(['1.1.1.1', '172.15.0.1', '192.0.1.1', '223.255.255.255', '2606:4700::1111', '2a00:1450:4001::8'])(
  'counts %s as public',
  (address) => expect(isPublicAddress(address)).toBe(true),
);

it.each([
  ['this network', '0.0.0.0'],
  ['private', '10.1.2.3'],
  ['private', '172.16.0.1'],
  ['private', '172.31.255.255'],
  ['private', '192.168.1.1'],
  ['shared by a provider', '100.64.0.1'],
  ['loopback', '127.0.0.1'],
  ['loopback', '127.255.255.254'],
  ['link-local, with metadata of clouds', '169.254.169.254'],
  ['metadata of Oracle', '192.0.0.192'],
  ['metadata of Alibaba', '100.100.100.200'],
  ['metadata of Azure', '168.63.129.16'],
  ['documentation', '192.0.2.1'],
  ['documentation', '198.51.100.1'],
  ['documentation', '203.0.113.1'],
  ['benchmarks', '198.19.0.1'],
  ['multicast', '224.0.0.1'],
  ['reserved', '240.0.0.1'],
  ['broadcast', '255.255.255.255'],
  ['unspecified', '::'],
  ['loopback', '::1'],
  ['IPv4 in IPv6', '::ffff:127.0.0.1'],
  ['IPv4 in IPv6, public too', '::ffff:1.1.1.1'],
  ['IPv4 in IPv6, old', '::127.0.0.1'],
  ['NAT64', '64:ff9b::7f00:1'],
  ['NAT64, local', '64:ff9b:1::1'],
  ['6to4', '2002:7f00:1::'],
  ['Teredo', '2001::1'],
  ['documentation', '2001:db8::1'],
  ['documentation', '3fff::1'],
  ['unique local, with metadata of AWS', 'fd00:ec2::254'],
  ['unique local', 'fc00::1'],
  ['link-local', 'fe80::1'],
  ['link-local of an interface', 'fe80::1%lo'],
  ['public, of an interface', '2606:4700::1111%lo'],
  ['multicast', 'ff02::1'],
  ['no address', 'localhost'],
])('does not count as public: %s (%s)', (_what, address) => {
  expect(isPublicAddress(address)).toBe(false);
});

it.each([
  'https://127.0.0.1/',
  'https://2130706433/',
  'https://0x7f000001/',
  'https://0x7f.1/',
  'https://0177.0.0.1/',
  'https://127.1/',
  'https://①②⑦.0.0.1/',
  'https://127.0.0.1./',
  'https://[::1]/',
  'https://[0:0:0:0:0:0:0:1]/',
  'https://[::ffff:7f00:1]/',
  'https://[::ffff:127.0.0.1]/',
  'https://localhost/',
])('refuses %s, however it is spelled', async (url) => {
  await expect(addressesOf(new URL(url), publicInternet)).rejects.toThrow('not on the public internet');
});

it.each([
  ['http://1.1.1.1/', 'does not start with https://'],
  ['https://ada:secret@1.1.1.1/', 'user name or a password'],
  ['https://1.1.1.1:8443/', 'another port than 443'],
  ['https://nowhere.invalid/', 'nowhere.invalid cannot be resolved'],
])('refuses %s', async (url, why) => {
  const reach = { ...publicInternet, lookup: async () => [] };
  const refusal = addressesOf(new URL(url), reach);
  await expect(refusal).rejects.toThrow(why);
  await expect(refusal).rejects.toBeInstanceOf(AddressRefused);
});

function named(...found: { address: string; family: number }[]) {
  return addressesOf(new URL('https://hooks.example/'), { ...publicInternet, lookup: async () => found });
}

it('takes a name that leads to public addresses only, and refuses one with a private one among them', async () => {
  const open = { address: '1.1.1.1', family: 4 };
  expect(await named(open)).toEqual([open]);
  await expect(named(open, { address: '10.0.0.1', family: 4 })).rejects.toThrow('not on the public internet');
  await expect(named(open, { address: '::1', family: 6 })).rejects.toThrow('not on the public internet');
});
