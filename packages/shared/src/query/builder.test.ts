import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builderOf, type Condition, type Group, isComplete, nextKey, type Part, queryOf } from './builder.ts';
import { trees } from '../testing/queries.ts';
import { normalizeQuery } from './normalize.ts';
import { parseQuery } from './parse.ts';
import { printQuery } from './print.ts';
import { wordQuery } from './words.ts';

function read(text: string) {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.query;
}

function keysOf(part: Part): number[] {
  return [part.key, ...(part.kind === 'group' ? part.parts.flatMap(keysOf) : [])];
}

function conditionsOf(part: Part): Condition[] {
  return part.kind === 'group' ? part.parts.flatMap(conditionsOf) : [part];
}

describe('the builder', () => {
  it('gives twenty thousand queries back as they were: text, tree, builder, tree, text, tree', () => {
    let groups = 0;
    fc.assert(
      fc.property(trees, (tree) => {
        const first = read(printQuery(tree));
        const built = builderOf(first);
        if (conditionsOf(built).length > 2) groups += 1;
        const again = queryOf(built);
        expect(again).toEqual(first);
        expect(read(printQuery(again))).toEqual(normalizeQuery(tree));
      }),
      { numRuns: 20_000, seed: 20_261_124 },
    );
    expect(groups).toBeGreaterThan(3_000);
  });

  it('gives each part a key of its own', () => {
    fc.assert(
      fc.property(trees, (tree) => {
        const built = builderOf(tree);
        const keys = keysOf(built);
        expect(new Set(keys).size).toBe(keys.length);
        expect(nextKey(built)).toBeGreaterThan(Math.max(...keys));
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['name:ann*', 'starts', ['ann']],
    ['name:*ann', 'ends', ['ann']],
    ['name:*ann*', 'contains', ['ann']],
    ['name:a*\\**', 'matches', ['a*\\**']],
    ['name:(a OR "b c")', 'one_of', ['a', 'b c']],
    ['logins_count:[3 TO *]', 'at_least', ['3']],
    ['logins_count:{3 TO *]', 'more_than', ['3']],
    ['logins_count:[3 TO 5}', 'between_from', ['3', '5']],
    ['created_at:[now-7d TO *]', 'within', ['7d']],
    ['last_login:[* TO now-90d}', 'ago', ['90d']],
    ['app_metadata.since:[now-7d TO *]', 'at_least', ['now-7d']],
    ['_exists_:username', 'set', []],
    ['anna', 'is', ['anna']],
    [printQuery(wordQuery('anna')), 'word', ['anna']],
  ])('shows %s as “%s”', (text, operator, values) => {
    const [condition, ...others] = conditionsOf(builderOf(read(text)));
    expect(others).toEqual([]);
    expect(condition).toMatchObject({ operator, values, negated: false });
  });

  it.each([
    ['NOT name:a', 'all', 1],
    ['NOT (name:a AND blocked:true)', 'none', 2],
    ['NOT (name:a OR blocked:true)', 'none', 2],
    ['name:a OR blocked:true', 'any', 2],
    ['name:a AND (blocked:true OR email:b)', 'all', 3],
  ])('shows %s as a group of “%s”', (text, mode, count) => {
    const built = builderOf(read(text));
    expect(built.mode).toBe(mode);
    expect(conditionsOf(built)).toHaveLength(count);
  });

  it('leaves what is not complete yet out of the query, and keeps it in the builder', () => {
    const unfinished: Condition = {
      kind: 'condition',
      key: 9,
      field: '',
      negated: false,
      operator: 'is',
      values: [undefined],
    };
    const root: Group = { ...builderOf(read('blocked:true')) };
    const withMore: Group = {
      ...root,
      parts: [
        ...root.parts,
        unfinished,
        { ...unfinished, field: 'name' },
        { ...unfinished, field: 'logins_count', operator: 'between', values: ['1', undefined] },
        { kind: 'group', key: 10, mode: 'none', parts: [unfinished] },
      ],
    };
    expect(printQuery(queryOf(withMore))).toBe('blocked:true');
    expect(isComplete(unfinished)).toBe(false);
  });
});
