import { z } from 'zod';
import { User, UserSummary } from '../user/user.ts';
import { NewUser } from '../user/user-input.ts';
import { UserSort } from '../user/user-sort.ts';
import type { FieldRule, Row } from './row.ts';

/** What the search box was taken for. `email` and `user_id` are answered at once; the rest by the search index, which may lag. */
export const SearchKind = z.enum(['all', 'email', 'user_id', 'words', 'lucene']);
export type SearchKind = z.infer<typeof SearchKind>;

/** A user of the list, with the custom fields that it shows, by their paths. */
export const ListedUser = UserSummary.extend({
  custom: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
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
});
export type UserList = z.infer<typeof UserList>;

export const UserListQuery = z.strictObject({
  /** Words, an e-mail address, a user_id, or a Lucene query. */
  q: z.string().max(2000, 'At most 2,000 characters.').default(''),
  page: z.coerce.number().int().min(0).max(100_000).default(0),
  per_page: z.coerce.number().int().min(1).max(100).default(50),
  sort: UserSort.default('created_at:-1'),
});

const appMetadataOnCreate: FieldRule = { permission: 'app_metadata:edit', scopes: ['create:users'] };
const userMetadataOnCreate: FieldRule = { permission: 'user_metadata:edit', scopes: ['create:users'] };

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
    problems: ['invalid_query', 'masked_field', 'page_out_of_reach', 'search_too_slow'],
  },
  createUser: {
    method: 'POST',
    path: '/api/users',
    permission: 'users:create',
    scopes: ['create:users', 'read:connections', 'read:connections_options'],
    fields: {
      app_metadata: appMetadataOnCreate,
      user_metadata: userMetadataOnCreate,
      invited: { permission: 'tickets:create', scopes: ['create:user_tickets'] },
    },
    user: 'new',
    audit: 'user.create',
    body: NewUser,
    status: 201,
    response: User,
    problems: ['already_exists', 'password_refused', 'refused_by_tenant', 'outcome_unknown'],
  },
} as const satisfies Record<string, Row>;
