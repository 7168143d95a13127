import { maskForSearches, maskOver } from '@rollcall/shared/access/decision.ts';
import { maskUser } from '@rollcall/shared/access/mask.ts';
import { isSortable } from '@rollcall/shared/access/masked-search.ts';
import type { UserList, usersRows } from '@rollcall/shared/contract/users.ts';
import type { Query } from '@rollcall/shared/query/ast.ts';
import { type CustomField, valueOfField } from '@rollcall/shared/user/custom-fields.ts';
import { isVisible } from '../../access/choke-point.ts';
import { maskedField } from '../../access/masked-fields.ts';
import type { Call } from '../../http/handler.ts';
import { ProblemError } from '../../http/problem.ts';
import type { TenantUser } from '../../management/user-schema.ts';
import type { TenantUsers } from '../../management/users.ts';
import { readAsked } from './asked-query.ts';
import { layOver, type ListedTenantUser } from './lay-over.ts';
import type { RecentWrites } from './recent-writes.ts';
import { searchUsers } from './search-users.ts';

type ListCall = Call<typeof usersRows.listUsers>;
type Found = Omit<UserList, 'users'> & { users: ListedTenantUser[] };

/**
 * Finds users. An e-mail address or a user_id goes to the immediately consistent endpoints;
 * everything else to the search, joined with what the member's grants cover. Each user is judged
 * again before it leaves. What is hidden from the member finds nobody and puts nobody in order.
 *
 * @throws {ProblemError} `invalid_query` with the position, `masked_field`, `page_out_of_reach`
 */
export async function listUsers(
  users: TenantUsers,
  recent: RecentWrites,
  listed: readonly CustomField[],
  call: ListCall,
): Promise<UserList> {
  const found = await find(users, recent, listed, call);
  if (listed.length === 0) return found;
  const withCustom = found.users.map((user) => ({
    ...user,
    custom: shownOf(listed, maskUser(maskOver(call.member.grants, user), user)),
  }));
  return { ...found, users: withCustom };
}

/** The values of custom fields that a cell can show. */
function shownOf(
  listed: readonly CustomField[],
  user: TenantUser,
): Record<string, string | number | boolean> {
  const entries = listed.flatMap((field): [string, string | number | boolean][] => {
    const value = valueOfField(field, user);
    const isShown = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
    return isShown ? [[field.key, value]] : [];
  });
  return Object.fromEntries(entries);
}

async function find(
  users: TenantUsers,
  recent: RecentWrites,
  listed: readonly CustomField[],
  { member, query }: ListCall,
): Promise<Found> {
  const roots = listed.flatMap(({ path }) => path.slice(0, 1));
  const mask = maskForSearches(member.grants);
  const field = query.sort.split(':')[0] ?? '';
  if (!isSortable(mask, field)) {
    throw maskedField(
      field,
      `Users cannot be put in the order of ${field}: it is hidden from you, or tells what is.`,
    );
  }
  const asked = readAsked(member, query.q);
  switch (asked.kind) {
    case 'email':
      return exactly(await findByEmail(users, asked.email), member, query, 'email');
    case 'user_id':
      return exactly(await findById(users, asked.userId), member, query, 'user_id');
    case 'all':
    case 'words':
    case 'lucene': {
      const wanted: Query = asked.kind === 'all' ? { kind: 'all' } : asked.query;
      const again = (some: Query) =>
        searchUsers(users, member, some, { ...query, page: 0, per_page: 100 }, roots);
      const found = searchUsers(users, member, wanted, query, roots);
      return {
        ...(await layOver({ recent, users, member, wanted, again }, found)),
        understood: asked.kind,
      };
    }
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
): Found {
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
