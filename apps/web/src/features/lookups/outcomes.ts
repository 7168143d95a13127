import { csvLine } from '@rollcall/shared/csv.ts';
import type { LookedUp, LookupOutcome } from '@rollcall/shared/contract/lookups.ts';
import type { UserSummary } from '@rollcall/shared/user/user-summary.ts';

/** Each outcome in a word, with the tone of its badge. */
export const outcomeWords = {
  found: { label: 'Found', tone: 'green' },
  ambiguous: { label: 'Ambiguous', tone: 'amber' },
  missing: { label: 'Missing', tone: 'red' },
  duplicate: { label: 'Duplicate', tone: 'neutral' },
  unreadable: { label: 'Not readable', tone: 'neutral' },
} as const satisfies Record<LookupOutcome, { label: string; tone: string }>;

/** One line of the result: an entry with one user who was found by it, or with none. */
export interface Line {
  key: string;
  entry: string;
  outcome: LookupOutcome;
  user: UserSummary | undefined;
}

/** The lines of a result; an ambiguous entry has one for each user. */
export function linesOf(done: readonly LookedUp[], users: ReadonlyMap<string, UserSummary>): Line[] {
  return done.flatMap(({ entry, outcome, user_ids }, nth): Line[] => {
    if (user_ids.length === 0) return [{ key: String(nth), entry, outcome, user: undefined }];
    return user_ids.map((id) => ({ key: `${nth} ${id}`, entry, outcome, user: users.get(id) }));
  });
}

/** The lines as a CSV file for spreadsheets. */
export function csvOf(lines: readonly Line[]): string {
  const head = csvLine(['entry', 'outcome', 'user_id', 'name', 'email', 'blocked']);
  const rows = lines.map(({ entry, outcome, user }) => {
    const blocked = user === undefined ? '' : String(user.blocked === true);
    return csvLine([entry, outcome, user?.user_id ?? '', user?.name ?? '', user?.email ?? '', blocked]);
  });
  return `\uFEFF${head}${rows.join('')}`;
}

/** The longest text that the search box takes. */
const longestQuery = 2000;

/** The search for exactly these users; `undefined` where they are too many for one. */
export function queryFor(userIds: readonly string[]): string | undefined {
  if (userIds.length === 0) return undefined;
  const quoted = userIds.map((id) => `"${id.replaceAll(/["\\]/g, String.raw`\$&`)}"`);
  const query = `user_id:(${quoted.join(' OR ')})`;
  return query.length <= longestQuery ? query : undefined;
}
