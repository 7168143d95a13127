import { join } from 'node:path';
import { bffEnvironment, demonstrationAccounts, tenantEnvironment } from './local-tenant.mjs';
import { buildWeb, makeReady } from './ready.mjs';
import { Servers } from './servers.mjs';

const root = join(import.meta.dirname, '..');

/** `npm start`: makes the machine ready, then serves Rollcall; with the local tenant when none is configured. */
async function start() {
  const node = await makeReady();
  await buildWeb(node);
  const servers = new Servers(node);
  const isLocal = (process.env.AUTH0_DOMAIN ?? '') === '';
  const bff = join(root, 'apps/bff/src/main.ts');
  if (!isLocal) return servers.start(bff, {});

  const port = process.env.PORT ?? '3000';
  const tenantPort = process.env.TENANT_PORT ?? '3001';
  const publicUrl = (process.env.PUBLIC_URL ?? `http://localhost:${port}`).replace(/\/$/, '');
  const tenant = {
    ...tenantEnvironment(publicUrl),
    TENANT_PORT: tenantPort,
    TENANT_QUIET: '1',
    // The two talk over loopback; a certificate of the tenant's own would only have to be trusted first.
    TENANT_TLS: '0',
  };
  // One after the other: a tenant of a million people takes longer to seed than the BFF would wait for it.
  servers.start(join(root, 'packages/tenant/src/main.ts'), tenant, () =>
    servers.start(bff, bffEnvironment(tenantPort), () => console.log(demonstrationAccounts())),
  );
}

await start().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
