import { makeReady } from './ready.mjs';
import { environmentWith, run } from './run.mjs';

/** `npm run documents`: writes the documents that are made from the rows. */
const node = await makeReady();
process.exitCode = await run(node, ['scripts/documents.mjs'], { env: environmentWith(node) });
