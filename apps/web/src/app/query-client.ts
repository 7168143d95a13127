import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { isProblem, ProblemError } from '../lib/problem-error.ts';
import { passesByItself } from '../ui/problem-words.ts';
import { endSession } from './session.ts';
import { askForStepUp } from './step-up.ts';

const tries = 2;
/** How long a page waits without a word when it is told when to ask again, in milliseconds. */
const patience = 3_000;
/** How often a page that shows a passing failure asks again by itself, in milliseconds. */
const askAgain = 15_000;

/** The cache of everything read from the BFF. Writes are never repeated by themselves. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        // Without a network too: what fails says so, instead of waiting for one in silence.
        networkMode: 'always',
        retry: (failures, error) =>
          failures < tries && passesByItself(error) && (waitFor(error) ?? 0) <= patience,
        retryDelay: (failures, error) => waitFor(error) ?? Math.min(1000 * 2 ** failures, 8_000),
        refetchInterval: ({ state }) =>
          state.status === 'error' && passesByItself(state.error)
            ? Math.max(askAgain, waitFor(state.error) ?? 0)
            : false,
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}

function onError(error: Error): void {
  if (isProblem(error, 'not_signed_in')) endSession();
  if (isProblem(error, 'step_up_required')) askForStepUp();
}

function waitFor(error: unknown): number | undefined {
  const seconds = error instanceof ProblemError ? error.problem.retryAfter : undefined;
  return seconds === undefined ? undefined : seconds * 1000;
}
