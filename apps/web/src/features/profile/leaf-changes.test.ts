import { diffMergePatch } from '@rollcall/shared/user/merge-patch.ts';
import { describe, expect, test } from 'vitest';
import { leafChanges } from './leaf-changes.ts';

describe('leafChanges', () => {
  test('lists each changed, added and removed key by its path', () => {
    const before = { plan: { tier: 'free', seats: 1 }, old: true };
    const after = { plan: { tier: 'pro', seats: 1 }, new: [1] };
    expect(leafChanges(before, diffMergePatch(before, after))).toEqual([
      { path: ['old'], before: true, after: undefined },
      { path: ['plan', 'tier'], before: 'free', after: 'pro' },
      { path: ['new'], before: undefined, after: [1] },
    ]);
  });
});
