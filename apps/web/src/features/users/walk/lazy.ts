import { lazy } from 'react';

/** What is past the first 1,000 is not what a list begins with: its code comes after the rows. */
export const later = () => import('./later.ts');

/** How far a walk is. */
export const WalkStatus = lazy(async () => ({ default: (await later()).WalkStatus }));
/** The way past the first 1,000. */
export const WalkOffer = lazy(async () => ({ default: (await later()).WalkOffer }));
/** Filters by role, organization and factors. */
export const JoinedFilters = lazy(async () => ({ default: (await later()).JoinedFilters }));
/** What is left of the tenant's rate limit. */
export const BudgetMeter = lazy(async () => ({ default: (await later()).BudgetMeter }));
