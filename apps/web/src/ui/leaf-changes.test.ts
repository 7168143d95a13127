import { expect, test } from 'vitest';
import { leafChanges } from './leaf-changes.ts';

test('an attribute is told as it was and as it is', () => {
  expect(leafChanges([{ field: 'name', before: 'Ada', after: 'Ada L.' }])).toEqual([
    { label: 'name', before: 'Ada', after: 'Ada L.' },
  ]);
});

test('what was not there, or is not any more, is nothing', () => {
  expect(leafChanges([{ field: 'name', before: null, after: 'Ada' }])).toEqual([
    { label: 'name', before: undefined, after: 'Ada' },
  ]);
});

test('of metadata only the places that differ are told, by path', () => {
  const before = { tier: 'free', seats: 1, limits: { api: 5, jobs: [1] } };
  const after = { tier: 'free', seats: 2, limits: { api: 5, jobs: [1, 2] } };
  expect(leafChanges([{ field: 'app_metadata.plan', before, after }])).toEqual([
    { label: 'app_metadata.plan.seats', before: 1, after: 2 },
    { label: 'app_metadata.plan.limits.jobs', before: [1], after: [1, 2] },
  ]);
});
