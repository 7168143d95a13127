import { setTimeout as pause } from 'node:timers/promises';
import type { BudgetLevel } from '@rollcall/shared/contract/budget.ts';

/** What an answer told of one kind of requests, in the clock of this machine. */
interface Level {
  limit: number;
  remaining: number;
  resetsAt: number;
  seenAt: number;
  /** Requests that the tenant adds in a millisecond, as far as that was seen. */
  rate: number | undefined;
  /** Since when that is counted, what was left then, and what was spent since. */
  counted: { since: number; remaining: number; spent: number };
}

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** What of the limit stays for people, whatever is done in the background. */
const shareOfPeople = 0.7;
/** The longest that one wait for the tenant takes; whoever waits has others to tell that it is there. */
const longestWaitMs = 10_000;
/** What one wait takes, between looks at what others have spent. */
const [shortestLookMs, longestLookMs] = [5, 500];
/** How long is counted before a rate is made of it; the tenant tells whole requests only. */
const countedMs = 1000;

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
  note(request: Request, headers: Headers, isRefused = false): void {
    const [limit, remaining, reset] = ['limit', 'remaining', 'reset'].map((name) =>
      Number(headers[`x-ratelimit-${name}`] ?? Number.NaN),
    );
    if (limit === undefined || remaining === undefined) return;
    if (!Number.isFinite(limit) || !Number.isFinite(remaining)) return;
    const now = Date.now();
    const kind = kindOf(request);
    const counted = countOn(this.#levels.get(kind), { limit, remaining, now }, isRefused ? 0 : 1);
    const resetsAt = now + (timeToReset(headers, reset) ?? 1000);
    this.#levels.set(kind, { limit, remaining, resetsAt, seenAt: now, ...counted });
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
   * and otherwise when the tenant has added a request, or ten seconds later. What it gives counts as spent
   * from then on, so that many who ask at once are not all given the same.
   */
  async spare(request: Request, signal: AbortSignal): Promise<void> {
    const deadline = Date.now() + longestWaitMs;
    for (;;) {
      const level = this.#levels.get(kindOf(request));
      const now = Date.now();
      if (level === undefined || signal.aborted || now >= deadline) return;
      const missing = Math.floor(level.limit * shareOfPeople) + 1 - leftAt(level, now);
      if (missing <= 0) {
        level.remaining -= 1;
        return;
      }
      const told = level.rate === undefined ? level.resetsAt - now : missing / level.rate;
      const wait = Math.min(Math.max(told, shortestLookMs), longestLookMs, deadline - now);
      await pause(wait, undefined, { signal }).catch(() => undefined);
    }
  }
}

/** What is probably left by now: what was told, and what the tenant has added since. */
function leftAt({ limit, remaining, resetsAt, seenAt, rate }: Level, now: number): number {
  const added = rate === undefined ? (now >= resetsAt ? 1 : 0) : (now - seenAt) * rate;
  return Math.min(limit, remaining + added);
}

/** Counts what the tenant has added, from answer to answer. Where the limit is full, nothing is added. */
function countOn(
  level: Level | undefined,
  { limit, remaining, now }: { limit: number; remaining: number; now: number },
  spent: number,
): Pick<Level, 'rate' | 'counted'> {
  const fresh = { since: now, remaining, spent: 0 };
  if (level === undefined) return { rate: undefined, counted: fresh };
  const counted = { ...level.counted, spent: level.counted.spent + spent };
  const elapsed = now - counted.since;
  if (elapsed < countedMs) return { rate: level.rate, counted };
  const added = remaining - counted.remaining + counted.spent;
  const isTelling = added > 0 && remaining < limit - 1 && elapsed < 10 * countedMs;
  if (!isTelling) return { rate: level.rate, counted: fresh };
  const seen = added / elapsed;
  return { rate: level.rate === undefined ? seen : (level.rate + seen) / 2, counted: fresh };
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
