import { join } from 'node:path';
import { makeReady } from './ready.mjs';
import { environmentWith, run } from './run.mjs';

/** `npm run bench`: what the BFF costs, as ratios. */
const node = await makeReady();
process.exitCode = await run(node, [join(import.meta.dirname, '../bench/overhead.bench.ts')], {
  env: environmentWith(node),
});
