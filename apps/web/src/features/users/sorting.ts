import { isSortable } from '@rollcall/shared/access/masked-search.ts';
import { sortableFields } from '@rollcall/shared/user/user-sort.ts';

/** What is worth seeing from its far end first: the latest, the most. */
const downFirst: ReadonlySet<string> = new Set(['created_at', 'updated_at', 'last_login', 'logins_count']);

/** How a column is sorted by now, if it is, and what pressing its head makes of that. */
export function sortOf(path: string, sort: string) {
  const [field, direction] = sort.split(':');
  const current: 'ascending' | 'descending' | 'none' =
    field !== path ? 'none' : direction === '1' ? 'ascending' : 'descending';
  const isDownNext = current === 'none' ? downFirst.has(path) : current === 'ascending';
  return { current, isDownNext, next: `${path}:${isDownNext ? '-1' : '1'}` };
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
