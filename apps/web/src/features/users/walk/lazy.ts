import { lazy } from 'react';

// What is past the first 1,000 is not what a list begins with: its code comes after the rows.

/** How far a walk is. */
export const WalkStatus = lazy(async () => ({ default: (await import('./walk-status.tsx')).WalkStatus }));
/** The way past the first 1,000. */
export const WalkOffer = lazy(async () => ({ default: (await import('./walk-offer.tsx')).WalkOffer }));
/** Filters by role, organization and factors. */
export const JoinedFilters = lazy(async () => ({
  default: (await import('./joined-filters.tsx')).JoinedFilters,
}));
/** What is left of the tenant's rate limit. */
export const BudgetMeter = lazy(async () => ({ default: (await import('./budget-meter.tsx')).BudgetMeter }));
