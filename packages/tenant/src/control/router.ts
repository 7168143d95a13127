import express, { type RequestHandler, Router } from 'express';
import { z } from 'zod';
import type { FaultRegistry } from '../faults/fault.ts';
import { faultRouter } from '../faults/router.ts';
import type { CurrentPlan } from '../rate-limits/current-plan.ts';
import { PLAN_NAMES } from '../rate-limits/plans.ts';
import type { SearchRefresher } from '../search/refresh.ts';

const IndexDelay = z.strictObject({ ms: z.int().min(0).max(3_600_000) });
const PlanChoice = z.strictObject({ plan: z.enum(PLAN_NAMES) });

export interface Controls {
  faults: FaultRegistry;
  search: SearchRefresher;
  plan: CurrentPlan;
}

/**
 * `/__tenant`: changes how the tenant behaves while it runs, for tests and demonstrations: what goes wrong,
 * how far searches lag behind, which plan's limits count. Open to whoever can reach the tenant, so it is
 * mounted only when asked for.
 */
export function controlRouter({ faults, search, plan }: Controls): Router {
  const router = Router();
  router.use('/faults', faultRouter(faults));
  router.use(express.json());
  router.put(
    '/index-delay',
    setting(IndexDelay, ({ ms }) => search.setDelay(ms)),
  );
  router.put(
    '/plan',
    setting(PlanChoice, (choice) => plan.set(choice.plan)),
  );
  return router;
}

function setting<Value>(schema: z.ZodType<Value>, apply: (value: Value) => void): RequestHandler {
  return (request, response) => {
    const sent = schema.safeParse(request.body);
    if (!sent.success) {
      response.status(400).type('text').send(z.prettifyError(sent.error));
      return;
    }
    apply(sent.data);
    response.status(204).end();
  };
}
