import { maskForSearches, maskOver, userScopesFor } from '@rollcall/shared/access/decision.ts';
import { isPartlyMasked, maskUser } from '@rollcall/shared/access/mask.ts';
import { fieldsOfScope, inUserScope, scopeQuery } from '@rollcall/shared/access/user-scope.ts';
import type { teamRows } from '@rollcall/shared/contract/team.ts';
import { printQuery } from '@rollcall/shared/query/print.ts';
import { type UserSummary, UserSummary as Summary } from '@rollcall/shared/user/user-summary.ts';
import { isVisible } from '../../access/choke-point.ts';
import type { Call } from '../../http/handler.ts';
import { ProblemError } from '../../http/problem.ts';
import type { TenantUsers } from '../../management/users.ts';

const sampleSize = 5;
const fields = [...Object.keys(Summary.shape), 'app_metadata'];

/**
 * How many users a scope covers, and a few of them, as someone with such a grant would see them. Only
 * users whom the caller may see are counted, and of those nothing is shown that is hidden from the
 * caller; neither can a scope ask about it.
 *
 * @throws {ProblemError} `masked_field`
 */
export async function previewUserScope(
  users: TenantUsers,
  { member, body: { scope, mask } }: Call<typeof teamRows.previewUserScope>,
): Promise<{ total: number; sample: UserSummary[] }> {
  const hidden = fieldsOfScope(scope).find((field) => isPartlyMasked(maskForSearches(member.grants), field));
  if (hidden !== undefined) {
    throw new ProblemError('masked_field', { detail: `${hidden} is hidden from you.` });
  }
  const visible = userScopesFor(member.grants, 'users:read').map(scopeQuery);
  const found = await users.search({
    q: printQuery({ kind: 'and', operands: [scopeQuery(scope), { kind: 'or', operands: visible }] }),
    page: 0,
    perPage: sampleSize,
    sort: 'created_at:-1',
    fields,
  });
  const covered = found.users.filter((user) => inUserScope(scope, user) && isVisible(member, user));
  return {
    // Who was found and is not covered after all is not to be counted either.
    total: found.total - (found.users.length - covered.length),
    sample: covered.map((user) => maskUser([...mask, ...maskOver(member.grants, user)], user)),
  };
}
