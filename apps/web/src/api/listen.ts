import type { Row } from '@rollcall/shared/contract/row.ts';
import { createParser } from 'eventsource-parser';
import type { ProblemCode } from '@rollcall/shared/problems.ts';
import type { z } from 'zod';
import { ProblemError, readProblem, Unreachable } from '../lib/problem-error.ts';
import { type CallInput, send, urlOf } from './call.ts';

/** A row that answers with events. */
type EventsRow = Row & { stream: 'events'; response: z.ZodType };

/** What is told of a stream of events. */
export interface Listener<Event> {
  // A method's type, whose parameters TypeScript compares both ways: `listen` tells each its own row's events.
  onEvent: { handle(event: Event): void }['handle'];
  /** Whether events come in, or one tries to get them again. */
  onConnected?: (isConnected: boolean) => void;
  /** No more will come: they are all there, or a failure that no waiting mends is in the way. */
  onEnd: (failure?: ProblemError | Unreachable) => void;
}

/** The first pause before another try, and the longest, in milliseconds. */
const pauses = { first: 1_000, longest: 30_000 } as const;

/** What is over after a while. */
const passing: ReadonlySet<ProblemCode> = new Set([
  'tenant_busy',
  'tenant_unreachable',
  'store_unavailable',
  'too_many_requests',
  'internal_error',
]);

/**
 * Listens to the events of a row until they are over. What was cut off is tried again, each time after a longer
 * pause. A page in the background does not listen: a browser has few connections for all of its tabs.
 *
 * @returns stops listening
 */
export function listen<R extends EventsRow>(
  row: R,
  input: Pick<CallInput<R>, 'params' | 'query'>,
  listener: Listener<z.output<R['response']>>,
): () => void;
export function listen(
  row: EventsRow,
  input: {
    params?: Readonly<Record<string, string>> | undefined;
    query?: Readonly<Record<string, unknown>> | undefined;
  },
  listener: Listener<unknown>,
): () => void {
  const url = urlOf(row, input.params, input.query);
  const ending = new AbortController();
  void go(row, url, listener, ending.signal);
  return () => ending.abort();
}

async function go(
  row: EventsRow,
  url: string,
  listener: Listener<unknown>,
  signal: AbortSignal,
): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    await shown(signal);
    const { hidden, stop } = watchHiding();
    const until = AbortSignal.any([signal, hidden]);
    const outcome = await attend(row, url, listener, until, () => (failures = 0)).catch(asFailure);
    stop();
    if (signal.aborted) return;
    if (hidden.aborted) continue;
    if (outcome === 'end') return listener.onEnd();
    listener.onConnected?.(false);
    const failure = outcome === 'cut' ? new Unreachable() : outcome;
    if (!isWorthATry(failure)) return listener.onEnd(failure);
    failures += 1;
    await pause(waitFor(failure, failures), signal);
  }
}

function asFailure(error: unknown): ProblemError | Unreachable {
  return error instanceof ProblemError ? error : new Unreachable(error);
}

/** Takes one connection's events. @returns `end` where there are no more, `cut` where it was cut off */
async function attend(
  row: EventsRow,
  url: string,
  { onEvent, onConnected }: Listener<unknown>,
  signal: AbortSignal,
  onOpen: () => void,
): Promise<'end' | 'cut'> {
  const headers = { 'X-CSRF': '1', Accept: 'text/event-stream' };
  const response = await send(url, {
    headers,
    credentials: 'same-origin',
    redirect: 'error',
    cache: 'no-store',
    signal,
  });
  if (!response.ok || response.body === null) throw await readProblem(response);
  onOpen();
  onConnected?.(true);
  const told = { isEnd: false };
  const parser = createParser({
    onEvent: ({ id, event, data }) => {
      if (event === 'end') told.isEnd = true;
      else onEvent(row.response.parse({ id, event, data: JSON.parse(data) }));
    },
  });
  const reader = response.body.pipeThrough(new TextDecoderStream(), { signal }).getReader();
  while (!told.isEnd) {
    const { done, value } = await reader.read();
    if (done) return 'cut';
    parser.feed(value);
  }
  void reader.cancel().catch(() => undefined);
  return 'end';
}

/** Whether the same may be answered otherwise in a while. */
function isWorthATry(failure: ProblemError | Unreachable): boolean {
  return failure instanceof Unreachable || passing.has(failure.problem.code);
}

function waitFor(failure: ProblemError | Unreachable, failures: number): number {
  const told = failure instanceof ProblemError ? (failure.problem.retryAfter ?? 0) * 1000 : 0;
  const longer = Math.min(pauses.longest, pauses.first * 2 ** (failures - 1));
  // Not all pages of all people at once.
  return Math.max(told, longer * (0.5 + Math.random() / 2));
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  signal.addEventListener('abort', () => resolve(), { once: true });
  await promise;
  clearTimeout(timer);
}

/** Sees the page go into the background. */
function watchHiding(): { hidden: AbortSignal; stop: () => void } {
  const controller = new AbortController();
  const look = () => document.hidden && controller.abort();
  document.addEventListener('visibilitychange', look);
  const stop = () => document.removeEventListener('visibilitychange', look);
  return { hidden: controller.signal, stop };
}

/** Waits until the page is in the foreground. */
async function shown(signal: AbortSignal): Promise<void> {
  if (!document.hidden) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  document.addEventListener('visibilitychange', () => document.hidden || resolve(), { signal });
  signal.addEventListener('abort', () => resolve(), { once: true });
  await promise;
}
