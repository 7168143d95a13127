/** What of the list's state a walk is made of. */
export interface WalkSearch {
  q: string;
  sort: string;
  role: string;
  organization: string;
  mfa: '' | 'none';
  /** A walk that was begun; empty for none. */
  walk: string;
  page: number;
  per_page: number;
  columns: string;
}

/** Whether a list is joined with what no search knows, so that it always comes from a walk. */
export function isJoined({ role, organization, mfa }: WalkSearch): boolean {
  return role !== '' || organization !== '' || mfa !== '';
}

/** Whether the rows of a list come from a walk, and not from the search of the tenant. */
export function comesFromWalk(search: WalkSearch): boolean {
  return search.walk !== '' || isJoined(search);
}
