import type { Row } from '@rollcall/shared/contract/row.ts';
import { rows } from '@rollcall/shared/contract/rows.ts';
import type { Asked } from './canary-world.ts';
import type { Dice } from './dice.ts';
import { hostileBody, hostileHeader, hostileId, hostileQuery } from './hostile-parts.ts';

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

const goodBody = {
  connection: 'email',
  email: 'hostile@new.example',
  field: 'email',
  title: 'Hostile',
  given_name: 'Given',
  user_metadata: { a: 1 },
  app_metadata: { region: 'us' },
  permissions: ['users:read'],
  grants: [{ role: 'viewer-users', scope: { all: true }, mask: [] }],
  scope: { all: true },
  reasonRequired: [],
  format: 'csv',
  url: 'https://hooks.example/hostile',
};

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
  const filled = row.path.replace(/:\w+/g, () => (dice.chance(0.65) ? hostileId(dice) : realId()));
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
  const entries = Object.entries(goodBody).filter(([key, value]) => {
    const read = row.body?.safeParse({ [key]: value });
    return read !== undefined && !JSON.stringify(read.error?.issues ?? []).includes('unrecognized_keys');
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
