import type { LookedUp } from '@rollcall/shared/contract/lookups.ts';
import { readSearchBox } from '@rollcall/shared/user/search-box.ts';
import { describe, expect, it } from 'vitest';
import { csvOf, linesOf, queryFor } from './outcomes.ts';

const ada = {
  user_id: 'auth0|ada',
  name: '=HYPERLINK("x")',
  email: '+ada@x.test',
  identities: [],
};
const users = new Map([[ada.user_id, ada]]);
const done: LookedUp[] = [
  { entry: '@ada', outcome: 'found', user_ids: ['auth0|ada'] },
  { entry: 'no"body', outcome: 'missing', user_ids: [] },
];

describe('a result', () => {
  it('is a file in which nothing is computed', () => {
    expect(csvOf(linesOf(done, users))).toBe(
      '\uFEFF"entry","outcome","user_id","name","email","blocked"\r\n' +
        '"\'@ada","found","auth0|ada","\'=HYPERLINK(""x"")","\'+ada@x.test","false"\r\n' +
        '"no""body","missing","","","",""\r\n',
    );
  });

  it('is searched for as long as that fits', () => {
    const query = queryFor(['auth0|a"b', 'email|c']);
    expect(query).toBe(String.raw`user_id:("auth0|a\"b" OR "email|c")`);
    expect(readSearchBox(query ?? '').kind).toBe('lucene');
    expect(queryFor([])).toBeUndefined();
    expect(queryFor(Array.from({ length: 100 }, (_, nth) => `auth0|0123456789abcdef${nth}`))).toBeUndefined();
  });
});
