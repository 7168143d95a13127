import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Query } from '../query/ast.ts';
import { matchesQuery } from '../query/match.ts';
import { parseQuery } from '../query/parse.ts';
import { printQuery } from '../query/print.ts';
import { readSearchBox } from '../user/search-box.ts';
import { fieldsOfQuery, isSortable, mayTellAddresses, refusedField, withoutMasked } from './masked-search.ts';

const mask = ['email', 'phone_number', 'app_metadata.pay'];

function parsed(text: string): Query {
  const read = parseQuery(text);
  if (!read.ok) throw new Error(read.error.message);
  return read.query;
}

function words(text: string): Query {
  const read = readSearchBox(text);
  if (read.kind !== 'words') throw new Error(`${text} is taken for ${read.kind}.`);
  return read.query;
}

describe('a query, while fields are hidden,', () => {
  it.each([
    ['email:"a@b.c"', 'email'],
    ['name:a AND NOT (blocked:true OR email:a*)', 'email'],
    ['email.domain:example.com', 'email.domain'],
    ['email_verified:true', 'email_verified'],
    ['_exists_:phone_number', 'phone_number'],
    ['phone_number:*', 'phone_number'],
    ['phone_number:[* TO *]', 'phone_number'],
    ['-email:a', 'email'],
    ['e\\mail:a', 'email'],
    ['email:(a OR b)', 'email'],
    ['app_metadata.pay:[1 TO 9]', 'app_metadata.pay'],
    ['app_metadata.pay.euro:5', 'app_metadata.pay.euro'],
    ['_exists_:app_metadata', 'app_metadata'],
    ['app_metadata.\\*:5', 'app_metadata.*'],
    ['_missing_:email', '_missing_'],
    ['_all:x', '_all'],
  ])('cannot be %s', (text, field) => {
    expect(refusedField(mask, parsed(text))).toBe(field);
  });

  it.each([
    'name:anna*',
    'app_metadata.payment:5',
    '_exists_:user_metadata',
    'user_id:"auth0|1" OR last_ip:1*',
    'anna',
    'created_at:[2024 TO *]',
  ])('can be %s', (text) => {
    expect(refusedField(mask, parsed(text))).toBeUndefined();
  });

  it('can be anything where nothing is hidden', () => {
    expect(refusedField([], parsed('email:a AND _all:x'))).toBeUndefined();
  });

  it('looks for a word without a field in what is shown only', () => {
    const query = withoutMasked(mask, parsed('"anna@example.com"'));
    expect(fieldsOfQuery(query)).not.toContain('email');
    expect(matchesQuery(query, { email: 'anna@example.com' })).toBe(false);
    expect(matchesQuery(query, { username: 'anna@example.com' })).toBe(true);
    expect(withoutMasked(['last_ip'], parsed('anna'))).toEqual(parsed('anna'));
  });

  it('looks for words of the search box in what is shown only', () => {
    const query = withoutMasked(mask, words('anna +49301234'));
    expect(printQuery(query)).not.toMatch(/email|phone_number/);
    expect(matchesQuery(query, { name: 'anna', email: '+49301234@x.y' })).toBe(false);
    expect(matchesQuery(withoutMasked(mask, words('anna')), { name: 'Joanna' })).toBe(true);
    expect(matchesQuery(withoutMasked(mask, words('anna')), { email: 'anna@x.y' })).toBe(false);
  });

  it('has to be looked at user by user where a name may be made of what is hidden', () => {
    expect(mayTellAddresses(mask, parsed('nickname:anna'))).toBe(true);
    expect(mayTellAddresses(mask, parsed('blocked:true'))).toBe(false);
    expect(mayTellAddresses(['last_ip'], parsed('nickname:anna'))).toBe(false);
  });

  it.each([
    ['email', false],
    ['name', false],
    ['created_at', true],
  ])('is sorted by %s: %s', (field, sortable) => {
    expect(isSortable(mask, field)).toBe(sortable);
  });

  it('is sorted by name where no address is hidden', () => {
    expect(isSortable(['last_ip'], 'name')).toBe(true);
    expect(isSortable(['last_ip'], 'last_ip')).toBe(false);
  });
});

describe('an answer, while an address is hidden,', () => {
  it('does not depend on it, whatever is asked', () => {
    const value = fc.constantFrom('anna@example.com', 'anna', 'a', '+4930', 'example.com', '*', 'a*');
    const field = fc.constantFrom(
      '',
      '',
      'email:',
      'email.domain:',
      '_exists_:',
      'name:',
      'phone_number:',
      'username:',
    );
    const term = fc.tuple(field, value).map(([name, text]) => `${name}${text.replace(/[+@]/g, '\\$&')}`);
    const text = fc
      .array(fc.tuple(fc.constantFrom('AND', 'OR', 'AND NOT'), term), { minLength: 1, maxLength: 4 })
      .map((parts) =>
        parts.map(([operator, one], index) => (index === 0 ? one : `${operator} ${one}`)).join(' '),
      );
    fc.assert(
      fc.property(text, (asked) => {
        const read = parseQuery(asked);
        if (!read.ok || refusedField(mask, read.query) !== undefined) return;
        const query = withoutMasked(mask, read.query);
        const user = { user_id: 'auth0|1', name: 'a', username: 'anna' };
        const hidden = { email: 'anna@example.com', phone_number: '+4930', app_metadata: { pay: 'a' } };
        expect(matchesQuery(query, { ...user, ...hidden })).toBe(matchesQuery(query, user));
      }),
      { numRuns: 2000 },
    );
  });
});
