import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { isProblem, ProblemError, Unreachable } from '../lib/problem-error.ts';
import { problemWords } from '../ui/problem-words.ts';
import { endSession } from './session.ts';

const tries = 2;
/** How often a page that shows a passing failure asks again by itself, in milliseconds. */
const askAgain = 15_000;

/** The cache of everything read from the BFF. Writes are never repeated by themselves. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        retry: (failures, error) => failures < tries && isPassing(error),
        retryDelay: (failures, error) => waitFor(error) ?? Math.min(1000 * 2 ** failures, 8_000),
        refetchInterval: ({ state }) =>
          state.status === 'error' && isPassing(state.error) ? askAgain : false,
      },
      mutations: { retry: false },
    },
  });
}

function onError(error: Error): void {
  if (isProblem(error, 'not_signed_in')) endSession();
}

/** Whether a failure may be gone at the next try. */
function isPassing(error: unknown): boolean {
  if (error instanceof Unreachable) return true;
  if (!(error instanceof ProblemError)) return false;
  const { code } = error.problem;
  return code !== 'internal_error' && problemWords[code].canRetry === true;
}

function waitFor(error: unknown): number | undefined {
  const seconds = error instanceof ProblemError ? error.problem.retryAfter : undefined;
  return seconds === undefined ? undefined : seconds * 1000;
}
