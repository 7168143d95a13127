import { parseArgs } from 'node:util';
import { makeReady } from './ready.mjs';
import { environmentWith, run } from './run.mjs';

/**
 * `npm run test:hostile -- --count=250000`: hostile requests against a Rollcall of its own. With
 * `--seed=` and the number that a run has printed, the same requests are sent again.
 */
const { values } = parseArgs({ options: { count: { type: 'string' }, seed: { type: 'string' } } });
const node = await makeReady();
const asked = {
  HOSTILE_COUNT: values.count ?? '250000',
  ...(values.seed === undefined ? {} : { HOSTILE_SEED: values.seed }),
};
process.exitCode = await run(
  node,
  ['node_modules/vitest/vitest.mjs', 'run', 'apps/bff/src/proofs/hostile.test.ts'],
  { env: environmentWith(node, asked) },
);
