/** What comes after the rows, all of it at once: the browser asks for one thing more, and knows its name alone. */
export { BudgetMeter } from './budget-meter.tsx';
export { getWalk, listWalkUsers, startWalk } from './calls.ts';
export { JoinedFilters } from './joined-filters.tsx';
export { WalkOffer } from './walk-offer.tsx';
export { WalkStatus } from './walk-status.tsx';
