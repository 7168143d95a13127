import { inject } from 'vitest';

/** What a run of the tests is told. */
export interface Sizes {
  /** Whether proofs by many tries are run at their full size. */
  whole: boolean;
}

declare module 'vitest' {
  // oxlint-disable-next-line typescript/no-empty-object-type -- the way to add to it
  interface ProvidedContext extends Sizes {}
}

/**
 * How large a proof by many tries is: `short` in each run, which is enough to notice a mistake sooner or later,
 * and `whole` with `TEST_WHOLE=1`, which is what the product promises.
 */
export function sizeOf({ short, whole }: { short: number; whole: number }): number {
  return inject('whole') ? whole : short;
}
