import { join } from 'node:path';
import { makeReady } from './ready.mjs';
import { environmentWith, run } from './run.mjs';

/**
 * `npm run test:sabotage`: whether the tests notice when Rollcall is broken on purpose, fault by fault. With
 * `-- "part of a name"`, only those faults.
 */
const node = await makeReady();
process.exitCode = await run(
  node,
  [join(import.meta.dirname, '../sabotage/run.ts'), ...process.argv.slice(2)],
  {
    env: environmentWith(node, { NODE_NO_WARNINGS: '1' }),
  },
);
