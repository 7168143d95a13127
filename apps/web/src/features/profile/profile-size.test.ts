import { expect, test } from 'vitest';
import { jsonBytes } from './profile-size.ts';

test('jsonBytes counts bytes, not characters', () => {
  expect(jsonBytes({ a: 'é世' })).toBe('{"a":""}'.length + 2 + 3);
});
