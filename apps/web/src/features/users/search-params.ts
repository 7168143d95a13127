import { defaultListState, ListState } from '@rollcall/shared/user/list-state.ts';
import type { SearchSchemaInput } from '@tanstack/react-router';
import { z } from 'zod';

const { shape } = ListState;

/** The state of the list as it stands in the address. */
const ListSearch = z.object({
  q: shape.q.catch(''),
  sort: shape.sort.catch(defaultListState.sort),
  role: shape.role.catch(''),
  organization: shape.organization.catch(''),
  mfa: shape.mfa.catch(''),
  columns: shape.columns.catch(''),
  density: shape.density.catch(defaultListState.density),
  per_page: z.coerce.number().pipe(shape.per_page).catch(defaultListState.per_page),
  /** From 0, as in the API. */
  page: z.coerce.number().int().min(0).max(100_000).catch(0),
  /** The walk that the rows come from, where they are past what a search reaches. */
  walk: z.string().max(100).catch(''),
  /** The id of the view that is open, or `all` where none is although one would be by default. */
  view: z
    .string()
    .regex(/^(all|[\da-f-]{36})?$/)
    .catch(''),
  /** The user_id of the user in the preview. */
  user: z.string().max(300).catch(''),
});
export type ListSearch = z.infer<typeof ListSearch>;

/** What the list is where the address says nothing else; these values are left out of it. */
export const defaultListSearch: ListSearch = { ...defaultListState, page: 0, walk: '', view: '', user: '' };

/** Reads the address; what is missing or cannot be read becomes the default. */
export function readListSearch(search: Partial<ListSearch> & SearchSchemaInput): ListSearch {
  return ListSearch.parse(search);
}
