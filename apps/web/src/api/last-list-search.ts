import type { ListState } from '@rollcall/shared/user/list-state.ts';

/** What the list of users was last asked for, as its address says it. */
type LastListSearch = ListState & { page: number; walk: string; view: string; user: string };

// In memory only: what was searched for may name a person, and it ends with the page at the latest.
let last: LastListSearch | undefined;

/** Keeps what the list shows, for the way back to it. */
export function rememberListSearch(search: LastListSearch): void {
  last = search;
}

/** The search that leads back to the list as it was last seen; without one, to its beginning. */
export function lastListSearch(): Partial<LastListSearch> {
  return last ?? {};
}
