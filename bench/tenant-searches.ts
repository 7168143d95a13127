import { middle } from './middle.ts';

/** A request to the tenant, and by how much a tenant ten times as large may be slower. */
export interface Search {
  title: string;
  path: string;
  /** Undefined where the work grows with what is found; then Auth0's two seconds are the limit. */
  ratio?: number;
}

const LOOK_UP = 1.5;
const FEW = 3;

function list(parameters: Record<string, string>): string {
  return `/api/v2/users?${new URLSearchParams({ per_page: '50', ...parameters }).toString()}`;
}

/** Every sortable attribute that people look at, both ways, first page and tenth. */
function sorted(): Search[] {
  return [
    'name',
    'email',
    'given_name',
    'created_at',
    'last_login',
    'logins_count',
    'connection',
    'blocked',
  ].flatMap((field) =>
    ['1', '-1'].flatMap((order) =>
      ['0', '9'].map((page) => ({
        title: `everybody by ${field}:${order}, page ${Number(page) + 1} of 100`,
        path: list({ sort: `${field}:${order}`, per_page: '100', page }),
      })),
    ),
  );
}

/** @param user somebody in the middle of the tenant. */
export function searches(user: { user_id: string; email: string }): Search[] {
  const totals = { include_totals: 'true' };
  return [
    { title: 'one user by id', path: `/api/v2/users/${encodeURIComponent(user.user_id)}`, ratio: LOOK_UP },
    {
      title: 'users by e-mail, exact',
      path: `/api/v2/users-by-email?email=${encodeURIComponent(user.email)}`,
      ratio: LOOK_UP,
    },
    { title: 'search: e-mail', path: list({ q: `email:"${user.email}"`, ...totals }), ratio: LOOK_UP },
    {
      title: 'search: e-mail prefix',
      path: list({ q: `email:${user.email.slice(0, -8)}*`, ...totals }),
      ratio: FEW,
    },
    { title: 'search: username', path: list({ q: 'username:nobody', ...totals }), ratio: FEW },
    { title: 'name contains, rare', path: list({ q: 'name:*demonstration*', ...totals }), ratio: FEW },
    { title: 'name contains, common', path: list({ q: 'name:*smith*', ...totals }) },
    { title: 'any attribute contains', path: list({ q: '*smith*', ...totals }) },
    { title: 'nickname contains', path: list({ q: 'nickname:*smith*', ...totals }) },
    {
      title: 'metadata equals, rare',
      path: list({ q: 'app_metadata.crm.id:"C-15000"', ...totals }),
      ratio: FEW,
    },
    { title: 'metadata equals, common', path: list({ q: 'app_metadata.plan:"free"', ...totals }) },
    { title: 'metadata equals, common, no total', path: list({ q: 'app_metadata.plan:"free"' }), ratio: FEW },
    { title: 'metadata range', path: list({ q: 'app_metadata.billing.seats:[190 TO 200]', ...totals }) },
    {
      title: 'metadata range, half of all',
      path: list({ q: 'app_metadata.billing.seats:[1 TO 200]', ...totals }),
    },
    { title: 'metadata wildcard', path: list({ q: 'app_metadata.tags:b*', ...totals }) },
    { title: 'metadata wildcard, rare', path: list({ q: 'app_metadata.crm.id:C-1500*', ...totals }) },
    { title: 'no metadata', path: list({ q: 'NOT _exists_:app_metadata', ...totals }) },
    { title: 'never signed in', path: list({ q: 'NOT _exists_:logins_count OR logins_count:0', ...totals }) },
    { title: 'not blocked', path: list({ q: 'NOT blocked:true', ...totals }) },
    { title: 'blocked', path: list({ q: 'blocked:true', ...totals }) },
    { title: 'nobody: NOT _exists_:identities', path: list({ q: 'NOT _exists_:identities', ...totals }) },
    {
      title: 'not free, not blocked, verified',
      path: list({ q: 'NOT app_metadata.plan:free AND NOT blocked:true AND email_verified:true', ...totals }),
    },
    {
      title: 'a month of sign-ins, newest first',
      path: list({ q: 'last_login:[2026-05 TO 2026-05]', sort: 'last_login:-1', ...totals }),
    },
    { title: 'one connection', path: list({ q: 'identities.connection:"github"', ...totals }) },
    { title: 'everybody', path: list(totals) },
    { title: 'everybody, page 10 of 100', path: list({ per_page: '100', page: '9', ...totals }) },
    { title: 'everybody, newest first', path: list({ sort: 'created_at:-1', ...totals }) },
    ...sorted(),
  ];
}

/** The median of several requests in milliseconds, after one that does not count; fewer of slow ones. */
export async function measure(url: string, token: string, { path }: Search): Promise<number> {
  const first = await time(url, token, path);
  const times: number[] = [];
  for (let run = 0; run < (first > 400 ? 3 : 9); run += 1) times.push(await time(url, token, path));
  return middle(times);
}

async function time(url: string, token: string, path: string): Promise<number> {
  const before = performance.now();
  const answer = await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${token}` } });
  await answer.arrayBuffer();
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
  return performance.now() - before;
}
