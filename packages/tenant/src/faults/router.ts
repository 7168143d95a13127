import express, { Router } from 'express';
import { z } from 'zod';
import { Fault, type Faults } from './fault.ts';

const Latency = z.strictObject({ ms: z.int().min(0).max(60_000) });

/**
 * `/__tenant/faults`: POST adds a fault, DELETE clears all or those of `?path=`, PUT `/latency` makes everything slower.
 * Open to whoever can reach the tenant, so it is mounted only when asked for.
 */
export function faultRouter(faults: Faults): Router {
  const router = Router();
  router.use(express.json());
  router.post('/', (request, response) => {
    const fault = Fault.safeParse(request.body);
    if (fault.success) faults.add(fault.data);
    response.status(fault.success ? 204 : 400).send(fault.success ? undefined : z.prettifyError(fault.error));
  });
  router.put('/latency', (request, response) => {
    const latency = Latency.safeParse(request.body);
    if (latency.success) faults.setLatency(latency.data.ms);
    response
      .status(latency.success ? 204 : 400)
      .send(latency.success ? undefined : z.prettifyError(latency.error));
  });
  router.delete('/', (request, response) => {
    const { path } = request.query;
    faults.clear(typeof path === 'string' ? path : undefined);
    response.status(204).end();
  });
  return router;
}
