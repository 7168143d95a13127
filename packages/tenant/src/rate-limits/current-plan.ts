import { type Plan, type PlanName, PLANS } from './plans.ts';

/** The plan the tenant is on; it can change while the tenant runs. */
export interface CurrentPlan {
  get: () => Plan;
  set: (name: PlanName) => void;
}

/** Begins with the plan of this name. */
export function createCurrentPlan(name: PlanName): CurrentPlan {
  let plan = PLANS[name];
  return {
    get: () => plan,
    set: (next) => {
      plan = PLANS[next];
    },
  };
}
