import { hasPostgresql } from './postgresql.mjs';
import { makeReady } from './ready.mjs';
import { environmentWith, run } from './run.mjs';

/**
 * `npm run test:postgresql`: everything that depends on the BFF's database, with a PostgreSQL server;
 * `npm test` does a part of it.
 */
const node = await makeReady();
process.exitCode = (await hasPostgresql())
  ? await run(node, ['node_modules/vitest/vitest.mjs', 'run', '--project=postgresql'], {
      env: environmentWith(node, { TEST_POSTGRESQL: 'whole' }),
    })
  : 1;
