import type { UserList, UserListQuery } from '@rollcall/shared/contract/users.ts';
import type { Query } from '@rollcall/shared/query/ast.ts';
import { printQuery } from '@rollcall/shared/query/print.ts';
import { ProblemError } from '../../http/problem.ts';
import type { TenantUser } from '../../management/user-schema.ts';
import type { SearchRequest, TenantUsers } from '../../management/users.ts';
import type { TeamMember } from '../../store/team.ts';
import { joinSearch } from '../../access/joined-search.ts';
import { longPage } from './long-page.ts';

/** Auth0 pages no further. Source: Management API GET /api/v2/users */
const reach = 1000;
const mostPerPage = 100;

/** What a row of the list shows. */
export const shownFields = [
  'user_id',
  'name',
  'nickname',
  'given_name',
  'family_name',
  'username',
  'email',
  'email_verified',
  'phone_number',
  'picture',
  'blocked',
  'created_at',
  'updated_at',
  'last_login',
  'logins_count',
  'identities',
];

type Found = Omit<UserList, 'understood' | 'users' | 'took'> & { users: TenantUser[] };

/**
 * A page of a search among the users whom the member may see.
 *
 * @param asked a query that names nothing that is hidden from the member
 * @param roots what the rows show beyond what all lists do
 * @throws {ProblemError} `page_out_of_reach`
 */
export async function searchUsers(
  users: TenantUsers,
  member: TeamMember,
  asked: Query,
  { page, per_page: perPage, sort }: Pick<UserListQuery, 'page' | 'per_page' | 'sort'>,
  roots: readonly string[],
): Promise<Found> {
  if ((page + 1) * perPage > reach) {
    throw new ProblemError('page_out_of_reach', {
      detail:
        'Auth0 shows the first 1,000 results of a search. Narrow the search, or sort the other way round.',
    });
  }
  const joined = joinSearch(member, asked, [...shownFields, ...roots]);
  const request = { q: printQuery(joined.query), sort, fields: joined.fields };
  const start = page * perPage;
  if (!joined.isCountTold) {
    // Counted one by one: a total of the tenant's would tell of those who are left out.
    const found = (await everyone(users, request)).filter(joined.isFound);
    return { users: found.slice(start, start + perPage), start, limit: perPage, total: found.length };
  }
  const found = await longPage(users, { ...request, page, perPage });
  const visible = found.users.filter(joined.isFound);
  // Who was found and may not be seen is not to be counted either.
  const total = found.total - (found.users.length - visible.length);
  return { users: visible, start, limit: perPage, total };
}

async function everyone(
  users: TenantUsers,
  request: Omit<SearchRequest, 'page' | 'perPage'>,
): Promise<TenantUser[]> {
  const all: TenantUser[] = [];
  for (let page = 0; page * mostPerPage < reach; page += 1) {
    const found = await users.search({ ...request, page, perPage: mostPerPage });
    all.push(...found.users);
    if (found.users.length < mostPerPage) break;
  }
  return all;
}
