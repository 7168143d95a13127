import { maskForSearches, maskOver, userScopesFor } from '@rollcall/shared/access/decision.ts';
import { maskUser } from '@rollcall/shared/access/mask.ts';
import { fieldsOfQuery, mayTellAddresses, withoutMasked } from '@rollcall/shared/access/masked-search.ts';
import { fieldsOfScope, scopeQuery } from '@rollcall/shared/access/user-scope.ts';
import type { UserList, usersRows } from '@rollcall/shared/contract/users.ts';
import type { Query } from '@rollcall/shared/query/ast.ts';
import { matchesQuery } from '@rollcall/shared/query/match.ts';
import { printQuery } from '@rollcall/shared/query/print.ts';
import { isVisible } from '../../access/choke-point.ts';
import type { Call } from '../../http/handler.ts';
import { ProblemError } from '../../http/problem.ts';
import type { TenantUser } from '../../management/user-schema.ts';
import type { SearchRequest, TenantUsers } from '../../management/users.ts';
import type { TeamMember } from '../../store/team.ts';

/** Auth0 pages no further. Source: Management API GET /api/v2/users */
const reach = 1000;
const mostPerPage = 100;

/** What a row of the list shows. */
const shownFields = [
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

type Found = Omit<UserList, 'understood' | 'users'> & { users: TenantUser[] };

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
  { page, per_page: perPage, sort }: Call<typeof usersRows.listUsers>['query'],
  roots: readonly string[],
): Promise<Found> {
  if ((page + 1) * perPage > reach) {
    throw new ProblemError('page_out_of_reach', {
      detail:
        'Auth0 shows the first 1,000 results of a search. Narrow the search, or sort the other way round.',
    });
  }
  const mask = maskForSearches(member.grants);
  const query = withoutMasked(mask, asked);
  const userScopes = userScopesFor(member.grants, 'users:read');
  const inScope: Query = { kind: 'or', operands: userScopes.map(scopeQuery) };
  const request = {
    q: printQuery({ kind: 'and', operands: [query, inScope] }),
    sort,
    fields: [...shownFields, ...rootsOf([...roots, ...userScopes.flatMap(fieldsOfScope)])],
  };
  const start = page * perPage;
  if (mayTellAddresses(mask, query)) {
    // Counted one by one: a total of the tenant's would tell of those who are left out.
    const fields = [...request.fields, ...rootsOf(fieldsOfQuery(query))];
    const all = await everyone(users, { ...request, fields });
    const found = all.filter((user) => isVisible(member, user) && isFoundAsShown(member, query, user));
    return { users: found.slice(start, start + perPage), start, limit: perPage, total: found.length };
  }
  const found = await users.search({ ...request, page, perPage });
  const visible = found.users.filter((user) => isVisible(member, user));
  // Who was found and may not be seen is not to be counted either.
  const total = found.total - (found.users.length - visible.length);
  return { users: visible, start, limit: perPage, total };
}

function rootsOf(fields: readonly string[]): string[] {
  const roots = fields.map((field) => field.split('.')[0] ?? '');
  return [...new Set(roots)].filter((root) => !shownFields.includes(root));
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

/** Whether a user would be found by what is shown of them, too. */
function isFoundAsShown(member: TeamMember, query: Query, user: TenantUser): boolean {
  const shown = maskUser(maskOver(member.grants, user), user);
  const isSame = (['name', 'nickname', 'given_name', 'family_name'] as const).every(
    (field) => shown[field] === user[field],
  );
  return isSame || matchesQuery(query, shown);
}
