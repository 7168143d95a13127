import { z } from 'zod';
import { UserSummary } from '../user/user-summary.ts';
import { UserSort } from '../user/user-sort.ts';
import type { Row } from './row.ts';

/** What the search box was taken for. `email` and `user_id` are answered at once; the rest by the search index, which may lag. */
export const SearchKind = z.enum([
  'all',
  'email',
  'user_id',
  'organization',
  'phone_number',
  'last_ip',
  'words',
  'lucene',
]);
export type SearchKind = z.infer<typeof SearchKind>;

/** A user of the list, with what its columns show beyond that, by their paths. */
export const ListedUser = UserSummary.extend({
  cells: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  /** What the caller has just done that the search does not know yet; the user is as they are now. */
  pending: z.enum(['changed', 'created', 'no_longer_matches']).optional(),
});
export type ListedUser = z.infer<typeof ListedUser>;

export const UserList = z.object({
  users: z.array(ListedUser),
  start: z.number().int(),
  limit: z.number().int(),
  total: z.number().int(),
  understood: SearchKind,
  /** How long the tenant took to answer, in milliseconds. */
  took: z.number().int().min(0),
});
export type UserList = z.infer<typeof UserList>;

export const UserListQuery = z.strictObject({
  /** Words, an e-mail address, a user_id, or a Lucene query. */
  q: z.string().max(2000, 'At most 2,000 characters.').default(''),
  page: z.coerce.number().int().min(0).max(100_000).default(0),
  /** Above 100 it is put together of several pages of Auth0's. */
  per_page: z.coerce
    .number()
    .int()
    .min(1)
    .refine((size) => size <= 100 || size === 1000, 'At most 100, or 1,000.')
    .default(50),
  sort: UserSort.default('created_at:-1'),
  /** The columns to be shown, as `readColumns` reads them; empty for the usual ones. */
  columns: z.string().max(2000, 'At most 2,000 characters.').default(''),
});

export type UserListQuery = z.infer<typeof UserListQuery>;

export const usersRows = {
  listUsers: {
    method: 'GET',
    path: '/api/users',
    permission: 'users:read',
    scopes: ['read:users'],
    user: 'list',
    query: UserListQuery,
    status: 200,
    response: UserList,
    problems: ['invalid_query', 'masked_field', 'page_out_of_reach', 'search_too_slow', 'search_too_long'],
  },
} as const satisfies Record<string, Row>;
