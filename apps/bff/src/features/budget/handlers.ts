import type { budgetRows } from '@rollcall/shared/contract/budget.ts';
import type { HandlersOf } from '../../http/handler.ts';
import type { Budget } from '../../management/budget.ts';

/** What is left of the tenant's rate limit. */
export function budgetHandlers(budget: Budget): HandlersOf<typeof budgetRows> {
  return { getBudget: async () => ({ levels: budget.levels() }) };
}
