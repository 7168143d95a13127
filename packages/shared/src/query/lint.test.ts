import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { trees } from '../testing/queries.ts';
import { lintQuery } from './lint.ts';
import { parseQuery } from './parse.ts';
import { presets } from './presets.ts';
import { printQuery } from './print.ts';

const described: readonly [text: string, level: string, words: RegExp, part: string | undefined][] = [
  ['user_metadata.plan:Gol*', 'error', /refuses wildcards/, 'user_metadata.plan:Gol'],
  ['user_metadata.level:[1 TO 9]', 'error', /refuses ranges/, '_exists_:user_metadata.level'],
  ['name:*sa', 'error', /at least 3 characters/, 'name:sa*'],
  ['name:*usa', 'warning', /slow/, 'name:usa*'],
  ['*sa', 'error', /at least 3 characters/, 'sa*'],
  ['username:Jane', 'hint', /Capitals count/, '(username:Jane OR username:jane)'],
  ['app_metadata.plan:Pro', 'hint', /Capitals count/, '(app_metadata.plan:Pro OR app_metadata.plan:pro)'],
  ['app_metadata.plan:p*', 'hint', /not promised/, undefined],
  ['(richard)', 'hint', /whole value/, undefined],
  ['name:richard', 'warning', /whole of name/, 'name:*richard*'],
  ['name:ab', 'warning', /whole of name/, 'name:ab*'],
  ['user_id:auth0', 'warning', /whole of user_id/, 'user_id:auth0*'],
  ['picture:x', 'error', /does not let users be searched by picture/, undefined],
  ['last_password_reset:2024', 'error', /searched by last_password_reset/, undefined],
  ['emial:"a@b.c"', 'error', /no field “emial”/, 'email:"a@b.c"'],
  ['connection:github', 'error', /no field/, 'identities.connection:github'],
  ['user_metdata.plan:pro', 'error', /no field/, 'user_metadata.plan:pro'],
  ['app_metadata:pro', 'error', /object/, undefined],
  ['name.raw:"Ann Lee"', 'error', /\.raw/, 'name:"Ann Lee"'],
  ['logins_count:>=10', 'error', /range/, 'logins_count:[10 TO *]'],
  ['logins_count:<3', 'error', /range/, 'logins_count:[* TO 3}'],
  ['created_at:2024*', 'error', /no wildcards/, 'created_at:2024'],
  ['created_at:[2024/5/1 TO *]', 'error', /no date/, 'created_at:[2024-05-01 TO *]'],
  ['created_at:[2025 TO 2024}', 'error', /ends before/, 'created_at:{2024 TO 2025]'],
  ['app_metadata.since:[now-7d TO *]', 'error', /only, not in/, undefined],
  ['blocked:yes', 'error', /true or false/, 'blocked:true'],
  ['blocked:false', 'warning', /never had blocked/, '(NOT blocked:true)'],
  ['logins_count:0', 'warning', /no logins_count/, '((NOT _exists_:logins_count) OR logins_count:0)'],
  ['name:"ann*"', 'warning', /ordinary character/, 'name:ann*'],
  ['name:ann* blocked:true', 'warning', /either of the two/, 'AND'],
  ['(name:ann*) (blocked:true)', 'warning', /either of the two/, 'AND'],
  ['blocked:true and', 'warning', /in capitals/, undefined],
];

describe('lintQuery', () => {
  it.each(described)('says of %s: %s, %s', (text, level, words, part) => {
    const [first] = lintQuery(text);
    expect(first).toMatchObject({ level, sentence: expect.stringMatching(words) });
    if (part !== undefined) expect(first?.rewrite?.part).toBe(part);
  });

  it('says where, and gives the whole text with what to say instead', () => {
    const text = 'blocked:true AND (name:*sa OR email:ann*)';
    expect(lintQuery(text)).toMatchObject([
      { start: 18, end: 26, rewrite: { text: 'blocked:true AND (name:sa* OR email:ann*)' } },
    ]);
  });

  it.each([
    'email:"a@b.c"',
    'name:ann* AND NOT blocked:true',
    'last_login:[* TO now-90d}',
    'NOT _exists_:email_verified OR email_verified:false',
    '_exists_:app_metadata.plan',
    'identities.connection:"Username-Password-Authentication"',
    'name:(ann* OR "Bob Lee")',
    ...presets.map(({ text }) => text),
  ])('has nothing to say of %s', (text) => {
    expect(lintQuery(text)).toEqual([]);
  });

  it('warns of more conditions than a search can take', () => {
    const text = Array.from({ length: 60 }, (_, index) => `username:u${index}`).join(' OR ');
    expect(lintQuery(text)).toMatchObject([{ level: 'warning', sentence: expect.stringContaining('60') }]);
  });

  it('never offers what cannot be read, and mends what it calls an error', () => {
    let offered = 0;
    fc.assert(
      fc.property(trees, (tree) => {
        for (const { rewrite, level, sentence, start, end } of lintQuery(printQuery(tree))) {
          expect(start).toBeLessThan(end);
          if (rewrite === undefined) continue;
          offered += 1;
          expect(parseQuery(rewrite.text)).toMatchObject({ ok: true });
          if (level === 'error') {
            const again = lintQuery(rewrite.text).filter((other) => other.start === start);
            expect(again.map((other) => other.sentence)).not.toContain(sentence);
          }
        }
      }),
      { numRuns: 2_000, seed: 6 },
    );
    expect(offered).toBeGreaterThan(1_000);
  });
});
