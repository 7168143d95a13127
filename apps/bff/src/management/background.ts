import { AsyncLocalStorage } from 'node:async_hooks';

const background = new AsyncLocalStorage<AbortSignal>();

/**
 * Does something for which nobody waits: each of its calls to the tenant leaves people their share of the
 * rate limit. The signal ends waits for that share.
 */
export function inBackground<Result>(signal: AbortSignal, act: () => Promise<Result>): Promise<Result> {
  return background.run(signal, act);
}

/** The signal of what is done in the background, here; `undefined` where somebody waits for the answer. */
export function backgroundSignal(): AbortSignal | undefined {
  return background.getStore();
}
