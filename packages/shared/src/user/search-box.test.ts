import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesQuery } from '../query/match.ts';
import { parseQuery } from '../query/parse.ts';
import { printQuery } from '../query/print.ts';
import { readSearchBox } from './search-box.ts';

const anna = {
  user_id: 'auth0|5f7c8ec7c33c6c004bbafe82',
  name: 'Anna Meier-Lüdenscheid',
  given_name: 'Anna',
  family_name: 'Meier-Lüdenscheid',
  nickname: 'anna.meier',
  email: 'anna.meier@acme.example',
  username: 'ameier',
  phone_number: '+4930123456',
};

describe('the search box takes', () => {
  it.each([
    ['nothing', '', 'all'],
    ['blanks', '   ', 'all'],
    ['an address', ' anna.meier@acme.example ', 'email'],
    ['a user_id', 'auth0|5f7c8ec7c33c6c004bbafe82', 'user_id'],
    ['a SAML user_id', 'samlp|acme|anna@acme.example', 'user_id'],
    ['a name', 'Anna Meier', 'words'],
    ['a name with an apostrophe', "O'Neill", 'words'],
    ['a name with a hyphen', 'Meier-Lüdenscheid', 'words'],
    ['a part of an address', 'anna.meier@', 'words'],
    ['a time of day in words', '12:30', 'words'],
    ['a field', 'name:anna*', 'lucene'],
    ['a field after a sign', '-blocked:true', 'lucene'],
    ['an operator', 'anna OR bill', 'lucene'],
    ['quotation marks', '"Anna Meier"', 'lucene'],
    ['a wildcard', 'ann*', 'lucene'],
    ['a small "or", which is a word', 'this or that', 'words'],
    ['a phone number as it is written', '+49 (0)170 123 45-67', 'phone_number'],
    ['a phone number with 00', '0049 170 1234567', 'phone_number'],
    ['the beginning of a phone number', '+49301', 'words'],
    ['digits', '49301234567', 'words'],
    ['an IP address', '192.168.0.1', 'last_ip'],
    ['an IPv6 address', '2001:db8::1', 'last_ip'],
    ['a mapped IPv6 address', '::ffff:192.0.2.1', 'last_ip'],
    ['no IP address', '256.1.1.1', 'words'],
    ['half an IP address', '192.168.0', 'words'],
    ['an organization', 'org_0123456789abcdef', 'organization'],
    ['the beginning of one', 'org_01234', 'words'],
    ['a name with a comma', 'Meier, Anna', 'words'],
    ['an unfinished query', 'name:"Anna', 'invalid'],
  ])('%s (%s) for %s', (_words, text, kind) => {
    expect(readSearchBox(text).kind).toBe(kind);
  });

  it.each([
    ['+49 (0)170 123 45-67', 'phone_number:"+491701234567"'],
    ['0049 170 1234567', 'phone_number:"+491701234567"'],
    ['192.168.0.1', 'last_ip:192.168.0.1'],
    ['2001:db8::1', 'last_ip:"2001:db8::1"'],
    ['org_0123456789abcdef', 'organization_id:org_0123456789abcdef'],
  ])('%s for %s', (text, query) => {
    const asked = readSearchBox(text);
    expect('query' in asked && printQuery(asked.query)).toBe(query);
  });

  it.each([':::', '1::2::3', '1:2:3:4:5:6:7', '1:2:3:4:5:6:7:8:9', '2001:db8:', ':1::2', '1.2.3.4.5'])(
    '%s for no IP address',
    (text) => {
      expect(readSearchBox(text).kind).not.toBe('last_ip');
    },
  );

  it('a fault at its place in what was typed, leading blanks included', () => {
    const plain = readSearchBox('name:"Anna');
    const shifted = readSearchBox('   name:"Anna');
    expect(plain).toMatchObject({ kind: 'invalid', error: { position: expect.any(Number) } });
    expect(plain.kind === 'invalid' && shifted.kind === 'invalid').toBe(true);
    if (plain.kind !== 'invalid' || shifted.kind !== 'invalid') return;
    expect(shifted.error.position).toBe(plain.error.position + 3);
  });
});

function finds(text: string): boolean {
  const asked = readSearchBox(text);
  if (asked.kind !== 'words') throw new Error(`${text} was taken for ${asked.kind}`);
  return matchesQuery(asked.query, anna);
}

describe('words', () => {
  it.each([
    'anna',
    'ANNA meier',
    'Meier, Anna',
    'meier anna',
    'lüden',
    'acme.example',
    'ameier',
    'an',
    '4930',
    '+49301',
  ])('find a user by %s', (text) => {
    expect(finds(text)).toBe(true);
  });

  it.each(['annabel', 'anna bill', 'user_id', '4931'])('do not find the user by %s', (text) => {
    expect(finds(text)).toBe(false);
  });

  it('never become operators or fields, whatever they are', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 30 }), (text) => {
        const asked = readSearchBox(text);
        if (asked.kind !== 'words') return;
        const printed = parseQuery(
          printQuery({ kind: 'and', operands: [asked.query, { kind: 'exists', field: 'user_id' }] }),
        );
        expect(printed.ok && printed.query.kind === 'and' && printed.query.operands.at(-1)).toEqual({
          kind: 'exists',
          field: 'user_id',
        });
      }),
    );
  });
});
