import { join } from 'node:path';
import { makeReady } from './ready.mjs';
import { environmentWith, run } from './run.mjs';

/** `npm run audit:verify`: whether the audit trail is as it was written. Stop Rollcall first where the database is embedded. */
const node = await makeReady();
process.exitCode = await run(node, [join(import.meta.dirname, '../apps/bff/src/audit/verify-main.ts')], {
  env: environmentWith(node, { NODE_NO_WARNINGS: '1' }),
});
