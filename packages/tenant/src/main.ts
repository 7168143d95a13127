import { readEnvironment } from './env.ts';
import { SEED_CLIENTS } from './seed/seed.ts';
import { startTenant, type Tenant } from './start.ts';

/** What went wrong, in one line without a stack: these are for whoever started the tenant. */
function fail(error: unknown): never {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}

function introduce(tenant: Tenant, quiet: boolean): void {
  console.log(`Tenant is ready at ${tenant.url}`);
  if (quiet) return;
  console.log(`  Domain    ${new URL(tenant.url).host}`);
  console.log(`  Audience  ${tenant.url}/api/v2/`);
  for (const { client_id, client_secret, name } of SEED_CLIENTS) {
    console.log(`  Client    ${client_id} / ${client_secret} (${name})`);
  }
}

async function main(): Promise<void> {
  const { quiet, ...options } = readEnvironment(process.env);
  const tenant = await startTenant(options);
  let closing = false;
  const stop = () => {
    if (closing) return;
    closing = true;
    tenant.close().then(() => process.exit(0), fail);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  introduce(tenant, quiet);
}

main().catch(fail);
