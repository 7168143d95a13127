import { describe, expect, test } from 'vitest';
import { compareThreeWay, mergeThreeWay } from './three-way.ts';

const base = { name: 'Ada', plan: { tier: 'free', seats: 1 }, tags: ['a'] };

describe('compareThreeWay', () => {
  test('finds a conflict only where both sides changed the same thing differently', () => {
    const mine = { ...base, name: 'Ada L.', plan: { tier: 'pro', seats: 1 } };
    const theirs = { ...base, name: 'Lady Ada', plan: { tier: 'free', seats: 5 } };
    expect(compareThreeWay(base, mine, theirs)).toEqual({
      conflicts: [{ path: ['name'], base: 'Ada', mine: 'Ada L.', theirs: 'Lady Ada' }],
      taken: [['plan', 'seats']],
    });
  });

  test('finds none where both sides made the same change', () => {
    const same = { ...base, name: 'Ada L.' };
    expect(compareThreeWay(base, same, { ...same })).toEqual({ conflicts: [], taken: [] });
  });

  test('finds a conflict deep inside, by its path', () => {
    const { conflicts } = compareThreeWay(
      base,
      { ...base, plan: { tier: 'pro', seats: 1 } },
      { ...base, plan: { tier: 'team', seats: 1 } },
    );
    expect(conflicts).toEqual([{ path: ['plan', 'tier'], base: 'free', mine: 'pro', theirs: 'team' }]);
  });

  test('takes a removed key and a changed one as a conflict', () => {
    const { name: _, ...without } = base;
    const { conflicts } = compareThreeWay(base, without, { ...base, name: 'Lady Ada' });
    expect(conflicts).toEqual([{ path: ['name'], base: 'Ada', mine: undefined, theirs: 'Lady Ada' }]);
  });

  test('takes an array as one value', () => {
    const { conflicts } = compareThreeWay(base, { ...base, tags: ['a', 'b'] }, { ...base, tags: ['c'] });
    expect(conflicts.map(({ path }) => path)).toEqual([['tags']]);
  });

  test('compares inside an object that both sides added', () => {
    const { conflicts, taken } = compareThreeWay({}, { plan: { a: 1 } }, { plan: { b: 2 } });
    expect({ conflicts, taken }).toEqual({ conflicts: [], taken: [['plan', 'b']] });
  });
});

describe('mergeThreeWay', () => {
  const mine = { ...base, name: 'Ada L.', plan: { tier: 'pro', seats: 1 } };
  const theirs = { ...base, name: 'Lady Ada', plan: { tier: 'free', seats: 5 }, new: true };

  test('keeps mine where it was chosen, and everything that only they changed', () => {
    expect(mergeThreeWay(base, mine, theirs, () => 'mine')).toEqual({
      name: 'Ada L.',
      plan: { tier: 'pro', seats: 5 },
      tags: ['a'],
      new: true,
    });
  });

  test('keeps theirs where it was chosen, and everything that only I changed', () => {
    expect(mergeThreeWay(base, mine, theirs, () => 'theirs')).toEqual({
      name: 'Lady Ada',
      plan: { tier: 'pro', seats: 5 },
      tags: ['a'],
      new: true,
    });
  });

  test('removes what only they removed, and what only I removed', () => {
    const { tags: _tags, ...theirsWithout } = base;
    const { name: _name, ...mineWithout } = base;
    expect(mergeThreeWay(base, mineWithout, theirsWithout, () => 'theirs')).toEqual({ plan: base.plan });
  });
});
