import { isSortable } from '@rollcall/shared/access/masked-search.ts';
import { sortableFields } from '@rollcall/shared/user/user-sort.ts';
import type { SortingState } from '@tanstack/react-table';

/** The sort of the address, `created_at:-1`, as the table knows it. */
export function toSorting(sort: string): SortingState {
  const [field = '', direction] = sort.split(':');
  return [{ id: field, desc: direction === '-1' }];
}

/** The table's sort as the address and the API know it; undefined where the API cannot sort so. */
export function fromSorting(sorting: SortingState): string | undefined {
  const field = sortableFields.find((name) => name === sorting[0]?.id);
  return field === undefined ? undefined : `${field}:${sorting[0]?.desc === true ? '-1' : '1'}`;
}

/** Why users cannot be put in the order of a column; undefined where they can. */
export function whyNotSorted(path: string, masked: readonly string[]): string | undefined {
  if (!isSortable(masked, path)) return 'No order by this: it is hidden from you, or would tell what is.';
  if (sortableFields.some((field) => field === path)) return undefined;
  if (path.includes('.')) return 'No order by this: Auth0 cannot sort by metadata.';
  if (path === 'status' || path === 'connection') {
    return 'No order by this: it is made of several attributes, and Auth0 sorts by one.';
  }
  return 'No order by this: Auth0 does not document that it sorts by this attribute.';
}

/** The sorts that a phone offers, where there are no headers to press. */
export const sortChoices = [
  { sort: 'created_at:-1', label: 'Newest first' },
  { sort: 'created_at:1', label: 'Oldest first' },
  { sort: 'last_login:-1', label: 'Last signed in first' },
  { sort: 'logins_count:-1', label: 'Most sign-ins first' },
  { sort: 'name:1', label: 'Name, A to Z' },
  { sort: 'name:-1', label: 'Name, Z to A' },
] as const;
