import type { SearchRefresher } from '../search/refresh.ts';
import type { Database } from '../store/open.ts';

/** What every endpoint works with. */
export interface TenantContext {
  db: Database;
  search: SearchRefresher;
}

/** A request whose token was checked and has at least one of the endpoint's scopes. */
export interface EndpointRequest {
  params: Readonly<Record<string, string>>;
  query: Readonly<Record<string, unknown>>;
  body: unknown;
  scopes: ReadonlySet<string>;
}

export interface EndpointAnswer {
  status: number;
  /** Sent as JSON; nothing is sent when undefined. */
  body?: unknown;
}

/** One operation of the Management API: what it asks of the token, and what it does. */
export interface Endpoint {
  method: 'get' | 'post' | 'patch' | 'put' | 'delete';
  /** Below `/api/v2`, in Express's notation. */
  path: string;
  /** Any one of them is enough. */
  scopes: readonly [string, ...string[]];
  handle: (context: TenantContext, request: EndpointRequest) => Promise<EndpointAnswer>;
}
