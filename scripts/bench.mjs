import { join } from 'node:path';
import { makeReady } from './ready.mjs';
import { environmentWith, run } from './run.mjs';

/**
 * `npm run bench`: what the BFF costs. `npm run bench:tenant`: how the local tenant searches among a
 * million people. `npm run bench:import`: how fast it imports. `npm run bench:search`: what a person waits for in
 * the list. `npm run bench:bulk`: what an act on many makes of the rate limit, and leaves to people. Ratios, each against a baseline of the same run.
 */
const [name = 'overhead'] = process.argv.slice(2);
const node = await makeReady();
process.exitCode = await run(node, [join(import.meta.dirname, `../bench/${name}.bench.ts`)], {
  env: environmentWith(node),
});
