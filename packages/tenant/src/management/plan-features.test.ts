import { expect, test } from 'vitest';
import { PLANS } from '../rate-limits/plans.ts';
import { refuseBeyondPlan } from './plan-features.ts';
import { ENDPOINTS } from './router.ts';

/** The endpoints that a plan refuses, as `get /path`. */
function refusedBy(plan: keyof typeof PLANS): string[] {
  return ENDPOINTS.filter((endpoint) => {
    try {
      refuseBeyondPlan(PLANS[plan], endpoint);
      return false;
    } catch (error) {
      expect(error).toMatchObject({ statusCode: 403, errorCode: 'insufficient_entitlement' });
      return true;
    }
  }).map(({ method, path }) => `${method} ${path}`);
}

test.each(['free', 'professional'] as const)(
  'the plan %s has no endpoints of sessions and refresh tokens, and all others',
  (plan) => {
    expect(refusedBy(plan).toSorted()).toEqual([
      'delete /refresh-tokens/:id',
      'delete /sessions/:id',
      'delete /users/:id/refresh-tokens',
      'delete /users/:id/sessions',
      'get /refresh-tokens',
      'get /refresh-tokens/:id',
      'get /sessions/:id',
      'get /users/:id/refresh-tokens',
      'get /users/:id/sessions',
      'patch /refresh-tokens/:id',
      'patch /sessions/:id',
      'post /refresh-tokens/revoke',
      'post /sessions/:id/revoke',
      'post /users/:id/revoke-access',
    ]);
  },
);

test.each(['enterprise', 'unlimited'] as const)('the plan %s has all endpoints', (plan) => {
  expect(refusedBy(plan)).toEqual([]);
});
