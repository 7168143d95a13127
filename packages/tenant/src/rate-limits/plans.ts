/** A token bucket: how many requests at once, and how many more are allowed as time goes on. */
export interface Bucket {
  burst: number;
  perMinute: number;
}

export const PLAN_NAMES = ['free', 'professional', 'enterprise', 'unlimited'] as const;
export type PlanName = (typeof PLAN_NAMES)[number];

/** What a subscription allows. */
export interface Plan {
  name: PlanName;
  /** The bucket that a request to the Management API takes from; one for each name. */
  managementApi: (method: string, path: string) => readonly [name: string, bucket: Bucket];
  /** Of `POST /oauth/token`; unlimited when absent. */
  token?: Bucket;
  /** Of `/userinfo`, one for each access token; unlimited when absent. */
  userInfo?: Bucket;
  /** How long log events can be read; for ever when absent. */
  logRetentionDays?: number;
  /** Whether the endpoints of sessions and refresh tokens are missing, which Auth0 has on Enterprise plans. */
  lacksSessions?: true;
}

/** No request meets it; it is there because every answer names a limit. */
const ENDLESS: Bucket = { burst: 1_000_000, perMinute: 60_000_000 };

/**
 * Professional's buckets of the Management API; the first that fits counts.
 * @see https://auth0.com/docs/troubleshoot/customer-support/operational-policies/rate-limit-policy
 */
const PROFESSIONAL: readonly (readonly [name: string, request: RegExp, bucket: Bucket])[] = [
  ['read-organization-members', /^GET \/organizations\/[^/]+\/members/u, { burst: 40, perMinute: 500 }],
  ['delete-users', /^DELETE \/users(?:\/|$)/u, { burst: 20, perMinute: 200 }],
  ['write-users', /^(?:POST|PATCH|PUT) \/users(?:\/|$)/u, { burst: 20, perMinute: 200 }],
  ['read-logs', /^GET \/(?:logs|users\/[^/]+\/logs)(?:\/|$)/u, { burst: 10, perMinute: 100 }],
  ['read-users', /^GET \/users(?:-by-email)?(?:\/|$)/u, { burst: 40, perMinute: 500 }],
  ['read-clients', /^GET \/clients(?:\/|$)/u, { burst: 5, perMinute: 100 }],
  ['read-connections', /^GET \/connections(?:\/|$)/u, { burst: 5, perMinute: 50 }],
  [
    'write-device-credentials',
    /^(?:POST|DELETE) \/device-credentials(?:\/|$)/u,
    { burst: 5, perMinute: 100 },
  ],
];
const PROFESSIONAL_REST = ['other', { burst: 10, perMinute: 150 }] as const;

/** The plans by name. */
export const PLANS: Readonly<Record<PlanName, Plan>> = {
  free: {
    name: 'free',
    managementApi: () => ['all', { burst: 2, perMinute: 120 }],
    token: { burst: 30, perMinute: 1_800 },
    userInfo: { burst: 10, perMinute: 5 },
    logRetentionDays: 1,
    lacksSessions: true,
  },
  professional: {
    name: 'professional',
    managementApi: (method, path) => {
      const found = PROFESSIONAL.find(([, request]) => request.test(`${method} ${path}`));
      return found === undefined ? PROFESSIONAL_REST : [found[0], found[2]];
    },
    logRetentionDays: 10,
    lacksSessions: true,
  },
  enterprise: {
    name: 'enterprise',
    managementApi: () => ['all', { burst: 50, perMinute: 960 }],
    logRetentionDays: 30,
  },
  unlimited: { name: 'unlimited', managementApi: () => ['all', ENDLESS] },
};
