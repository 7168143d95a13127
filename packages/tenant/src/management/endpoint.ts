import type { JobRunner } from '../jobs/runner.ts';
import type { CurrentPlan } from '../rate-limits/current-plan.ts';
import type { SearchRefresher } from '../search/refresh.ts';
import type { Database } from '../store/open.ts';

/** What every endpoint works with. */
export interface TenantContext {
  db: Database;
  search: SearchRefresher;
  /** How long a search may take, in milliseconds. */
  searchTimeoutMs: number;
  /** The tenant's own address, without a trailing slash. */
  url: string;
  /** The subscription it is on. */
  plan: CurrentPlan;
  /** Works in the background. */
  jobs: JobRunner;
}

/** A request whose token was checked and has the endpoint's scopes. */
export interface EndpointRequest {
  params: Readonly<Record<string, string>>;
  query: Readonly<Record<string, unknown>>;
  /** Parsed JSON or form; a `FormData` where the endpoint takes multipart. */
  body: unknown;
  scopes: ReadonlySet<string>;
  /** The application the token was issued to. */
  clientId: string;
  ip: string;
  userAgent: string | undefined;
}

export interface EndpointAnswer {
  status: number;
  /** Sent as JSON; nothing is sent when undefined. */
  body?: unknown;
  headers?: Readonly<Record<string, string>>;
  /** The user an act was done to, for the log. */
  userId?: string;
}

/** One operation of the Management API: what it asks of the token, and what it does. */
export interface Endpoint {
  method: 'get' | 'post' | 'patch' | 'put' | 'delete';
  /** Below `/api/v2`, in Express's notation. */
  path: string;
  /** As Auth0's own reference titles it; the log tells acts by it. */
  summary: string;
  /** Any one of them is enough, unless `needs` says that all are needed. */
  scopes: readonly [string, ...string[]];
  needs?: 'all';
  /** `multipart` hands the body over as `FormData`, up to this many bytes. */
  multipart?: { maxBytes: number };
  handle: (context: TenantContext, request: EndpointRequest) => Promise<EndpointAnswer>;
}
