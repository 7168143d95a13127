import { createHash } from 'node:crypto';
import type { RequestHandler, Response } from 'express';
import { addressOf } from '../address.ts';
import { ManagementError } from '../management/management-error.ts';
import { writeLogEvent } from '../store/log-events.ts';
import type { Database } from '../store/open.ts';
import type { CurrentPlan } from './current-plan.ts';
import { createLimiter, type Taken } from './limiter.ts';

/** The log tells of a limit once a minute, however many requests meet it. */
const LOG_EVERY = 60_000;

export interface RateLimits {
  managementApi: RequestHandler;
  token: RequestHandler;
  userInfo: RequestHandler;
}

/**
 * Holds requests to the limits of the tenant's plan, which every answer names.
 * @see https://auth0.com/docs/troubleshoot/customer-support/operational-policies/rate-limit-policy
 */
export function createRateLimits(db: Database, current: CurrentPlan): RateLimits {
  const limiter = createLimiter();
  const logged = new Map<string, number>();
  const log = async (name: string, description: string, ip: string) => {
    const last = logged.get(name);
    if (last !== undefined && Date.now() - last < LOG_EVERY) return;
    logged.set(name, Date.now());
    await writeLogEvent(db, { type: 'api_limit', description, ip });
  };
  return {
    managementApi: async (request, response, next) => {
      const plan = current.get();
      const [name, bucket] = plan.managementApi(request.method, request.path);
      const taken = limiter.take(`${plan.name} ${name}`, bucket);
      tell(response, taken);
      if (taken.allowed) {
        next();
        return;
      }
      await log(name, 'Global limit has been reached', addressOf(request));
      const refusal = new ManagementError(429, 'Global limit has been reached', 'too_many_requests');
      response.status(429).json(refusal.body);
    },
    token: async (request, response, next) => {
      const { name, token } = current.get();
      if (token === undefined || spend(response, limiter.take(`${name} token`, token))) {
        next();
        return;
      }
      await log('token', 'Limit of /oauth/token has been reached', addressOf(request));
      response
        .status(429)
        .json({ error: 'too_many_requests', error_description: 'Global limit has been reached' });
    },
    userInfo: (request, response, next) => {
      const { name, userInfo } = current.get();
      const token = createHash('sha256')
        .update(request.get('authorization') ?? '')
        .digest('base64');
      if (userInfo === undefined || spend(response, limiter.take(`${name} userinfo ${token}`, userInfo))) {
        next();
        return;
      }
      response
        .status(429)
        .json({ error: 'too_many_requests', error_description: 'Global limit has been reached' });
    },
  };
}

function spend(response: Response, taken: Taken): boolean {
  tell(response, taken);
  return taken.allowed;
}

function tell(response: Response, { limit, remaining, reset }: Taken): void {
  response.set({
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(remaining),
    'x-ratelimit-reset': String(reset),
  });
}
