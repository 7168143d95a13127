import type { Bucket } from './plans.ts';

/** What is left of a bucket after a request, as the headers of the answer tell it. */
export interface Taken {
  allowed: boolean;
  limit: number;
  remaining: number;
  /** The second since 1970 at which the next request is added. */
  reset: number;
}

export interface Limiter {
  /** Takes one request out of the bucket with this name. */
  take: (name: string, bucket: Bucket) => Taken;
}

const MINUTE = 60_000;
/** Where buckets are kept by what clients send, they would pile up. */
const MOST_BUCKETS = 10_000;

/**
 * Token buckets, full at first.
 * @param now milliseconds since 1970
 * @see https://auth0.com/docs/troubleshoot/customer-support/operational-policies/rate-limit-policy
 */
export function createLimiter(now: () => number = Date.now): Limiter {
  const levels = new Map<string, { tokens: number; at: number }>();
  return {
    take: (name, { burst, perMinute }) => {
      const at = now();
      const known = levels.get(name) ?? { tokens: burst, at };
      const filled = Math.min(burst, known.tokens + ((at - known.at) * perMinute) / MINUTE);
      const allowed = filled >= 1;
      const tokens = allowed ? filled - 1 : filled;
      if (levels.size >= MOST_BUCKETS) levels.clear();
      levels.set(name, { tokens, at });
      const missing = 1 - (tokens % 1);
      return {
        allowed,
        limit: burst,
        remaining: Math.floor(tokens),
        reset: Math.ceil((at + (missing * MINUTE) / perMinute) / 1_000),
      };
    },
  };
}
