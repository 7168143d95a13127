import { BaseSequencer } from 'vitest/node';

/** What takes long, the longest first: begun last, it would leave the other core with nothing to do. */
const SLOW = [
  'matrix.test.ts',
  'start.test.ts',
  'kill.test.ts',
  'walk.test.ts',
  'hostile.test.ts',
  'concurrency.test.ts',
  'restart.test.ts',
];

/** Vitest's own order of test files, after those that take long. */
export class SlowFirst extends BaseSequencer {
  /** @override */
  async sort(files) {
    // oxlint-disable-next-line unicorn/no-array-sort -- Vitest's own method, which sorts no array in place
    const sorted = await super.sort(files);
    return sorted.toSorted((one, other) => place(one) - place(other));
  }
}

function place({ moduleId }) {
  const found = SLOW.findIndex((name) => moduleId.endsWith(`/${name}`));
  return found === -1 ? SLOW.length : found;
}
