import { UserId } from '@rollcall/shared/user/id.ts';
import type { SearchSchemaInput } from '@tanstack/react-router';
import { z } from 'zod';

const LinkSearch = z.object({
  /** The user to be linked, once somebody is chosen. */
  with: UserId.optional().catch(undefined),
  /** What is looked for while nobody is. */
  find: z.string().min(1).max(200).optional().catch(undefined),
});

/** The state of linking as it stands in the address. */
export type LinkSearch = z.infer<typeof LinkSearch>;

/** Reads the address; what cannot be read is left out. */
export function readLinkSearch(search: Partial<LinkSearch> & SearchSchemaInput): Partial<LinkSearch> {
  return LinkSearch.parse(search);
}
