import { useQueryClient } from '@tanstack/react-query';
import type { Row } from '@rollcall/shared/contract/row.ts';
import { useEffect, useEffectEvent, useState } from 'react';
import type { z } from 'zod';
import { isProblem, type ProblemError, type Unreachable } from '../lib/problem-error.ts';
import type { CallInput } from './call.ts';
import { listen } from './listen.ts';
import { meQuery } from './me.ts';

/** How a stream of events is: whether it is cut off for the moment, and what has ended it for good. */
export interface EventsState {
  isCutOff: boolean;
  failure: ProblemError | Unreachable | undefined;
}

/**
 * Calls back with the events of a row for as long as the component is there. Whoever is signed out meanwhile is
 * sent to sign in.
 *
 * @param input what the row takes; another object begins anew, and `undefined` listens to nothing
 */
export function useEvents<R extends Row & { stream: 'events'; response: z.ZodType }>(
  row: R,
  input: Pick<CallInput<R>, 'params' | 'query'> | undefined,
  onEvent: (event: z.output<R['response']>) => void,
): EventsState {
  const [state, setState] = useState<EventsState>({ isCutOff: false, failure: undefined });
  const queryClient = useQueryClient();
  const handle = useEffectEvent(onEvent);
  useEffect(() => {
    if (input === undefined) return undefined;
    return listen(row, input, {
      onEvent: (event) => handle(event),
      onConnected: (isConnected) => setState({ isCutOff: !isConnected, failure: undefined }),
      onEnd: (failure) => {
        setState({ isCutOff: false, failure });
        // Reading who one is tells the whole app that nobody is signed in.
        if (isProblem(failure, 'not_signed_in')) {
          void queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
        }
      },
    });
  }, [row, input, queryClient]);
  return state;
}
