import { userScopesFor } from '@rollcall/shared/access/decision.ts';
import { scopeQuery, type UserScope } from '@rollcall/shared/access/user-scope.ts';
import type { UserList, usersRows } from '@rollcall/shared/contract/users.ts';
import type { Query } from '@rollcall/shared/query/ast.ts';
import { printQuery } from '@rollcall/shared/query/print.ts';
import { readSearchBox } from '@rollcall/shared/user/search-box.ts';
import { isVisible } from '../../access/choke-point.ts';
import type { Call } from '../../http/handler.ts';
import { ProblemError } from '../../http/problem.ts';
import type { TenantUser } from '../../management/user-schema.ts';
import type { TenantUsers } from '../../management/users.ts';

/** Auth0 pages no further. Source: Management API GET /api/v2/users */
const reach = 1000;

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
  'last_login',
  'logins_count',
  'identities',
];

type ListCall = Call<typeof usersRows.listUsers>;

/**
 * Finds users. An e-mail address or a user_id goes to the immediately consistent endpoints;
 * everything else to the search, joined with what the member's grants cover. Each user is judged
 * again before it leaves.
 *
 * @throws {ProblemError} `invalid_query` with the position, `page_out_of_reach`
 */
export async function listUsers(users: TenantUsers, { member, query }: ListCall): Promise<UserList> {
  const asked = readSearchBox(query.q);
  switch (asked.kind) {
    case 'invalid':
      throw new ProblemError('invalid_query', {
        detail: asked.error.message,
        position: asked.error.position,
      });
    case 'email':
      return exactly(await findByEmail(users, asked.email), member, query, 'email');
    case 'user_id':
      return exactly(await findById(users, asked.userId), member, query, 'user_id');
    case 'all':
      return search(users, { kind: 'all' }, member, query, asked.kind);
    case 'words':
    case 'lucene':
      return search(users, asked.query, member, query, asked.kind);
  }
}

async function findByEmail(users: TenantUsers, email: string): Promise<TenantUser[]> {
  // Databases keep addresses in lower case, other sources as they were given: both are asked for.
  const spellings = [...new Set([email, email.toLowerCase()])];
  const found = await Promise.all(spellings.map((spelling) => users.byEmail(spelling)));
  return [...new Map(found.flat().map((user) => [user.user_id, user])).values()];
}

async function findById(users: TenantUsers, userId: string): Promise<TenantUser[]> {
  try {
    return [await users.get(userId)];
  } catch (error) {
    if (error instanceof ProblemError && error.code === 'not_found') return [];
    throw error;
  }
}

function exactly(
  found: readonly TenantUser[],
  member: ListCall['member'],
  { page, per_page: perPage }: ListCall['query'],
  understood: 'email' | 'user_id',
): UserList {
  const visible = found.filter((user) => isVisible(member, user));
  const start = page * perPage;
  return {
    users: visible.slice(start, start + perPage),
    start,
    limit: perPage,
    total: visible.length,
    understood,
  };
}

async function search(
  users: TenantUsers,
  asked: Query,
  member: ListCall['member'],
  { page, per_page: perPage, sort }: ListCall['query'],
  understood: UserList['understood'],
): Promise<UserList> {
  if ((page + 1) * perPage > reach) {
    throw new ProblemError('page_out_of_reach', {
      detail:
        'Auth0 shows the first 1,000 results of a search. Narrow the search, or sort the other way round.',
    });
  }
  const userScopes = userScopesFor(member.grants, 'users:read');
  const found = await users.search({
    q: printQuery({ kind: 'and', operands: [asked, coveredBy(userScopes)] }),
    page,
    perPage,
    sort,
    fields: [...shownFields, ...(userScopes.some(looksAtAppMetadata) ? ['app_metadata'] : [])],
  });
  const visible = found.users.filter((user) => isVisible(member, user));
  return {
    users: visible,
    start: page * perPage,
    limit: perPage,
    // Who was found and may not be seen is not to be counted either.
    total: found.total - (found.users.length - visible.length),
    understood,
  };
}

function coveredBy(userScopes: readonly UserScope[]): Query {
  return { kind: 'or', operands: userScopes.map(scopeQuery) };
}

function looksAtAppMetadata(scope: UserScope): boolean {
  return JSON.stringify(scope).includes('"app_metadata.');
}
