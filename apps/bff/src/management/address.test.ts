import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressOf } from './address.ts';

const origin = 'https://tenant.example';
const template = '/api/v2/users/{id}/logs';

describe('the address of a call', () => {
  it.each([
    ['auth0|1', '/api/v2/users/auth0%7C1/logs'],
    ['samlp|acme|anna@acme.example', '/api/v2/users/samlp%7Cacme%7Canna%40acme.example/logs'],
    ['x/../y', '/api/v2/users/x%2F..%2Fy/logs'],
    ['%2e%2e', '/api/v2/users/%252e%252e/logs'],
    ['a?b#c', '/api/v2/users/a%3Fb%23c/logs'],
    ['...', '/api/v2/users/.../logs'],
  ])('keeps %s in its segment', (id, path) => {
    expect(addressOf(origin, template, { id }).pathname).toBe(path);
  });

  it.each(['.', '..', ''])('is refused when %j would move it', (id) => {
    expect(() => addressOf(origin, template, { id })).toThrow(RangeError);
  });

  it('is refused when a value is missing', () => {
    expect(() => addressOf(origin, template, {})).toThrow('lacks id');
  });

  it('stays under its template whatever the value is, or is refused', () => {
    const piece = fc.constantFrom(
      '.',
      '/',
      '\\',
      '%',
      '2e',
      '2f',
      '?',
      '#',
      '@',
      ':',
      '\t',
      ' ',
      'a',
      '|',
      '\u2024',
    );
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 8 }), (pieces) => {
        const id = pieces.join('');
        if (id === '.' || id === '..') return;
        const url = addressOf(origin, template, { id });
        expect(url.origin).toBe(origin);
        expect(url.search + url.hash).toBe('');
        expect(url.pathname.split('/')).toHaveLength(6);
        expect(decodeURIComponent(url.pathname.split('/')[4] ?? '')).toBe(id);
      }),
      { numRuns: 5000 },
    );
  });
});
