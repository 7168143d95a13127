import { z } from 'zod';
import { isStorable } from '../user/metadata.ts';
import { UserSummary } from '../user/user-summary.ts';
import type { Row } from './row.ts';

/** How many entries are looked up by one call, and how many one pasted list can have. */
export const mostPerLookup = 100;
export const mostEntries = 5000;

/**
 * What became of an entry: one user, several of the same address, nobody whom the caller may see, or nothing
 * that asks for a user. `duplicate`: an entry before it asks for the same.
 */
export const LookupOutcome = z.enum(['found', 'ambiguous', 'missing', 'duplicate', 'unreadable']);
export type LookupOutcome = z.infer<typeof LookupOutcome>;

export const LookedUp = z.object({
  entry: z.string(),
  outcome: LookupOutcome,
  /** Who was found, of `users`. */
  user_ids: z.array(z.string()),
});
export type LookedUp = z.infer<typeof LookedUp>;

export const lookupsRows = {
  /** It is asked by POST, because a list of addresses is long and is not to stand in an address. */
  lookUpUsers: {
    method: 'POST',
    path: '/api/lookups',
    permission: 'users:read',
    scopes: ['read:users'],
    user: 'list',
    whileViewingAs: true,
    body: z.strictObject({
      /** E-mail addresses and user_ids. */
      entries: z
        .array(z.string().min(1).max(320).refine(isStorable, 'Contains a character that cannot be stored.'))
        .min(1)
        .max(mostPerLookup, `At most ${mostPerLookup} at once.`),
    }),
    status: 200,
    response: z.object({ entries: z.array(LookedUp), users: z.array(UserSummary) }),
    problems: ['masked_field'],
  },
} as const satisfies Record<string, Row>;
