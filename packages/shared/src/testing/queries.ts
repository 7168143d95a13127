import fc from 'fast-check';
import type { Query, Value } from '../query/ast.ts';
import { wordQuery } from '../query/words.ts';

const characters = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...'+-&|!(){}[]^"~*?:\\/ \t\n\u3000'.split('')) },
  { weight: 3, arbitrary: fc.constantFrom(...'abAB09._@é山'.split(''), '😀') },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }) },
);
const words = fc
  .oneof(
    { weight: 1, arbitrary: fc.constantFrom('AND', 'OR', 'NOT', 'TO', 'true', '-5', '2024-05-01T10:00:00Z') },
    { weight: 1, arbitrary: fc.constantFrom('now', 'now-90d', 'now-1y', 'now-') },
    {
      weight: 8,
      arbitrary: fc.array(characters, { minLength: 1, maxLength: 8 }).map((chars) => chars.join('')),
    },
  )
  .filter((word) => word.isWellFormed() && !word.includes('\0'));
const texts = fc.oneof({ weight: 1, arbitrary: fc.constant('') }, { weight: 9, arbitrary: words });
const names = fc
  .oneof(
    {
      weight: 1,
      arbitrary: fc.constantFrom('name', 'blocked', 'last_login', 'created_at', 'user_metadata.a.b'),
    },
    { weight: 1, arbitrary: words },
  )
  .filter((word) => word !== '_exists_');
const bounds = fc.option(texts, { nil: undefined });
const values: fc.Arbitrary<Value> = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), text: texts }),
  fc.record({
    kind: fc.constant('pattern' as const),
    parts: fc.array(texts, { minLength: 1, maxLength: 4 }),
  }),
  fc.record({
    kind: fc.constant('range' as const),
    from: bounds,
    to: bounds,
    includeFrom: fc.boolean(),
    includeTo: fc.boolean(),
  }),
);

/** Trees of every shape, with what a search box, a builder and an attacker would put into them; for proofs. */
export const { tree: trees } = fc.letrec<{ tree: Query }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'tree' },
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constant('term' as const),
        field: fc.option(names, { nil: undefined }),
        value: values,
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('exists' as const), field: names }) },
    { weight: 1, arbitrary: fc.constant({ kind: 'all' as const }) },
    { weight: 1, arbitrary: words.map(wordQuery) },
    {
      weight: 9,
      arbitrary: fc.record({
        kind: fc.constantFrom('and' as const, 'or' as const),
        operands: fc.array(tie('tree'), { maxLength: 4 }),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({ kind: fc.constant('not' as const), operand: tie('tree') }),
    },
  ),
}));
