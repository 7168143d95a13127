import type { SearchSchemaInput } from '@tanstack/react-router';

/** Which team members the list shows. */
export const memberFilters = ['all', 'active', 'invited', 'disabled'] as const;
type MemberFilter = (typeof memberFilters)[number];

/** The state of the list of team members as it stands in the address. */
export interface TeamSearch {
  q: string;
  status: MemberFilter;
}

/** What is left out of the address. */
export const defaultTeamSearch: TeamSearch = { q: '', status: 'all' };

/** Reads the address; what is missing or cannot be read becomes the default. */
export function readTeamSearch(search: Partial<TeamSearch> & SearchSchemaInput): TeamSearch {
  return {
    q: typeof search.q === 'string' ? search.q.slice(0, 200) : '',
    status: memberFilters.find((filter) => filter === search.status) ?? 'all',
  };
}

/** Reads of which team role a new one is to be a copy. */
export function readNewRoleSearch(search: { from?: string } & SearchSchemaInput): { from?: string } {
  return typeof search.from === 'string' ? { from: search.from } : {};
}
