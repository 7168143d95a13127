import { Problem, problems } from '@rollcall/shared/problems.ts';
import { expect, test } from 'vitest';
import { ProblemError, Unreachable } from '../lib/problem-error.ts';
import { passesByItself } from './problem-words.ts';

test('a busy or unreachable tenant, database or network passes by itself, and nothing else does', () => {
  const passing = Object.entries(problems).flatMap(([code, { status, title }]) => {
    const parsed = Problem.parse({
      type: `urn:rollcall:problem:${code}`,
      title,
      status,
      code,
      detail: `${title}.`,
      requestId: 'r-1',
    });
    return passesByItself(new ProblemError(parsed)) ? [code] : [];
  });
  expect(passing.toSorted()).toEqual(['store_unavailable', 'tenant_busy', 'tenant_unreachable']);
  expect(passesByItself(new Unreachable())).toBe(true);
  expect(passesByItself(new Error('A defect.'))).toBe(false);
});
