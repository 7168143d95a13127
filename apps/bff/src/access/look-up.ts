import { maskForSearches } from '@rollcall/shared/access/decision.ts';
import { isMasked } from '@rollcall/shared/access/mask.ts';
import { keyOfEntry, type LookupEntry, readEntry } from '@rollcall/shared/user/lookup-entries.ts';
import type { TenantUser } from '../management/user-schema.ts';
import type { TenantUsers } from '../management/users.ts';
import type { TeamMember } from '../store/team.ts';
import { isVisible } from './choke-point.ts';
import { knownToSearch } from './known-to-search.ts';
import { maskedField } from './masked-fields.ts';

/** How many entries are looked up at the same time where the search does not know them. */
const atOnce = 4;

/** An entry that asks for a user. */
export type WantedEntry = Exclude<LookupEntry, { kind: 'unreadable' }>;

/** What is asked for, each once, by its key. */
export function keysOf(entries: readonly string[]): Map<string, WantedEntry> {
  const read = entries.flatMap((entry): [string, WantedEntry][] => {
    const wanted = readEntry(entry);
    return wanted.kind === 'unreadable' ? [] : [[keyOfEntry(entry), wanted]];
  });
  return new Map(read);
}

/** Nobody is found by an address that is hidden. @throws {ProblemError} `masked_field` */
export function refuseMaskedEntries(member: TeamMember, wanted: ReadonlyMap<string, WantedEntry>): void {
  const mask = maskForSearches(member.grants);
  if (![...wanted.values()].some(({ kind }) => kind === 'email') || !isMasked(mask, 'email')) return;
  throw maskedField(
    'email',
    'Nobody can be looked up by e-mail address: it is hidden from you. Use user_ids.',
  );
}

/**
 * Whom the member may see of those who are wanted, by the key of what asked for them. The search is asked
 * first, for all of them; whom it does not know, one by one and immediately consistent. A user whom the
 * member may not see takes the same steps as one who is not there.
 */
export async function lookUp(
  users: TenantUsers,
  member: TeamMember,
  wanted: ReadonlyMap<string, WantedEntry>,
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

async function readNow(users: TenantUsers, entry: WantedEntry): Promise<TenantUser[]> {
  if (entry.kind === 'email') return users.withEmail(entry.email);
  const user = await users.find(entry.userId);
  return user === undefined ? [] : [user];
}
