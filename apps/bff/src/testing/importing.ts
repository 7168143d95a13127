import { setTimeout as pause } from 'node:timers/promises';
import { Import, importsRows } from '@rollcall/shared/contract/imports.ts';
import type { ImportMode } from '@rollcall/shared/import/modes.ts';
import { portions } from '@rollcall/shared/import/portions.ts';
import type { z } from 'zod';
import type { Browser } from './browser.ts';

/** A user as a file has it. */
export type FileUser = { email: string } & Record<string, unknown>;

type Failure = z.infer<typeof importsRows.listImportFailures.response>['failures'][number];

const database = 'Username-Password-Authentication';

/** Says what is to be imported, brings the users, and begins; answers the import's id. */
export async function beginImport(
  browser: Browser,
  mode: ImportMode,
  users: readonly FileUser[],
): Promise<string> {
  const id = await startImport(browser, mode, users);
  const begun = await browser.api('POST', `/api/imports/${id}/begin`);
  if (begun.status !== 200) throw new Error(begun.text);
  return id;
}

/** Says what is to be imported and brings the users. */
export async function startImport(
  browser: Browser,
  mode: ImportMode,
  users: readonly FileUser[],
): Promise<string> {
  const attributes = [...new Set(users.flatMap((user) => Object.keys(user)))];
  const body = { connection: database, mode, attributes, total: users.length, file: 'people.csv' };
  const started = await browser.api('POST', '/api/imports', { body });
  if (started.status !== 201) throw new Error(started.text);
  const { id } = Import.parse(started.body);
  let start = 0;
  const rows = users.map((user, place) => ({ line: place + 2, user }));
  for (const some of portions(rows, { mostBytes: 200_000, mostRows: 2000 })) {
    const added = await browser.api('POST', `/api/imports/${id}/rows`, { body: { start, rows: some } });
    if (added.status !== 200) throw new Error(added.text);
    start += some.length;
  }
  return id;
}

/** How an import stands. */
async function readImport(browser: Browser, id: string): Promise<Import> {
  return Import.parse((await browser.api('GET', `/api/imports/${id}`)).body);
}

/** The import once it is over. */
export async function finished(browser: Browser, id: string, seconds = 30): Promise<Import> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const now = await readImport(browser, id);
    if (['done', 'failed', 'cancelled'].includes(now.state)) return now;
    if (Date.now() > deadline) throw new Error(JSON.stringify(now));
    await pause(50);
  }
}

/** All rows that failed. */
export async function failuresOf(browser: Browser, id: string): Promise<Failure[]> {
  const all: Failure[] = [];
  for (;;) {
    const after = all.at(-1)?.seq ?? -1;
    const { body } = await browser.api('GET', `/api/imports/${id}/failures?after=${after}`);
    const { failures, more } = importsRows.listImportFailures.response.parse(body);
    all.push(...failures);
    if (!more) return all;
  }
}
