import type { Row } from '@rollcall/shared/contract/row.ts';
import { rows } from '@rollcall/shared/contract/rows.ts';
import { type Body, bodiesOf } from './bodies.ts';
import { type Caller, givenAtAll, givenOver, mayGive } from './callers.ts';
import { type Region, regions } from './canary-users.ts';
import { analyst } from './tenant-ids.ts';

/** What a request is aimed at. */
type Target =
  | { kind: 'user'; region: Region; index: number }
  | { kind: 'nonexistent'; id: string }
  /** With `child`, it is the last id in the address that has not its form. */
  | { kind: 'malformed'; id: string; child?: string }
  /** Something of Rollcall's own that is there: made for the cell where it would be changed. */
  | { kind: 'own' }
  /** The row names nothing. */
  | { kind: 'none' };

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

/** What no second id in an address can be, not even of an identity. */
const malformedChildren = ['..', '%2e%2e', 'x%2f..%2fy', '%zz', 'x%00'];

/** Ids of the right form behind which there is nothing. */
const missing: Readonly<Record<string, readonly string[]>> = {
  userId: ['auth0%7Cnone', 'email%7C0123456789abcdef01234567'],
  deletedUserId: ['auth0%7Cnone'],
  roleId: ['role_0123456789abcdef'],
  connectionId: ['con_0123456789abcdef'],
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
  'updateView',
  'deleteView',
]);

/** Rows that find a user only once as they need them: one is made for the cell. */
export const ofFreshUsers: ReadonlySet<string> = new Set([
  'deleteUser',
  'addUserToOrganization',
  'removeUserFromOrganization',
  'setOrganizationRoles',
  'revokeInvitation',
  'linkIdentity',
  'unlinkIdentity',
]);

/** Rows that only those are let do who may give every role. */
const ofDirectPermissions = new Set([
  'listAssignablePermissions',
  'assignUserPermissions',
  'removeUserPermissions',
]);

/** Rows for one thing that the tenant keeps of a user. */
const ofChildren = new Set([
  'deleteUserSession',
  'revokeUserSession',
  'deleteUserRefreshToken',
  'deleteUserDeviceCredential',
  'deleteUserGrant',
  'removeAuthenticationMethod',
]);

/** Rows for users who have a password. */
const ofPasswords = new Set(['setPassword', 'createPasswordTicket', 'sendPasswordEmail', 'lockDownUser']);

/** Kinds of callers who are tried with both users of each region. */
const ofEachUser: ReadonlySet<string> = new Set(['admin', 'scoped']);

/**
 * All cells of one kind of caller, the destructive ones last. What has not its form is refused whoever asks:
 * an Admin tries all of it, every other kind one of it. So it is with spoiled requests, and with the second of
 * two users of a region: an Admin and who sees one region try both.
 */
export function cellsFor(kind: string, nth: number): Cell[] {
  const all = Object.entries<Row>(rows);
  const isTried = (place: number) =>
    kind === 'admin' || place % malformedUsers.length === nth % malformedUsers.length;
  const isAskedAbout = (index: number, turn: number, name: string) =>
    ofEachUser.has(kind) || index === (indexesOf(name).length > 1 ? (nth + turn) % 2 : 0);
  // To stop viewing destroys nothing, and has to come right after the row that began it.
  const isDestructive = ([name, { method }]: (typeof all)[number]) =>
    method === 'DELETE' && name !== 'stopViewingAs';
  const ordered = [...all.filter((entry) => !isDestructive(entry)), ...all.filter(isDestructive)];
  return ordered.flatMap(([name, row], turn) => {
    const good = bodiesOf(name, `${kind}-${name.toLowerCase()}`);
    const cells = good.flatMap((body, index) =>
      targetsOf(name, row)
        .filter((target, place) => target.kind !== 'malformed' || (index === 0 && isTried(place)))
        .filter((target) => target.kind !== 'user' || isAskedAbout(target.index, turn, name))
        .map((target) => ({ name, row, target, body })),
    );
    const target = targetsOf(name, row).find((candidate) => candidate.kind !== 'malformed');
    const [body] = good;
    if (target === undefined || body === undefined) return cells;
    const spoils = row.method === 'GET' ? (['query'] as const) : (['query', 'body', 'array'] as const);
    const tried = spoils.filter(
      (_spoil, place) => kind === 'admin' || place === (nth + turn) % spoils.length,
    );
    return [...tried.map((spoiled) => ({ name, row, target, body, spoiled })), ...cells];
  });
}

