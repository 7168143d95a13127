import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PGlite } from '@electric-sql/pglite';

/**
 * A freshly made PostgreSQL cluster, kept as a file: making one takes PGlite 3 seconds, unpacking
 * it 0.4 (2 cores). Only databases in memory use it, and those are for tests, which open dozens.
 */
export interface EmptyCluster {
  /** The kept cluster; undefined when there is none for this version of PGlite yet. */
  load: () => Blob | undefined;
  /** Keeps the cluster of a database that nobody has written to. */
  keep: (pglite: PGlite) => Promise<void>;
}

/** @param folder where the file is kept; by default npm's place for such things. */
export function emptyCluster(
  folder = join(import.meta.dirname, '../../../node_modules/.cache/rollcall'),
): EmptyCluster {
  const file = join(folder, `empty-cluster-${versionOfPglite()}.tar`);
  return {
    load: () => {
      try {
        return new Blob([readFileSync(file)]);
      } catch {
        return undefined;
      }
    },
    keep: async (pglite) => {
      const mine = `${file}.${process.pid}`;
      try {
        const dump = await pglite.dumpDataDir('none');
        mkdirSync(folder, { recursive: true });
        // Renaming is atomic: several processes may do this at once, and no one reads half a file.
        writeFileSync(mine, Buffer.from(await dump.arrayBuffer()));
        renameSync(mine, file);
      } catch {
        // A folder that cannot be written to costs time and nothing else.
        rmSync(mine, { force: true });
      }
    },
  };
}

function versionOfPglite(): string {
  const entry = fileURLToPath(import.meta.resolve('@electric-sql/pglite'));
  const manifest: unknown = JSON.parse(readFileSync(join(dirname(entry), '../package.json'), 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest
    ? String(manifest.version)
    : 'unknown';
}
