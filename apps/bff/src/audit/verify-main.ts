import { existsSync } from 'node:fs';
import { DataDirectoryLocked } from '@rollcall/database/lock.ts';
import { openDatabase } from '@rollcall/database/open.ts';
import { readLocation } from '../env.ts';
import { StartFailure } from '../start-failure.ts';
import { storeDirectory } from '../store/open.ts';
import type { Tables } from '../store/schema.ts';
import { anchorsIn, readAnchors } from './anchors.ts';
import { verifyTrail } from './verify.ts';

/** Checks the audit trail of the configured database, says in a line what was found, and answers the exit code. */
async function main(): Promise<number> {
  const { databaseUrl, dataDirectory } = readLocation(process.env);
  const directory = storeDirectory(dataDirectory);
  if (databaseUrl === undefined && !existsSync(directory)) {
    throw new StartFailure(`DATA_DIR: there is no database in ${dataDirectory}.`);
  }
  const anchors = readAnchors(anchorsIn(dataDirectory));
  const database = await openDatabase<Tables>({ url: databaseUrl, directory });
  try {
    const { entries, anchorsMet, faults } = await verifyTrail(database.db, anchors);
    if (faults.length === 0) {
      process.stdout.write(`${entries} entries, chain whole, ${anchorsMet} anchors met\n`);
      return 0;
    }
    for (const { seq, sentence } of faults) process.stderr.write(`Entry ${seq}: ${sentence}.\n`);
    return 1;
  } finally {
    await database.close();
  }
}

process.exitCode = await main().catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error);
  const isPlain = error instanceof StartFailure || error instanceof DataDirectoryLocked;
  process.stderr.write(isPlain ? `${message}\n` : `The audit trail cannot be read: ${message}\n`);
  return 1;
});
