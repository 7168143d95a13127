import { maskForSearches } from '@rollcall/shared/access/decision.ts';
import { isMasked } from '@rollcall/shared/access/mask.ts';
import type { LookedUp, lookupsRows } from '@rollcall/shared/contract/lookups.ts';
import { keyOfEntry, type LookupEntry, readEntry } from '@rollcall/shared/user/lookup-entries.ts';
import { isVisible } from '../../access/choke-point.ts';
import { maskedField } from '../../access/masked-fields.ts';
import type { HandlersOf } from '../../http/handler.ts';
import type { TenantUser } from '../../management/user-schema.ts';
import type { TenantUsers } from '../../management/users.ts';
import type { TeamMember } from '../../store/team.ts';
import { knownToSearch } from '../../access/known-to-search.ts';

/** How many entries are looked up at the same time where the search does not know them. */
const atOnce = 4;

type Wanted = Exclude<LookupEntry, { kind: 'unreadable' }>;

/**
 * Looks up many users at once. The search is asked first, for all of them; whom it does not know, one by one
 * and immediately consistent. A user whom the member may not see takes the same steps as one who is not there.
 */
export function lookupsHandlers(users: TenantUsers): HandlersOf<typeof lookupsRows> {
  return {
    lookUpUsers: async ({ member, body }) => {
      const wanted = wantedIn(body.entries);
      refuseMasked(member, wanted);
      const found = await findAll(users, member, wanted);
      const seen = new Set<string>();
      const entries = body.entries.map((entry): LookedUp => {
        if (readEntry(entry).kind === 'unreadable') return { entry, outcome: 'unreadable', user_ids: [] };
        const key = keyOfEntry(entry);
        if (seen.has(key)) return { entry, outcome: 'duplicate', user_ids: [] };
        seen.add(key);
        const ids = (found.get(key) ?? []).map((user) => user.user_id);
        const outcome = ids.length === 0 ? 'missing' : ids.length === 1 ? 'found' : 'ambiguous';
        return { entry, outcome, user_ids: ids };
      });
      const all = [...found.values()].flat();
      return { entries, users: [...new Map(all.map((user) => [user.user_id, user])).values()] };
    },
  };
}

/** What is asked for, each once. */
function wantedIn(entries: readonly string[]): Map<string, Wanted> {
  const read = entries.flatMap((entry): [string, Wanted][] => {
    const wanted = readEntry(entry);
    return wanted.kind === 'unreadable' ? [] : [[keyOfEntry(entry), wanted]];
  });
  return new Map(read);
}

/** @throws {ProblemError} `masked_field` */
function refuseMasked(member: TeamMember, wanted: ReadonlyMap<string, Wanted>): void {
  const mask = maskForSearches(member.grants);
  if (![...wanted.values()].some(({ kind }) => kind === 'email') || !isMasked(mask, 'email')) return;
  throw maskedField(
    'email',
    'Nobody can be looked up by e-mail address: it is hidden from you. Use user_ids.',
  );
}

/** Whom the member may see of those who are wanted, by what asked for them. */
async function findAll(
  users: TenantUsers,
  member: TeamMember,
  wanted: ReadonlyMap<string, Wanted>,
): Promise<Map<string, TenantUser[]>> {
  const known = await knownToSearch(users, member, [...wanted.values()]);
  const found = new Map<string, TenantUser[]>();
  for (const user of known) {
    for (const key of [user.user_id, user.email?.toLowerCase()]) {
      if (key !== undefined && wanted.has(key)) found.set(key, [...(found.get(key) ?? []), user]);
    }
  }
  const left = [...wanted].filter(([key]) => !found.has(key));
  const workers = Array.from({ length: atOnce }, async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const [key, entry] = next;
      const read = await readNow(users, entry);
      found.set(
        key,
        read.filter((user) => isVisible(member, user)),
      );
    }
  });
  await Promise.all(workers);
  return found;
}

async function readNow(users: TenantUsers, entry: Wanted): Promise<TenantUser[]> {
  if (entry.kind === 'email') return users.withEmail(entry.email);
  const user = await users.find(entry.userId);
  return user === undefined ? [] : [user];
}
