import type { SearchSchemaInput } from '@tanstack/react-router';
import { z } from 'zod';

const text = (longest: number) => z.string().min(1).max(longest).optional().catch(undefined);

// What can be chosen from lists is checked by `filterOf`: the lists would be too much for the first load.
const AuditSearch = z.object({
  actor: text(250),
  target: text(600),
  action: text(60),
  outcome: text(60),
  from: z.iso.date().optional().catch(undefined),
  to: z.iso.date().optional().catch(undefined),
  request: text(100),
  /** The event whose details are shown. */
  event: z.coerce.number().int().min(1).optional().catch(undefined),
});

/** The state of a list of audit events as it stands in the address. */
export type AuditSearch = z.infer<typeof AuditSearch>;

/** Reads the address; what cannot be read is left out. */
export function readAuditSearch(search: Partial<AuditSearch> & SearchSchemaInput): Partial<AuditSearch> {
  const entries = Object.entries(AuditSearch.parse(search)).filter(([, value]) => value !== undefined);
  return AuditSearch.partial().parse(Object.fromEntries(entries));
}
