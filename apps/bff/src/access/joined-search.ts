import { maskForSearches, maskOver, userScopesFor } from '@rollcall/shared/access/decision.ts';
import { maskUser } from '@rollcall/shared/access/mask.ts';
import { fieldsOfQuery, mayTellAddresses, withoutMasked } from '@rollcall/shared/access/masked-search.ts';
import { fieldsOfScope, scopeQuery } from '@rollcall/shared/access/user-scope.ts';
import type { Query } from '@rollcall/shared/query/ast.ts';
import { matchesQuery } from '@rollcall/shared/query/match.ts';
import { isVisible } from './choke-point.ts';
import type { TenantUser } from '../management/user-schema.ts';
import type { TeamMember } from '../store/team.ts';

/** What of a user everything that hides or shows names is decided by. */
export const tellingFields = [
  'name',
  'nickname',
  'given_name',
  'family_name',
  'username',
  'email',
  'phone_number',
];

/** A search as it may go to the tenant for a team member. */
export interface JoinedSearch {
  /** What was asked, and whom the member may see. */
  query: Query;
  /** What has to come with each user for `isFound`. */
  fields: string[];
  /** Whether the tenant's count may be told, and its pages be given as they are. */
  isCountTold: boolean;
  /** Whether a user whom the tenant found may be told to be found. */
  isFound: (user: TenantUser) => boolean;
}

/**
 * Joins what was asked with what the member's grants cover. Whatever comes back is judged once more, one by
 * one: that a user is found must not tell what is hidden of them.
 *
 * @param asked a query that names nothing that is hidden from the member
 * @param shown what is wanted of each user
 */
export function joinSearch(member: TeamMember, asked: Query, shown: readonly string[]): JoinedSearch {
  const mask = maskForSearches(member.grants);
  const query = withoutMasked(mask, asked);
  const userScopes = userScopesFor(member.grants, 'users:read');
  const inScope: Query = { kind: 'or', operands: userScopes.map(scopeQuery) };
  const isOneByOne = mayTellAddresses(mask, query);
  const fields = [
    'user_id',
    'identities',
    // No domain of an address counts that is not verified.
    'email_verified',
    ...shown,
    ...userScopes.flatMap(fieldsOfScope),
    ...(isOneByOne ? [...tellingFields, 'picture', ...fieldsOfQuery(query)] : []),
  ];
  return {
    query: { kind: 'and', operands: [query, inScope] },
    fields: [...new Set(fields.map((field) => field.split('.')[0] ?? ''))],
    isCountTold: !isOneByOne,
    isFound: (user) => isVisible(member, user) && (!isOneByOne || isFoundAsShown(member, query, user)),
  };
}

/** Whether a user would be found by what is shown of them, too. */
function isFoundAsShown(member: TeamMember, query: Query, user: TenantUser): boolean {
  const shown = maskUser(maskOver(member.grants, user), user);
  const isSame = (['name', 'nickname', 'given_name', 'family_name'] as const).every(
    (field) => shown[field] === user[field],
  );
  return isSame || matchesQuery(query, shown);
}
