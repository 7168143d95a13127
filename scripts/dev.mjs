import { join } from 'node:path';
import { bffEnvironment, demonstrationAccounts, tenantEnvironment } from './local-tenant.mjs';
import { makeReady } from './ready.mjs';
import { environmentWith, run } from './run.mjs';
import { Servers } from './servers.mjs';

const root = join(import.meta.dirname, '..');
const webPort = process.env.PORT ?? '3000';
const tenantPort = process.env.TENANT_PORT ?? '3001';
const bffPort = String(Number(webPort) + 2);
const publicUrl = `http://localhost:${webPort}`;

/** `npm run dev`: the local tenant, the BFF, and Vite in front of it, which reloads the web app as you edit. */
const node = await makeReady();
const servers = new Servers(node);
const bff = { ...bffEnvironment(tenantPort), PORT: bffPort, PUBLIC_URL: publicUrl };
const tenant = { ...tenantEnvironment(publicUrl), TENANT_PORT: tenantPort, TENANT_QUIET: '1' };
servers.start(join(root, 'packages/tenant/src/main.ts'), tenant, () =>
  servers.start(join(root, 'apps/bff/src/main.ts'), bff, () => console.log(demonstrationAccounts())),
);
await run(node, [join(root, 'node_modules/vite/bin/vite.js'), '--port', webPort, '--strictPort'], {
  cwd: join(root, 'apps/web'),
  env: environmentWith(node, { BFF_PORT: bffPort }),
});
