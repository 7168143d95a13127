import { missingScopes } from './access/missing-scopes.ts';
import { readEnvironment } from './env.ts';
import { type Bff, startBff } from './start.ts';
import { StartFailure } from './start-failure.ts';

/** Starts Rollcall from the environment and keeps it until it is told to stop. */
async function main(): Promise<void> {
  const bff = await startBff(readEnvironment(process.env));
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop(bff));
  const missing = missingScopes(bff.scopes);
  if (missing.length > 0) {
    process.stderr.write(
      `The machine-to-machine application lacks ${missing.join(', ')}; what needs them is switched off.\n`,
    );
  }
  process.stdout.write(`Rollcall is ready at ${bff.url}\n`);
}

async function stop(bff: Bff): Promise<void> {
  await bff.close();
  process.exit(0);
}

await main().catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(
    error instanceof StartFailure ? `${message}\n` : `Rollcall cannot start: ${message}\n`,
  );
  process.exit(1);
});
