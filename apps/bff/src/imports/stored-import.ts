import { ImportMode } from '@rollcall/shared/import/modes.ts';
import { ImportedUser } from '@rollcall/shared/import/imported-user.ts';
import {
  importedAttributes,
  type ImportedAttribute,
  secretAttributes,
} from '@rollcall/shared/import/targets.ts';
import { z } from 'zod';
import type { SealedSecrets } from '../webhooks/sealed-secrets.ts';

const Attribute = z.custom<ImportedAttribute>(
  (name) => typeof name === 'string' && name in importedAttributes,
);

/** What an import does, as its operation keeps it. */
export const ImportParams = z.object({
  /** What it is called: “Import people.csv into Users”. */
  title: z.string(),
  connection: z.string(),
  mode: ImportMode,
  way: z.enum(['jobs', 'rows']),
  attributes: z.array(Attribute),
  total: z.number().int(),
  file: z.string(),
  send_completion_email: z.boolean(),
});
export type ImportParams = z.infer<typeof ImportParams>;

/** How far an import is: the jobs that are under way in the tenant, and what those before them came to. */
export const ImportProgress = z
  .object({
    inserted: z.number().int(),
    updated: z.number().int(),
    jobs: z.array(z.object({ id: z.string(), seqs: z.array(z.number().int()) })),
  })
  .catch(() => ({ inserted: 0, updated: 0, jobs: [] }));
export type ImportProgress = z.infer<typeof ImportProgress>;

/** A row as it is kept: what is secret of its user is sealed beside it. */
const Input = z.object({ line: z.number().int(), user: z.record(z.string(), z.unknown()) });

/** One row of a file, with everything that is to be sent. */
export interface ImportRow {
  seq: number;
  line: number;
  /** How often it was sent, this time included. */
  tries: number;
  user: ImportedUser;
}

const secret = new Set<string>(secretAttributes);

/** A row in two parts, as it is kept. */
export function keptRow(
  secrets: SealedSecrets,
  operationId: string,
  { seq, line, user }: Omit<ImportRow, 'tries'>,
): { seq: number; input: object; sealed: string | undefined } {
  const entries = Object.entries(user);
  const hidden = entries.filter(([name]) => secret.has(name));
  return {
    seq,
    input: {
      entry: `Row ${line}`,
      line,
      user: Object.fromEntries(entries.filter(([name]) => !secret.has(name))),
    },
    sealed:
      hidden.length === 0
        ? undefined
        : secrets.seal(`${operationId}:${seq}`, JSON.stringify(Object.fromEntries(hidden))),
  };
}

/** The row again. @throws where it is none, or its secrets do not open any more */
export function rowOf(
  secrets: SealedSecrets,
  operationId: string,
  { seq, tries, input, sealed }: { seq: number; tries: number; input: unknown; sealed: string | null },
): ImportRow {
  const { line, user } = Input.parse(input);
  if (sealed === null) return { seq, line, tries, user: ImportedUser.parse(user) };
  const opened = secrets.open(`${operationId}:${seq}`, sealed);
  if (opened === undefined)
    throw new Error('The secrets of an import do not open: a session secret is gone.');
  const hidden = z.record(z.string(), z.unknown()).parse(JSON.parse(opened));
  return { seq, line, tries, user: ImportedUser.parse({ ...user, ...hidden }) };
}

/** What may be told of a row without its secrets, and without the address where that is not shown. */
export function tellable(input: unknown, isShown: boolean): { line: number; email: string } {
  const { line, user } = Input.parse(input);
  return { line, email: isShown && typeof user['email'] === 'string' ? user['email'] : '' };
}
