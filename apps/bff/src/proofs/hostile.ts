import type { Row } from '@rollcall/shared/contract/row.ts';
import { rows } from '@rollcall/shared/contract/rows.ts';
import type { Asked } from './canary-world.ts';
import type { Dice } from './dice.ts';
import { hostileBody, hostileHeader, hostileId, hostileQuery } from './hostile-parts.ts';
import { acme, analyst, customer, portal, readBookings } from './tenant-ids.ts';

/** Who asks, and what. */
export interface HostileRequest extends Asked {
  kind: string;
  row: string;
}

/** Those who ask: mostly whose sight is narrow. What an Admin asks reaches furthest into the handlers. */
const kinds = [
  'scoped',
  'scoped',
  'scoped',
  'two',
  'two',
  'masked',
  'masked',
  'powerless',
  'anonymous',
  'disabled',
  'admin',
];
const methods = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'];
const all = Object.entries<Row>(rows);
const nobody = '00000000-0000-4000-8000-000000000000';
const ids = [nobody, 'role_0123456789abcdef', '999999999', 'auth0%7Cnone'];

/** Second ids in addresses: of what the tenant has, and of nothing. */
const children: Readonly<Record<string, readonly string[]>> = {
  tenantRoleId: [analyst, customer],
  organizationId: [acme],
  invitationId: ['uinv_SeedInvitation01', 'uinv_0123456789abcdef'],
  provider: ['auth0', 'email'],
  identityId: ['0123456789abcdef01234567'],
  authenticationMethodId: ['totp%7Cdev_0000000000000000'],
};

/** By their key, what bodies can hold. Where it means two things, the one that a row knows is taken. */
const good: readonly [string, unknown][] = [
  ['connection', 'email'],
  ['email', 'hostile@new.example'],
  ['field', 'email'],
  ['title', 'Hostile'],
  ['given_name', 'Given'],
  ['user_metadata', { a: 1 }],
  ['app_metadata', { region: 'us' }],
  ['permissions', ['users:read']],
  ['permissions', [readBookings]],
  ['grants', [{ role: 'viewer-users', scope: { all: true }, mask: [] }]],
  ['scope', { all: true }],
  ['reasonRequired', []],
  ['format', 'csv'],
  ['url', 'https://hooks.example/hostile'],
  ['roles', [analyst]],
  ['organization_id', acme],
  ['client_id', portal],
  ['send_email', false],
  ['send_mail', false],
  ['user_id', 'auth0|none'],
  ['version', '"x"'],
  ['kind', 'access_token'],
  ['token', 'opaque'],
  ['text', 'Noted'],
  ['ttl_sec', 3600],
  ['mark_email_as_verified', false],
  ['sign_out', true],
  ['password', 'later'],
  ['until', new Date(Date.now() + 3_600_000).toISOString()],
  ['days', 7],
  ['set_user_root_attributes', 'on_first_login'],
];

/** Makes one request that nobody should make; `users` are ids that there are, as they stand in addresses. */
export function hostileRequest(
  dice: Dice,
  users: Readonly<Record<'covered' | 'outside', readonly string[]>>,
): HostileRequest {
  const [name, row] = dice.pick(all);
  const kind = dice.pick(kinds);
  const method = dice.chance(0.92) ? row.method : dice.pick(methods);
  const known =
    kind === 'admin' || method === 'DELETE' ? users.covered : [...users.covered, ...users.outside];
  // What there is stays there: nobody who could deletes it.
  const isDeleting = method === 'DELETE' || row.method === 'DELETE';
  const realId = () => (isDeleting || !row.path.includes(':userId') ? dice.pick(ids) : dice.pick(known));
  const filled = row.path.replace(/:(\w+)/g, (_, parameter: string) => {
    if (dice.chance(0.65)) return hostileId(dice);
    return children[parameter] === undefined ? realId() : dice.pick(children[parameter]);
  });
  const path = spelled(dice, filled);
  const query = dice.chance(row.query === undefined ? 0.15 : 0.7) ? hostileQuery(dice) : '';
  const hasBody = method !== 'GET' && method !== 'HEAD' && dice.chance(0.85);
  return {
    kind,
    row: name,
    method,
    path: query === '' ? path : `${path}?${query}`,
    headers: dice.chance(0.25) ? hostileHeader(dice) : {},
    body: hasBody ? hostileBody(dice, goodFor(row)) : undefined,
  };
}

/** Of the good entries those that the row's body knows. */
function goodFor(row: Row): Record<string, unknown> {
  const entries = good.filter(([key, value]) => {
    const issues = row.body?.safeParse({ [key]: value }).error?.issues ?? [];
    const isKnown = !issues.some(({ code, path }) => code === 'unrecognized_keys' || path[0] === key);
    return row.body !== undefined && isKnown;
  });
  return Object.fromEntries(entries);
}

/** The address, now and then in a spelling that some other server would take for the same. */
function spelled(dice: Dice, path: string): string {
  if (dice.chance(0.9)) return path;
  return dice.pick([
    `/${path}`,
    path.replaceAll('/', '//'),
    path.replace('/api', '/API'),
    `${path}/`,
    `${path};x=1`,
    `${path}%2f`,
    `${path}/.`,
    `/auth/..${path}`,
    `/api/../api${path.slice(4)}`,
    path.replace('/api/', '/api/%2e/'),
    `${path}.json`,
    `${path}%00`,
  ]);
}
