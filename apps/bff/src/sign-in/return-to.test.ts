import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeReturnTo } from './return-to.ts';

const home = new URL('https://rollcall.example.com');

describe('the address after sign-in', () => {
  it.each([
    '/',
    '/users',
    '/users?q=name%3Aa*&page=2',
    '/users/auth0%7C1/metadata#json',
    '/%09/x',
    '/a//b',
    '/@evil',
  ])('can be %s', (value) => {
    expect(safeReturnTo(value, home)).toBe(value);
  });

  it.each([
    undefined,
    ['/users', '/roles'],
    '',
    'users',
    'https://evil.example',
    'https:evil.example',
    'http://rollcall.example.com/users',
    'javascript:alert(1)',
    'data:text/html,x',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\/evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    ' /users',
    '/users\u0000',
    '/..//evil.example',
    '/./\\evil.example',
    '/.//evil.example',
    '/%2e%2e//evil.example',
    '/a/..//evil.example',
    '/auth/login?returnTo=/',
    '/auth',
    '/api/users',
    '/x/../api/users',
    `/${'a'.repeat(3000)}`,
  ])('cannot be %j', (value) => {
    expect(safeReturnTo(value, home)).toBe('/');
  });

  it('never leads away, whatever is asked for', () => {
    const piece = fc.constantFrom(
      '/',
      '\\',
      '.',
      '..',
      '%2f',
      '%5c',
      '%2e',
      '@',
      ':',
      '?',
      '#',
      'evil.example',
      'https:',
      '\t',
      '\n',
      ' ',
      '\u3002',
      '\uff0f',
      'a',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const target = safeReturnTo(pieces.join(''), home);
        expect(target).toMatch(/^\/(?!\/)/);
        expect(new URL(target, home).origin).toBe(home.origin);
      }),
      { numRuns: 5000 },
    );
  });
});
