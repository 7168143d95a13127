import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { keepManagementApi } from '../store/resource-servers.ts';
import { loadSigningKey } from '../oauth/signing-key.ts';
import { seed } from '../seed/seed.ts';
import { openStore } from '../store/open.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A file with the database of a tenant with 400 people, made at the beginning of this run. */
    seededTenant: string;
  }
}

/** How many people a test tenant has when the test says nothing. */
export const SEEDED_USERS = 400;

/** Seeds one tenant for all tests of a run: every test tenant begins with it, instead of 4 seconds of work. */
export default async function makeSeededTenant(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-seeded-'));
  const file = join(folder, 'tenant.tar');
  await writeSeededTenant(file);
  project.provide('seededTenant', file);
  return () => rmSync(folder, { recursive: true, force: true });
}

/** Writes the database of such a tenant to a file, for runs that share one. */
export async function writeSeededTenant(file: string): Promise<void> {
  const { db, save, close } = await openStore({});
  await keepManagementApi(db, 'http://tenant.test/api/v2/');
  await seed(db, SEEDED_USERS);
  await loadSigningKey(db);
  await save?.(file);
  await close();
}
