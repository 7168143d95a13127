import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Query } from './ast.ts';
import { trees } from '../testing/queries.ts';
import { normalizeQuery } from './normalize.ts';
import { MAX_DEPTH, parseQuery } from './parse.ts';
import { printQuery } from './print.ts';

test('six thousand generated trees survive printing and parsing', () => {
  fc.assert(
    fc.property(trees, (tree) => {
      expect(parseQuery(printQuery(tree))).toEqual({ ok: true, query: normalizeQuery(tree) });
    }),
    { numRuns: 6_000 },
  );
});

const scope: Query = {
  kind: 'or',
  operands: [
    { kind: 'term', field: 'app_metadata.region', value: { kind: 'text', text: 'eu' } },
    { kind: 'term', field: 'app_metadata.region', value: { kind: 'text', text: 'us' } },
  ],
};

function expectScopeToHold(text: string): void {
  const asked = parseQuery(text);
  if (!asked.ok) return;
  const confined = parseQuery(printQuery({ kind: 'and', operands: [asked.query, scope] }));
  if (asked.query.kind === 'all') expect(confined).toEqual({ ok: true, query: scope });
  else expect(confined).toEqual({ ok: true, query: { kind: 'and', operands: [asked.query, scope] } });
}

test('no text that parses can leave the conjunction with a scope', () => {
  const pieces = fc.constantFrom(
    ...'a| |(|)|"|\\|AND|OR|NOT|+|-|!|&&|:|name:|*|[|]|{|}| TO |_exists_:|\\"|\\\\|\u3000|\u2028|é|) OR (|" OR "'.split(
      '|',
    ),
    '||',
  );
  const hostile = fc.oneof(
    fc.array(pieces, { maxLength: 14 }).map((parts) => parts.join('')),
    fc.string({ unit: 'binary', maxLength: 30 }),
    trees.map(printQuery),
  );
  let parsed = 0;
  fc.assert(
    fc.property(hostile, (text) => {
      if (parseQuery(text).ok) parsed += 1;
      expectScopeToHold(text);
    }),
    { numRuns: 10_000 },
  );
  expect(parsed).toBeGreaterThan(2_000);
});

test.each(['a OR b', 'a) OR (b', '" OR "', 'NOT a', '-a', 'a NOT', '*', 'name:(a', 'a \\', '\\) OR \\('])(
  'the text %s stays inside its scope',
  expectScopeToHold,
);

test('the deepest query that parses can be printed and parsed again', () => {
  const deep = '-('.repeat(MAX_DEPTH - 1) + 'a' + ')'.repeat(MAX_DEPTH - 1);
  const parsed = parseQuery(deep);
  if (!parsed.ok) throw new Error(parsed.error.message);
  expect(parseQuery(printQuery(parsed.query))).toEqual(parsed);
});

test.each<[Query, string]>([
  [{ kind: 'all' }, ''],
  [{ kind: 'or', operands: [] }, 'NOT *:*'],
  [{ kind: 'term', field: 'email', value: { kind: 'text', text: 'a+b@c.d' } }, 'email:"a+b@c.d"'],
  [{ kind: 'term', field: 'name', value: { kind: 'pattern', parts: ['Jo hn', ''] } }, 'name:Jo\\ hn*'],
  [
    {
      kind: 'and',
      operands: [
        { kind: 'not', operand: scope },
        { kind: 'exists', field: 'email' },
      ],
    },
    'NOT (app_metadata.region:eu OR app_metadata.region:us) AND _exists_:email',
  ],
  [
    {
      kind: 'or',
      operands: [
        { kind: 'not', operand: { kind: 'exists', field: 'a' } },
        { kind: 'exists', field: 'b' },
      ],
    },
    '(NOT _exists_:a) OR _exists_:b',
  ],
])('printQuery writes %j as %s', (tree, text) => {
  expect(printQuery(tree)).toBe(text);
});

test('printQuery refuses a field without a name', () => {
  expect(() => printQuery({ kind: 'exists', field: '' })).toThrow(RangeError);
});
