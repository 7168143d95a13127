import type { z } from 'zod';
import { eachOf } from '../../management/pages.ts';
import type { TenantUserPage } from '../../management/user-schema.ts';
import type { SearchRequest, TenantUsers } from '../../management/users.ts';

/** As many as the tenant gives at once. Source: Management API GET /api/v2/users */
const mostAtOnce = 100;

/** A page of a search that may be longer than those of the tenant, whose pages it is then put together of. */
export async function longPage(
  users: TenantUsers,
  request: SearchRequest,
): Promise<z.infer<typeof TenantUserPage>> {
  const { page, perPage } = request;
  if (perPage <= mostAtOnce) return users.search(request);
  const each = perPage / mostAtOnce;
  const part = (index: number) =>
    users.search({ ...request, page: page * each + index, perPage: mostAtOnce });
  const first = await part(0);
  const parts = Math.min(each, Math.ceil((first.total - page * perPage) / mostAtOnce));
  const others = await eachOf(
    Array.from({ length: Math.max(0, parts - 1) }, (_none, index) => index + 1),
    part,
  );
  const found = [first, ...others].flatMap((answer) => answer.users);
  // Between two answers users can move from one part to the next.
  return { users: [...new Map(found.map((user) => [user.user_id, user])).values()], total: first.total };
}
