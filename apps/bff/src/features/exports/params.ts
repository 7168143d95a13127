import { ExportFormat } from '@rollcall/shared/contract/exports.ts';
import { ItemCounts } from '@rollcall/shared/contract/operations.ts';
import { z } from 'zod';
import { WriterState } from '../../exports/writers.ts';

/** Whom an export is about. */
const Source = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('walk'), walk: z.string() }),
  z.object({ kind: z.literal('ids'), ids: z.array(z.string()) }),
  z.object({ kind: z.literal('tenant') }),
]);

/** What an export is to do. */
export const ExportParams = z.object({
  title: z.string(),
  source: Source,
  format: ExportFormat,
  /** The columns by their paths; `roles` and `organizations` take a request for each user. */
  paths: z.array(z.string()),
});
export type ExportParams = z.infer<typeof ExportParams>;

/** How far it is, kept with each piece of the file. */
export const ExportProgress = z.object({
  phase: z.enum(['finding', 'waiting', 'writing', 'ended']).default('finding'),
  /** Users who were found, while they are, and how many there are. */
  found: z.number().default(0),
  expected: z.number().nullable().default(null),
  rows: z.number().default(0),
  /** How far the file is; `null` before its first byte. */
  writer: WriterState.nullable().default(null),
  /** Behind whom it goes on. */
  last: z.object({ userId: z.string(), sortValue: z.string().nullable() }).nullable().default(null),
  /** The tenant's own job. */
  job: z.string().nullable().default(null),
  /** The same as operations of other kinds count. */
  counts: ItemCounts.optional(),
});
export type ExportProgress = z.infer<typeof ExportProgress>;

/** The progress with the counts that go with it. */
export function counted(progress: ExportProgress): ExportProgress {
  const pending = Math.max(0, (progress.expected ?? progress.rows) - progress.rows);
  const none = { sending: 0, failed: 0, unknown: 0, refused: 0, already: 0 };
  return { ...progress, counts: { ...none, pending, done: progress.rows } };
}
