import type { Row } from '@rollcall/shared/contract/row.ts';
import { rows } from '@rollcall/shared/contract/rows.ts';
import { type Caller, givenAtAll, givenOver } from './callers.ts';
import { type Region, regions } from './canary-users.ts';

/** What a request is aimed at. */
type Target =
  | { kind: 'user'; region: Region; index: number }
  | { kind: 'nonexistent'; id: string }
  | { kind: 'malformed'; id: string }
  /** Something of Rollcall's own that is there: made for the cell where it would be changed. */
  | { kind: 'own' }
  /** The row names nothing. */
  | { kind: 'none' };

/** A body that is as it should be, and what its keys need beyond the row's own permission. */
interface Body {
  value: Record<string, unknown> | undefined;
  needs: readonly string[];
  /** The region of the user that it makes. */
  region?: Region;
}

/** One question of the matrix, but for who asks. */
export interface Cell {
  name: string;
  row: Row;
  target: Target;
  body: Body;
  /** How the request is spoiled, if it is. */
  spoiled?: 'query' | 'body' | 'array';
}

const nobody = '00000000-0000-4000-8000-000000000000';
const everywhere = { all: true };
const viewer = [{ role: 'viewer-users', scope: everywhere, mask: [] }];

function plain(value: Record<string, unknown>, ...needs: string[]): Body {
  return { value, needs };
}

function newUserIn(region: Region, unique: string): Body {
  const email = `${unique}-${region}@new.example`;
  return plain(
    { connection: 'email', email, email_verified: true, app_metadata: { region } },
    'app_metadata:edit',
  );
}

/** Good bodies by row; where there is a choice, several. `unique` is put where two may not be the same. */
function bodiesOf(name: string, unique: string): Body[] {
  const bodies: Record<string, Body[]> = {
    createUser: [
      plain({ connection: 'email', email: `${unique}@new.example`, email_verified: true }),
      ...regions.map((region) => ({ ...newUserIn(region, unique), region })),
    ],
    updateUser: [
      plain({ given_name: `Given ${unique}` }, 'users:edit'),
      plain({ user_metadata: { proof: unique } }, 'user_metadata:edit'),
      plain({ app_metadata: { proof: unique } }, 'app_metadata:edit'),
    ],
    setPassword: [plain({ password: 'SECRET-New-Password-7!' })],
    revealUserField: [plain({ field: 'email' })],
    inviteTeamMember: [plain({ email: `${unique}@invited.example`, grants: viewer })],
    updateTeamMember: [plain({ grants: viewer })],
    createTeamRole: [plain({ title: `Role ${unique}`, permissions: ['users:read'] })],
    updateTeamRole: [plain({ title: `Renamed ${unique}` })],
    previewUserScope: [plain({ scope: { eq: { field: 'app_metadata.region', value: 'us' } } })],
    updateTeamSettings: [plain({ reasonRequired: [] })],
    exportAuditEvents: [plain({ format: 'csv' })],
    createWebhook: [plain({ url: `https://hooks.example/${unique}`, enabled: false })],
    updateWebhook: [plain({ description: unique })],
  };
  return bodies[name] ?? [{ value: undefined, needs: [] }];
}

const malformedUsers = [
  '..',
  '%2e%2e',
  'x%2f..%2fy',
  'auth0%7Cx%2f..',
  'foo',
  'a%7Cb%3fc',
  '%zz',
  'auth0%7C%00',
];
const malformedOthers = ['..', '%2e%2e', `${nobody}%2f..`, '0', '%zz', 'role_x', `%20${nobody}`, "'--"];

/** Ids of the right form behind which there is nothing. */
const missing: Readonly<Record<string, readonly string[]>> = {
  userId: ['auth0%7Cnone', 'email%7C0123456789abcdef01234567'],
  roleId: ['role_0123456789abcdef'],
  eventId: ['999999999'],
};

/** Rows whose target is made for the cell. */
const withOwnTarget = new Set([
  'updateTeamMember',
  'disableTeamMember',
  'enableTeamMember',
  'removeTeamMember',
  'endTeamMemberSessions',
  'viewAsTeamMember',
  'updateTeamRole',
  'deleteTeamRole',
  'updateWebhook',
  'deleteWebhook',
]);

/** All cells of one caller, the destructive ones last; `unique` tells callers apart. */
export function cellsFor(unique: string): Cell[] {
  const all = Object.entries<Row>(rows);
  // To stop viewing destroys nothing, and has to come right after the row that began it.
  const isDestructive = ([name, { method }]: (typeof all)[number]) =>
    method === 'DELETE' && name !== 'stopViewingAs';
  const ordered = [...all.filter((entry) => !isDestructive(entry)), ...all.filter(isDestructive)];
  return ordered.flatMap(([name, row]) => {
    const good = bodiesOf(name, `${unique}-${name.toLowerCase()}`);
    const cells = good.flatMap((body) => targetsOf(name, row).map((target) => ({ name, row, target, body })));
    const target = targetsOf(name, row).find(({ kind }) => kind !== 'malformed');
    const [body] = good;
    if (target === undefined || body === undefined) return cells;
    const spoils = row.method === 'GET' ? (['query'] as const) : (['query', 'body', 'array'] as const);
    return [...spoils.map((spoiled) => ({ name, row, target, body, spoiled })), ...cells];
  });
}

function targetsOf(name: string, row: Row): Target[] {
  const parameter = /:(\w+)/.exec(row.path)?.[1];
  if (parameter === undefined) return [{ kind: 'none' }];
  const malformed = (parameter === 'userId' ? malformedUsers : malformedOthers).map((id): Target => ({
    kind: 'malformed',
    id,
  }));
  const absent = (missing[parameter] ?? [nobody]).map((id): Target => ({ kind: 'nonexistent', id }));
  const users = regions.flatMap((region): Target[] => {
    // Passwords are of the first of each region; the other is what nobody has touched.
    const indexes = name === 'setPassword' || name === 'deleteUser' ? [0] : [0, 1];
    return indexes.map((index) => ({ kind: 'user', region, index }));
  });
  const own: Target[] = withOwnTarget.has(name) ? [{ kind: 'own' }] : [];
  return [...malformed, ...absent, ...(parameter === 'userId' ? users : []), ...own];
}

/** The status that a caller should get: a second opinion of some lines, which knows nothing of the product's. */
export function expectedStatus({ name, row, target, body, spoiled }: Cell, caller: Caller): number {
  if (caller.cookie === undefined || caller.kind === 'disabled') return 401;
  if (spoiled !== undefined || target.kind === 'malformed') return 400;
  const needs = [...(row.permission === undefined ? [] : [row.permission]), ...body.needs];
  if (!needs.every((need) => givenAtAll(caller, need))) return 403;
  if (row.user === 'new' && !needs.every((need) => givenOver(caller, need, body.region ?? ''))) return 403;
  if (target.kind === 'nonexistent') return 404;
  if (target.kind === 'user') {
    if (!givenOver(caller, 'users:read', target.region)) return 404;
    if (!needs.every((need) => givenOver(caller, need, target.region))) return 403;
  }
  // From the callers who may reveal nothing is hidden, so there is nothing to reveal.
  return name === 'revealUserField' ? 400 : row.status;
}
