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

/** The sorts that a phone offers, where there are no headers to press. */
export const sortChoices = [
  { sort: 'created_at:-1', label: 'Newest first' },
  { sort: 'created_at:1', label: 'Oldest first' },
  { sort: 'last_login:-1', label: 'Last signed in first' },
  { sort: 'logins_count:-1', label: 'Most sign-ins first' },
  { sort: 'name:1', label: 'Name, A to Z' },
  { sort: 'name:-1', label: 'Name, Z to A' },
] as const;
