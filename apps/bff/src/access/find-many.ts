import { printQuery } from '@rollcall/shared/query/print.ts';
import type { TenantUser } from '../management/user-schema.ts';
import type { TenantUsers } from '../management/users.ts';
import type { TeamMember } from '../store/team.ts';
import { anyOfIds, fitting, roomBeside } from '../walks/slices.ts';
import { joinSearch } from './joined-search.ts';

const mostPerPage = 100;

/**
 * Those of many users whom the search of the tenant knows, and the member may see, in the order of the ids.
 * It takes a call for a hundred of them; the index lags behind.
 *
 * @param shown what is wanted of each user
 */
export async function findMany(
  users: TenantUsers,
  member: TeamMember,
  ids: readonly string[],
  shown: readonly string[],
): Promise<TenantUser[]> {
  const joined = joinSearch(member, { kind: 'all' }, shown);
  const room = roomBeside(joined.query);
  const found: TenantUser[] = [];
  for (let rest = ids; rest.length > 0;) {
    const some = fitting(rest.slice(0, mostPerPage), room);
    rest = rest.slice(some.length);
    const q = printQuery({ kind: 'and', operands: [joined.query, anyOfIds(some)] });
    const asked = { q, perPage: mostPerPage, sort: 'user_id:1', fields: joined.fields };
    found.push(...(await users.firstPage(asked)));
  }
  const byId = new Map(found.filter(joined.isFound).map((user) => [user.user_id, user]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
