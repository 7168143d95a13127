import { z } from 'zod';
import type { Row } from './row.ts';

/** What the tenant last said is left of the requests that it allows, for one kind of them. */
export const BudgetLevel = z.object({
  /** As Auth0's rate limit policy groups them: `read-users`. */
  kind: z.string(),
  limit: z.number().int(),
  remaining: z.number().int(),
  /** When the next request is added. */
  resets_at: z.string(),
  /** When the tenant said so. */
  seen_at: z.string(),
});
export type BudgetLevel = z.infer<typeof BudgetLevel>;

export const budgetRows = {
  getBudget: {
    method: 'GET',
    path: '/api/budget',
    permission: 'team:manage',
    scopes: [],
    status: 200,
    /** The kinds that were asked for since Rollcall started, the fullest spent first. */
    response: z.object({ levels: z.array(BudgetLevel) }),
    problems: [],
  },
} as const satisfies Record<string, Row>;
