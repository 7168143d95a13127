import { lockDirectory } from '@rollcall/database/lock.ts';
import { readEnvironment } from './env.ts';
import type { Tenant } from './start.ts';
import type { Client } from './store/clients.ts';

/** What went wrong, in one line without a stack: these are for whoever started the tenant. */
function fail(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

function introduce({ url, certificate }: Tenant, clients: readonly Client[], quiet: boolean): void {
  const lines = [`Tenant is ready at ${url}`];
  if (!quiet) {
    lines.push(
      `  Domain    ${new URL(url).host}`,
      `  Audience  ${url}/api/v2/`,
      `  Mailbox   ${url}/mailbox`,
    );
    if (certificate?.file !== undefined) {
      lines.push(`  Trust     NODE_EXTRA_CA_CERTS=${certificate.file}`);
    }
    for (const { client_id, client_secret, name } of clients) {
      lines.push(`  Client    ${client_id} / ${client_secret} (${name})`);
    }
  }
  process.stdout.write(`${lines.join('\n')}\n`);
}

async function main(): Promise<void> {
  const { quiet, ...options } = readEnvironment(process.env);
  const { dataDir, databaseUrl } = options;
  // Whoever starts a second tenant on a directory is told before a second of loading, and starting takes the lock anew.
  if (dataDir !== undefined && databaseUrl === undefined) lockDirectory(dataDir)();
  const [{ startTenant }, { SEED_CLIENTS }] = await Promise.all([
    import('./start.ts'),
    import('./seed/seed.ts'),
  ]);
  const tenant = await startTenant(options);
  let closing = false;
  const stop = () => {
    if (closing) return;
    closing = true;
    tenant.close().then(() => process.exit(0), fail);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  introduce(tenant, SEED_CLIENTS, quiet);
}

main().catch(fail);
