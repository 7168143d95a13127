import { inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** Whether proofs by many tries are run at their full size. */
    whole: boolean;
  }
}

/**
 * How large a proof by many tries is: `short` in each run, which is enough to notice a mistake sooner or later,
 * and `whole` with `TEST_WHOLE=1`, which is what the product promises.
 */
export function sizeOf({ short, whole }: { short: number; whole: number }): number {
  return inject('whole') ? whole : short;
}
