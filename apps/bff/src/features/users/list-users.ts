import type { UserList, usersRows } from '@rollcall/shared/contract/users.ts';
import type { Query } from '@rollcall/shared/query/ast.ts';
import { cellPaths, columnsOf } from '@rollcall/shared/user/columns.ts';
import type { CustomField } from '@rollcall/shared/user/custom-fields.ts';
import { isVisible } from '../../access/choke-point.ts';
import type { Call } from '../../http/handler.ts';
import type { TenantUser } from '../../management/user-schema.ts';
import type { TenantUsers } from '../../management/users.ts';
import { readAsked } from './asked-query.ts';
import { rootsOf, withCells } from './cells.ts';
import { layOver, type ListedTenantUser } from './lay-over.ts';
import { refuseUnsortable } from './list-order.ts';
import type { RecentWrites } from './recent-writes.ts';
import { searchUsers } from './search-users.ts';

type ListCall = Call<typeof usersRows.listUsers>;
type Found = Omit<UserList, 'users' | 'took'> & { users: ListedTenantUser[] };

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
  fields: readonly CustomField[],
  call: ListCall,
): Promise<UserList> {
  const cells = cellPaths(columnsOf(call.query.columns, fields));
  const begun = performance.now();
  const found = await find(users, recent, rootsOf(cells), call);
  const took = Math.round(performance.now() - begun);
  return { ...found, users: withCells(call.member, found.users, cells), took };
}

async function find(
  users: TenantUsers,
  recent: RecentWrites,
  roots: readonly string[],
  { member, query }: ListCall,
): Promise<Found> {
  refuseUnsortable(member, query.sort);
  const asked = readAsked(member, query.q);
  switch (asked.kind) {
    case 'email':
      return exactly(await users.withEmail(asked.email), member, query, 'email');
    case 'user_id': {
      const user = await users.find(asked.userId);
      return exactly(user === undefined ? [] : [user], member, query, 'user_id');
    }
    case 'all':
    case 'organization':
    case 'phone_number':
    case 'last_ip':
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
