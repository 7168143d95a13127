import type { SearchSchemaInput } from '@tanstack/react-router';

/** The state of the profile tab as it stands in the address. */
export interface ProfileSearch {
  /** Whether the guide to what one may change is shown. */
  guide?: 'open';
}

/** Reads the address; what cannot be read is left out. */
export function readProfileSearch(search: ProfileSearch & SearchSchemaInput): ProfileSearch {
  return search.guide === 'open' ? { guide: 'open' } : {};
}
