import { BulkAct } from '@rollcall/shared/bulk/acts.ts';
import { AuditChange } from '@rollcall/shared/contract/audit.ts';
import { z } from 'zod';

/** What a bulk operation is to do: an act, or to put back what another one has done. */
export const BulkParams = z.object({
  title: z.string(),
  act: BulkAct.optional(),
  undoes: z.string().optional(),
});
export type BulkParams = z.infer<typeof BulkParams>;

/**
 * What an item was made from: an entry of a person's list, or what is to be undone, by its events and by what
 * was about to be changed. And what it was itself about to change when it was last sent.
 */
export const BulkInput = z.object({
  entry: z.string().optional(),
  events: z.array(z.number().int()).optional(),
  changes: z.array(AuditChange).nullish(),
  sent: z.array(AuditChange).optional(),
});

/** How far an operation is: in finding out, the last item that was judged; then how fast it goes. */
export const BulkProgress = z.object({
  judged: z.number().int().default(-1),
  rate: z.number().nullable().default(null),
});

/** The account of an id that is an item of a bulk operation in the audit trail. */
export const requestOf = (operationId: string, seq: number) => `bulk-${operationId}-${seq}`;
