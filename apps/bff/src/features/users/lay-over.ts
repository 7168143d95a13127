import { maskForSearches, maskOver } from '@rollcall/shared/access/decision.ts';
import { maskUser } from '@rollcall/shared/access/mask.ts';
import { withoutMasked } from '@rollcall/shared/access/masked-search.ts';
import type { ListedUser } from '@rollcall/shared/contract/users.ts';
import type { Query } from '@rollcall/shared/query/ast.ts';
import { matchesQuery } from '@rollcall/shared/query/match.ts';
import { isVisible } from '../../access/choke-point.ts';
import { ProblemError } from '../../http/problem.ts';
import type { TenantUser } from '../../management/user-schema.ts';
import type { TenantUsers } from '../../management/users.ts';
import type { TeamMember } from '../../store/team.ts';
import { anyOfIds } from '../../walks/slices.ts';
import type { RecentWrite, RecentWrites } from './recent-writes.ts';

/** A user as a page of the list has them. */
export type ListedTenantUser = TenantUser & Pick<ListedUser, 'pending'>;

/** What a search has found, as far as it matters here. */
interface Found {
  users: TenantUser[];
  start: number;
  total: number;
}

interface LayOver<Page extends Found> {
  recent: RecentWrites;
  users: TenantUsers;
  member: TeamMember;
  /** What was asked for. */
  wanted: Query;
  /** Searches once more, for those alone whom a query names. */
  again: (query: Query) => Promise<Page>;
}

type Laid<Page extends Found> = Omit<Page, 'users'> & { users: ListedTenantUser[] };

/**
 * Lays what a team member has just written over what the search has found, which may not know it yet. Each
 * such user is read afresh, judged and compared as they are shown: who is gone or out of sight is taken out,
 * who is new to the search comes first on the first page, who has changed is shown as they are now. Who does
 * not match any more stays where they were and is marked: one sees what became of the act, and can take it
 * back. Without such users it asks for nothing.
 */
export async function layOver<Page extends Found>(
  dependencies: LayOver<Page>,
  searching: Promise<Page>,
): Promise<Laid<Page>> {
  const [found, writes] = await Promise.all([searching, dependencies.recent.of(dependencies.member.id)]);
  if (writes.length === 0) return found;
  try {
    return await laid(dependencies, found, writes);
  } catch (error) {
    // What the search has found is worth showing without it.
    if (error instanceof ProblemError) return found;
    throw error;
  }
}

async function laid<Page extends Found>(
  { recent, users, member, wanted, again }: LayOver<Page>,
  found: Page,
  writes: readonly RecentWrite[],
): Promise<Laid<Page>> {
  const onPage = new Map(found.users.map((user) => [user.user_id, user]));
  const elsewhere = writes.filter(({ userId }) => !onPage.has(userId)).map(({ userId }) => userId);
  const [now, others] = await Promise.all([
    Promise.all(writes.map(async (write) => ({ ...write, user: await users.find(write.userId) }))),
    elsewhere.length === 0
      ? []
      : again({ kind: 'and', operands: [wanted, anyOfIds(elsewhere)] }).then((page) => page.users),
  ]);
  const indexed = new Map([...onPage, ...others.map((user) => [user.user_id, user] as const)]);

  const mask = maskForSearches(member.grants);
  const matches = (user: TenantUser) =>
    matchesQuery(withoutMasked(mask, wanted), maskUser(maskOver(member.grants, user), user));
  const rows = new Map<string, ListedTenantUser>(onPage);
  const first: ListedTenantUser[] = [];
  const known: string[] = [];
  let { total } = found;
  for (const { userId, kind, user } of now) {
    const old = indexed.get(userId);
    if (user === undefined || !isVisible(member, user)) {
      rows.delete(userId);
      if (old !== undefined) total -= 1;
    } else if (old !== undefined && !isNewer(user, old)) {
      known.push(userId);
    } else if (onPage.has(userId)) {
      rows.set(userId, { ...user, pending: matches(user) ? 'changed' : 'no_longer_matches' });
    } else if (old === undefined && matches(user)) {
      total += 1;
      first.push({ ...user, pending: kind === 'created' ? 'created' : 'changed' });
    }
  }
  await recent.forget(member.id, known);
  return { ...found, users: [...(found.start === 0 ? first : []), ...rows.values()], total };
}

function isNewer({ updated_at: now }: TenantUser, { updated_at: then }: TenantUser): boolean {
  return now !== undefined && (then === undefined || Date.parse(now) > Date.parse(then));
}