/** Which users of a region: passwords are of the first; the other is what nobody has touched. */
function indexesOf(name: string): readonly number[] {
  return ofPasswords.has(name) || ofFreshUsers.has(name) ? [0] : [0, 1];
}

function targetsOf(name: string, row: Row): Target[] {
  const parameter = /:(\w+)/.exec(row.path)?.[1];
  if (parameter === undefined) return [{ kind: 'none' }];
  const malformed = (parameter.endsWith('serId') ? malformedUsers : malformedOthers).map((id): Target => ({
    kind: 'malformed',
    id,
  }));
  const isOfChild = /:\w+.*:\w+/.test(row.path);
  const [there = nobody] = missing[parameter] ?? [];
  const children = (isOfChild ? malformedChildren : []).map((child): Target => ({
    kind: 'malformed',
    id: there,
    child,
  }));
  const absent = (missing[parameter] ?? [nobody]).map((id): Target => ({ kind: 'nonexistent', id }));
  const users = regions.flatMap((region): Target[] => {
    return indexesOf(name).map((index) => ({ kind: 'user', region, index }));
  });
  const own: Target[] = withOwnTarget.has(name) ? [{ kind: 'own' }] : [];
  return [...malformed, ...children, ...absent, ...(parameter === 'userId' ? users : []), ...own];
}

/** The status that a caller should get: a second opinion of some lines, which knows nothing of the product's. */
export function expectedStatus({ name, row, target, body, spoiled }: Cell, caller: Caller): number {
  if (caller.cookie === undefined || caller.kind === 'disabled') return 401;
  if (spoiled !== undefined || target.kind === 'malformed') return 400;
  const needs = [...(row.permission === undefined ? [] : [row.permission]), ...body.needs];
  if (!needs.every((need) => givenAtAll(caller, need))) return 403;
  if (row.user === 'new' && !needs.every((need) => givenOver(caller, need, body.region ?? ''))) return 403;
  // Auth0 exports everybody.
  if (name === 'startTenantExport' && !givenOver(caller, 'users:export', '')) return 403;
  if (target.kind === 'nonexistent') return 404;
  if (target.kind === 'user') {
    if (!givenOver(caller, 'users:read', target.region)) return 404;
    if (!needs.every((need) => givenOver(caller, need, target.region))) return 403;
    if (!mayGiveAll(name, body, caller, target.region)) return 403;
    if (name === 'linkIdentity') return expectedOfLink(body, caller);
    // What is unlinked has no metadata, so it is in no region.
    if (name === 'unlinkIdentity' && !givenOver(caller, 'identities:link', '')) return 403;
  }
  // Nobody has a session, token, device, grant or method of that id, and no planted user has a factor.
  if (ofChildren.has(name)) return 404;
  if (name === 'regenerateRecoveryCode') return 400;
  // Nothing of that id was planned.
  if (name === 'cancelSchedule') return 404;
  // Nobody wrote a note of that id.
  if (name === 'updateUserNote' || name === 'deleteUserNote') return 404;
  // An Admin has made the view, and shares it.
  if (target.kind === 'own' && name.endsWith('View') && !givenAtAll(caller, 'team:manage')) return 403;
  // A token that the tenant does not know is about nobody.
  if (name === 'inspectToken') return 404;
  // From the callers who may reveal nothing is hidden, so there is nothing to reveal.
  return name === 'revealUserField' ? 400 : row.status;
}

/** Whether the caller may give what the request gives or takes. */
function mayGiveAll(name: string, { roles = [] }: Body, caller: Caller, region: Region): boolean {
  if (ofDirectPermissions.has(name)) return mayGive(caller, 'all', region);
  const given = name === 'removeUserRole' ? [analyst] : roles;
  return given.length === 0 || mayGive(caller, given, region);
}

/** Whoever may link the first user needs the same over the second, who is judged like any other. */
function expectedOfLink({ secondary }: Body, caller: Caller): number {
  if (secondary === undefined || !givenOver(caller, 'users:read', secondary)) return 404;
  return givenOver(caller, 'identities:link', secondary) ? 204 : 403;
}
