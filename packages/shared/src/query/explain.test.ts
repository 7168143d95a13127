import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainQuery } from './explain.ts';
import { trees } from '../testing/queries.ts';
import { parseQuery } from './parse.ts';
import { presets } from './presets.ts';
import { printQuery } from './print.ts';
import { wordsQuery } from './words.ts';

function explained(text: string): string {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return explainQuery(parsed.query);
}

describe('explainQuery', () => {
  it.each([
    ['', 'All users'],
    ['blocked:true', 'Users who are blocked'],
    ['NOT blocked:true', 'Users who are not blocked'],
    ['email_verified:false', 'Users whose e-mail verified is “false”'],
    ['name:"Ann Lee"', 'Users whose name is “Ann Lee”'],
    ['NOT name:ann*', 'Users whose name does not begin with “ann”'],
    ['email:*acme*', 'Users whose e-mail contains “acme”'],
    ['name:a*b', 'Users whose name is like “a…b”'],
    ['name:(ann OR bob OR eve)', 'Users whose name is “ann”, “bob” or “eve”'],
    ['user_metadata.plan:pro', 'Users whose user_metadata.plan is “pro”'],
    ['_exists_:username', 'Users whose username is set'],
    ['NOT _exists_:phone_number', 'Users whose phone number is not set'],
    ['last_login:[now-90d TO *]', 'Users who last signed in in the last 90 days'],
    ['NOT last_login:[now-90d TO *]', 'Users who did not last sign in in the last 90 days'],
    ['last_login:[* TO now-1d}', 'Users who last signed in more than 1 day ago'],
    ['created_at:[now-1y TO now]', 'Users who were created in the last year'],
    ['created_at:[2024-01 TO 2024-03}', 'Users who were created on or after 2024-01 and before 2024-03'],
    ['created_at:2024-05', 'Users who were created in 2024-05'],
    ['created_at:now', 'Users who were created today'],
    ['logins_count:{3 TO 9]', 'Users whose number of sign-ins is more than 3 and at most 9'],
    ['anna', 'Users of whom a name, e-mail or other identifier is “anna”'],
    ['NOT *', 'Users of whom there is nobody'],
    [
      'blocked:true AND (name:ann* OR email:ann*)',
      'Users who are blocked and (whose name begins with “ann” or whose e-mail begins with “ann”)',
    ],
    [
      'NOT (blocked:true AND name:x)',
      'Users who are not among those (who are blocked and whose name is “x”)',
    ],
  ])('reads %s as “%s”', (text, sentence) => {
    expect(explained(text)).toBe(sentence);
  });

  it('reads words as they were typed', () => {
    expect(explainQuery(wordsQuery(['anna', 'meier']))).toBe(
      'Users in whose name, e-mail, username or user_id “anna” and “meier” are found',
    );
  });

  it.each(presets.map(({ title, text }) => [title, text]))('has plain words for “%s”', (_title, text) => {
    expect(explained(text)).not.toMatch(/[_:[\]]/u);
    expect(parseQuery(text)).toMatchObject({ ok: true });
  });

  it('has a sentence for every query', () => {
    fc.assert(
      fc.property(trees, (tree) => {
        expect(explainQuery(tree)).toMatch(/^(?:All users|Users \(*(?:who|in|of|for))/u);
        expect(printQuery(tree)).toBeDefined();
      }),
      { numRuns: 1_000, seed: 6 },
    );
  });
});
