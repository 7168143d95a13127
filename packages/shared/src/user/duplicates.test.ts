import { describe, expect, it } from 'vitest';
import { type ComparedUser, duplicateSigns } from './duplicates.ts';

const ada: ComparedUser = {
  name: 'Ada Lovelace',
  email: 'Ada@Example.com',
  email_verified: true,
  phone_number: '+441',
  last_ip: '192.0.2.1',
  identities: [{}],
};
const stranger: ComparedUser = { identities: [{}] };

describe('what speaks for one person', () => {
  it.each([
    [
      'the same verified address, whatever its case',
      { email: 'ada@example.com', email_verified: true },
      ['verified_email'],
    ],
    ['the same address, unverified', { email: 'ada@example.com', email_verified: false }, ['email']],
    [
      'the verified address of a linked identity',
      { identities: [{ profileData: { email: 'ada@example.com', email_verified: true } }] },
      ['verified_email'],
    ],
    ['the same phone number', { phone_number: '+441' }, ['phone_number']],
    [
      'the same name before another domain',
      { name: 'ada lovelace ', email: 'ada@other.org' },
      ['name_and_local_part'],
    ],
    [
      'the same name at the same address of the network',
      { name: 'Ada Lovelace', last_ip: '192.0.2.1' },
      ['name_and_ip'],
    ],
    ['the same name alone', { name: 'Ada Lovelace' }, []],
    ['the same address of the network alone', { last_ip: '192.0.2.1' }, []],
    ['the same part before the @ alone', { email: 'ada@other.org' }, []],
    ['an empty phone number', { phone_number: '' }, []],
    ['nothing', {}, []],
  ] as const)('%s', (_words, other, signs) => {
    expect(duplicateSigns(ada, { ...stranger, ...other })).toEqual(signs);
    expect(duplicateSigns({ ...stranger, ...other }, ada)).toEqual(signs);
  });

  it('several signs, the strongest first', () => {
    expect(duplicateSigns(ada, ada)).toEqual(['verified_email', 'phone_number', 'name_and_ip']);
  });
});
