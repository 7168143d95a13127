import { ProblemError } from '../../../lib/problem-error.ts';
import type { TypedSearch } from './use-typed-search.ts';

/** The fault of what is typed, or the one that the BFF found in what was searched for. */
export function faultOf({ text, understood, isFaultShown }: TypedSearch, error: unknown, q: string) {
  if (understood.kind === 'invalid' && isFaultShown) {
    return { text, sentence: understood.error.message, position: understood.error.position };
  }
  const problem = error instanceof ProblemError ? error.problem : undefined;
  if (problem === undefined || text !== q) return undefined;
  if (problem.code === 'masked_field') return { text: q, sentence: problem.detail };
  if (problem.code !== 'invalid_query' || problem.position === undefined) return undefined;
  return { text: q, sentence: problem.detail, position: problem.position };
}
