import { join } from 'node:path';
import { makeReady } from './ready.mjs';
import { Servers } from './servers.mjs';

/** `npm run tenant`: the local tenant alone, for any client of Auth0's API. */
const node = await makeReady();
new Servers(node).start(join(import.meta.dirname, '../packages/tenant/src/main.ts'), {});
