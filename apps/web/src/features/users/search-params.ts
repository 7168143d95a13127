import { UserSort } from '@rollcall/shared/contract/users.ts';
import type { SearchSchemaInput } from '@tanstack/react-router';
import { z } from 'zod';

/** How many rows a page can have. */
export const pageSizes = [25, 50, 100] as const;

/** The state of the list as it stands in the address; these are the values that are left out. */
export const defaultListSearch: ListSearch = { q: '', page: 0, per_page: 50, sort: 'created_at:-1' };

const ListSearch = z.object({
  q: z.string().max(2000).catch(''),
  /** From 0, as in the API. */
  page: z.coerce.number().int().min(0).max(100_000).catch(0),
  per_page: z.coerce.number().pipe(z.literal(pageSizes)).catch(50),
  sort: UserSort.catch('created_at:-1'),
});
export type ListSearch = z.infer<typeof ListSearch>;

/** Reads the address; what is missing or cannot be read becomes the default. */
export function readListSearch(search: Partial<ListSearch> & SearchSchemaInput): ListSearch {
  return ListSearch.parse(search);
}
