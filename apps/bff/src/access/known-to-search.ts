import type { Query } from '@rollcall/shared/query/ast.ts';
import { printQuery } from '@rollcall/shared/query/print.ts';
import type { LookupEntry } from '@rollcall/shared/user/lookup-entries.ts';
import { UserSummary } from '@rollcall/shared/user/user-summary.ts';
import { joinSearch } from './joined-search.ts';
import { ProblemError } from '../http/problem.ts';
import type { TenantUser } from '../management/user-schema.ts';
import type { TenantUsers } from '../management/users.ts';
import type { TeamMember } from '../store/team.ts';

/** How many a page of a search has at most. */
const mostPerPage = 100;

/**
 * Those of many users whom the search of the tenant knows, and the member may see. It saves a call for each of
 * them and is no more than that: where there are too many for it, or it fails, it knows nobody.
 */
export async function knownToSearch(
  users: TenantUsers,
  member: TeamMember,
  wanted: readonly LookupEntry[],
): Promise<TenantUser[]> {
  if (wanted.length === 0) return [];
  const asked: Query = { kind: 'or', operands: wanted.flatMap(termOf) };
  const joined = joinSearch(member, asked, Object.keys(UserSummary.shape));
  try {
    const page = await users.search({
      q: printQuery(joined.query),
      page: 0,
      perPage: mostPerPage,
      sort: 'user_id:1',
      fields: joined.fields,
    });
    // Of an address that several have, one may be on the next page.
    if (page.total > page.users.length) return [];
    return page.users.filter(joined.isFound);
  } catch (error) {
    if (error instanceof ProblemError) return [];
    throw error;
  }
}

function termOf(entry: LookupEntry): Query[] {
  switch (entry.kind) {
    case 'email':
      return [{ kind: 'term', field: 'email', value: { kind: 'text', text: entry.email } }];
    case 'user_id':
      return [{ kind: 'term', field: 'user_id', value: { kind: 'text', text: entry.userId } }];
    case 'unreadable':
      return [];
  }
}
