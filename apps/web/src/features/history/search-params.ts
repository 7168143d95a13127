import type { SearchSchemaInput } from '@tanstack/react-router';
import { z } from 'zod';

const HistorySearch = z.object({
  source: z.enum(['log', 'rollcall']).optional().catch(undefined),
  // Which kinds there are is checked where they are shown: the list would be too much for the first load.
  kind: z.string().max(20).optional().catch(undefined),
  from: z.iso.date().optional().catch(undefined),
  to: z.iso.date().optional().catch(undefined),
  /** The entry whose details are shown. */
  entry: z.string().max(100).optional().catch(undefined),
});

/** The state of a user's history as it stands in the address. */
export type HistorySearch = z.infer<typeof HistorySearch>;

/** Reads the address; what cannot be read is left out. */
export function readHistorySearch(
  search: Partial<HistorySearch> & SearchSchemaInput,
): Partial<HistorySearch> {
  const entries = Object.entries(HistorySearch.parse(search)).filter(([, value]) => value !== undefined);
  return HistorySearch.partial().parse(Object.fromEntries(entries));
}
