import { maskForSearches, maskOver, userScopesFor } from '@rollcall/shared/access/decision.ts';
import { isMasked, maskUser } from '@rollcall/shared/access/mask.ts';
import { fieldsOfScope, scopeQuery } from '@rollcall/shared/access/user-scope.ts';
import {
  type DuplicateReason,
  duplicateReasons,
  mostDuplicates,
  type PossibleDuplicate,
} from '@rollcall/shared/contract/identities.ts';
import type { Query } from '@rollcall/shared/query/ast.ts';
import { printQuery } from '@rollcall/shared/query/print.ts';
import { addressesOf, duplicateSigns } from '@rollcall/shared/user/duplicates.ts';
import { UserSummary } from '@rollcall/shared/user/user-summary.ts';
import { isVisible } from '../../access/choke-point.ts';
import type { TenantUser } from '../../management/user-schema.ts';
import type { TenantUsers } from '../../management/users.ts';
import type { TeamMember } from '../../store/team.ts';

/** Addresses that are looked up; each is a call. */
const mostAddresses = 4;

/** Of a user what signs are found in, and what a list shows. */
const fields = [...Object.keys(UserSummary.shape), 'last_ip'];

/**
 * Who may be the same person as this user, among those whom the team member may see: looked for by each
 * sign that is not hidden from them, judged again in memory by what they see of both, and in the order of
 * how strong the sign is.
 */
export async function findDuplicates(
  users: TenantUsers,
  member: TeamMember,
  user: TenantUser,
): Promise<{ users: (TenantUser & Pick<PossibleDuplicate, 'reasons'>)[] }> {
  const hidden = maskForSearches(member.grants);
  const seen = (one: TenantUser) => maskUser([...hidden, ...maskOver(member.grants, one)], one);
  const shown = seen(user);
  const byField = (field: 'phone_number' | 'name', value: string | undefined) =>
    value === undefined || isMasked(hidden, field) ? [] : [searchFor(users, member, field, value)];
  const found = await Promise.all([
    ...spellings(shown).map((email) => users.byEmail(email)),
    ...byField('phone_number', shown.phone_number),
    ...byField('name', shown.name),
  ]);
  const others = new Map(
    found
      .flat()
      .flatMap((other) => (other.user_id === user.user_id ? [] : [[other.user_id, other] as const])),
  );
  const alike = [...others.values()]
    .filter((other) => isVisible(member, other))
    .map((other) => ({ ...other, reasons: duplicateSigns(shown, seen(other)) }))
    .filter(({ reasons }) => reasons.length > 0);
  return { users: alike.toSorted((one, other) => rank(one.reasons) - rank(other.reasons)) };
}

/** The addresses to look up. Databases keep them in lower case, other sources as they were given. */
function spellings(user: TenantUser): string[] {
  const given = [user.email, ...user.identities.map(({ profileData }) => profileData?.email)];
  const lower = addressesOf(user).map(({ email }) => email);
  return [...new Set([...lower, ...given.flatMap((email) => email ?? [])])].slice(0, mostAddresses);
}

/** Users with exactly this value, of those whom the team member may see. */
async function searchFor(
  users: TenantUsers,
  member: TeamMember,
  field: string,
  text: string,
): Promise<TenantUser[]> {
  const userScopes = userScopesFor(member.grants, 'users:read');
  const alike: Query = { kind: 'term', field, value: { kind: 'text', text } };
  const inScope: Query = { kind: 'or', operands: userScopes.map(scopeQuery) };
  const roots = userScopes.flatMap(fieldsOfScope).map((path) => path.split('.')[0] ?? '');
  const { users: found } = await users.search({
    q: printQuery({ kind: 'and', operands: [alike, inScope] }),
    page: 0,
    perPage: mostDuplicates,
    sort: 'created_at:-1',
    fields: [...new Set([...fields, ...roots])],
  });
  return found;
}

function rank(reasons: readonly DuplicateReason[]): number {
  const [strongest] = reasons;
  return strongest === undefined ? duplicateReasons.length : duplicateReasons.indexOf(strongest);
}
