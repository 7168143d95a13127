import { setTimeout as pause } from 'node:timers/promises';
import type { BudgetLevel } from '@rollcall/shared/contract/budget.ts';

/** What an answer told of one kind of requests, in the clock of this machine. */
interface Level {
  limit: number;
  remaining: number;
  resetsAt: number;
  seenAt: number;
}

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** What of the limit stays for people, whatever is done in the background. */
const shareOfPeople = 0.7;
/** The longest that one wait for the tenant takes; whoever waits has others to tell that it is there. */
const longestWaitMs = 10_000;

/**
 * The kinds of requests that Auth0 counts apart, the first that fits. Where a plan has one limit for all of
 * them, each kind is told the same.
 * Source: auth0.com/docs/troubleshoot/customer-support/operational-policies/rate-limit-policy
 */
const kinds: readonly (readonly [kind: string, request: RegExp])[] = [
  ['read-organization-members', /^GET \/api\/v2\/organizations\/[^/]+\/members/],
  ['delete-users', /^DELETE \/api\/v2\/users(\/|$)/],
  ['write-users', /^(POST|PATCH|PUT) \/api\/v2\/users(\/|$)/],
  ['read-logs', /^GET \/api\/v2\/(logs|users\/[^/]+\/logs)(\/|$)/],
  ['read-users', /^GET \/api\/v2\/users(-by-email)?(\/|$)/],
  ['read-clients', /^GET \/api\/v2\/clients(\/|$)/],
  ['read-connections', /^GET \/api\/v2\/connections(\/|$)/],
];

/** A request of the Management API: its method, and its path with or without parameters in it. */
type Request = `${'GET' | 'POST' | 'PATCH' | 'DELETE'} /api/v2/${string}`;

function kindOf(request: Request): string {
  return kinds.find(([, pattern]) => pattern.test(request))?.[0] ?? 'other';
}

/** What is left of the requests that the tenant allows, as its answers tell. */
export class Budget {
  readonly #levels = new Map<string, Level>();

  /** Takes note of what an answer tells; one that tells nothing changes nothing. */
  note(request: Request, headers: Headers): void {
    const [limit, remaining, reset] = ['limit', 'remaining', 'reset'].map((name) =>
      Number(headers[`x-ratelimit-${name}`] ?? Number.NaN),
    );
    if (limit === undefined || !Number.isFinite(limit) || !Number.isFinite(remaining)) return;
    const now = Date.now();
    this.#levels.set(kindOf(request), {
      limit,
      remaining: remaining ?? 0,
      resetsAt: now + (timeToReset(headers, reset) ?? 1000),
      seenAt: now,
    });
  }

  /** Every kind that was asked for, the fullest spent first. */
  levels(): BudgetLevel[] {
    return [...this.#levels]
      .map(([kind, { limit, remaining, resetsAt, seenAt }]) => ({
        kind,
        limit,
        remaining,
        resets_at: new Date(resetsAt).toISOString(),
        seen_at: new Date(seenAt).toISOString(),
      }))
      .toSorted((one, other) => one.remaining / one.limit - other.remaining / other.limit);
  }

  /**
   * For what is done in the background: answers at once while people would keep their share of the limit,
   * and otherwise when the tenant has added a request, or ten seconds later.
   */
  async spare(request: Request, signal: AbortSignal): Promise<void> {
    const level = this.#levels.get(kindOf(request));
    if (level === undefined || level.remaining - 1 >= Math.floor(level.limit * shareOfPeople)) return;
    const wait = level.resetsAt - Date.now();
    if (wait > 0) await pause(Math.min(wait, longestWaitMs), undefined, { signal }).catch(() => undefined);
  }
}

/**
 * In how many milliseconds the tenant adds a request. `x-ratelimit-reset` is in the tenant's clock, so it is
 * read against the answer's own `Date`.
 */
export function timeToReset(
  headers: Headers,
  reset = Number(headers['x-ratelimit-reset'] ?? Number.NaN),
): number | undefined {
  const now = Date.parse(String(headers.date));
  const told = reset * 1000 - (Number.isNaN(now) ? Date.now() : now);
  return Number.isNaN(told) ? undefined : Math.max(0, told);
}
