import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalizeQuery } from '../query/normalize.ts';
import { trees } from '../testing/queries.ts';
import { boxQuery, boxText } from './box-query.ts';
import { explainSearch } from './explain-search.ts';
import { readSearchBox } from './search-box.ts';

describe('boxText', () => {
  it('is taken for the query that it was made of', () => {
    fc.assert(
      fc.property(trees, (tree) => {
        expect(boxQuery(readSearchBox(boxText(tree)))).toEqual(normalizeQuery(tree));
      }),
      { numRuns: 2_000, seed: 6 },
    );
  });

  it('does not let a single value become words', () => {
    expect(boxText({ kind: 'term', field: undefined, value: { kind: 'text', text: 'anna' } })).toBe('(anna)');
  });
});

describe('explainSearch', () => {
  it.each([
    ['', 'All users'],
    ['anna@acme.example', 'Users whose e-mail is exactly “anna@acme.example”, looked up directly'],
    ['auth0|1', 'The user with the user_id “auth0|1”, looked up directly'],
    ['+49 170 1234567', 'Users whose phone number is “+491701234567”'],
    ['192.0.2.1', 'Users whose last IP address is “192.0.2.1”'],
    ['org_0123456789abcdef', 'Members of the organization “org_0123456789abcdef”'],
    ['anna', 'Users in whose name, e-mail, username or user_id “anna” is found'],
    ['name:(', undefined],
  ])('reads %s as %s', (text, sentence) => {
    expect(explainSearch(readSearchBox(text))).toBe(sentence);
  });
});
