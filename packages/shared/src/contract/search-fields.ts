import { z } from 'zod';
import type { Row } from './row.ts';

/** A path into metadata that can be searched by. */
export const SearchField = z.object({
  path: z.string(),
  /** What the values are that were seen. */
  types: z.array(z.enum(['string', 'number', 'boolean', 'object'])),
  /** What the configuration calls it, where it is a custom field. */
  title: z.string().optional(),
});
export type SearchField = z.infer<typeof SearchField>;

export const searchFieldsRows = {
  listSearchFields: {
    method: 'GET',
    path: '/api/search-fields',
    permission: 'users:read',
    scopes: ['read:users'],
    status: 200,
    response: z.object({ fields: z.array(SearchField) }),
    problems: [],
  },
} as const satisfies Record<string, Row>;
