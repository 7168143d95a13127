import { assignableBy } from './assignable-roles.ts';
import { grantsGiving, permissionsOf } from './decision.ts';
import type { HeldGrant } from './grants.ts';
import { commonMask, isMasked } from './mask.ts';
import type { Permission } from './permissions.ts';
import type { UserScope } from './user-scope.ts';

/** Someone's place in the team, as far as rank goes. */
export interface RankedPlace {
  id: string;
  /** Whether somebody has taken it and it is not disabled. */
  active: boolean;
  grants: readonly HeldGrant[];
}

/** What becomes of one place: without `before` it is new, without `after` it is removed. */
interface PlaceChange {
  before?: RankedPlace | undefined;
  after?: RankedPlace | undefined;
}

/** Why someone may not change the team so. */
export interface RankRefusal {
  code: 'beyond_own_rights' | 'last_admin';
  sentence: string;
  /** The permissions that the other has and oneself has not, or not over all of the same users. */
  missing: readonly Permission[];
}

/** Admin over everybody, from whom nothing is hidden, and who may give every role: who can do all there is. */
export function isFullAdmin(grants: readonly HeldGrant[]): boolean {
  const hidden = commonMask(coveringGrants(grants, 'users:read', { all: true }).map(({ mask }) => mask));
  return (
    hidden.length === 0 &&
    grants.some((grant) => grant.role === 'admin' && 'all' in grant.scope && assignableBy(grant) === 'all')
  );
}

/**
 * Whether one's own grants cover others', permission by permission: each over everybody or over the same
 * users, and sight of no field that is hidden from oneself. Admin is above every other team role, also
 * where the permissions are the same.
 *
 * @returns `undefined` where they do
 */
export function refuseBeyond(
  own: readonly HeldGrant[],
  others: readonly HeldGrant[],
): RankRefusal | undefined {
  const beyond = others.map((grant) => beyondOf(own, grant));
  const isAbove = others.some((grant, index) => grant.role === 'admin' && beyond[index]?.isBeyond === true);
  if (!beyond.some(({ isBeyond }) => isBeyond)) return undefined;
  const missing = [...new Set(beyond.flatMap(({ permissions }) => permissions))];
  const fields = [...new Set(beyond.flatMap(({ sight }) => sight))];
  const roles = [...new Set(beyond.flatMap((grant) => grant.roles))];
  const words = [
    ...(isAbove ? ['the team role Admin'] : missing),
    ...fields.map((field) => `sight of ${field}`),
    ...roles.map((role) => (role === 'all' ? 'every role of the tenant' : `the role ${role}`)),
  ];
  return {
    code: 'beyond_own_rights',
    sentence: `That takes ${words.join(', ')}, which you do not have, or not over all of the same users.`,
    missing,
  };
}

/** The words of a refusal to someone who wants to change their own place. */
const ownPlace: RankRefusal = {
  code: 'beyond_own_rights',
  sentence: 'Nobody changes their own place in the team. Somebody else who manages the team can.',
  missing: [],
};

/**
 * Whether someone may change these places of the team. They need `team:manage`, and grants that cover
 * what each place has and what it would have; nobody changes their own. The last active Admin over
 * everybody stays one.
 *
 * @param team the whole team as it stands, the one who changes it included
 * @returns `undefined` where they may
 */
export function refuseTeamChange(
  team: readonly RankedPlace[],
  actorId: string,
  changes: readonly PlaceChange[],
): RankRefusal | undefined {
  const touched = changes.flatMap(({ before, after }) => [before ?? [], after ?? []].flat());
  if (touched.some(({ id }) => id === actorId)) return ownPlace;
  const own = team.find(({ id, active }) => id === actorId && active)?.grants ?? [];
  const manages = permissionsOf(own).includes('team:manage');
  const beyond = refuseBeyond(
    own,
    touched.flatMap(({ grants }) => grants),
  );
  if (manages && beyond !== undefined) return beyond;
  // Asked before whether the actor still manages the team: of two Admins who remove each other, the
  // second is told that the first is the last one.
  if (leavesNoAdmin(team, changes)) {
    return {
      code: 'last_admin',
      sentence: 'This is the last active Admin over everybody. Make somebody else one first.',
      missing: ['team:manage'],
    };
  }
  if (manages) return undefined;
  return { code: 'beyond_own_rights', sentence: 'You no longer manage the team.', missing: ['team:manage'] };
}

/** Whether someone may make a team role of these permissions, or change one that has them. */
export function refuseRole(
  own: readonly HeldGrant[],
  permissions: readonly Permission[],
): RankRefusal | undefined {
  const given = permissionsOf(own);
  const missing = [...new Set(permissions)].filter((permission) => !given.includes(permission));
  if (missing.length === 0) return undefined;
  const sentence = `Nobody makes a team role of what they do not have: ${missing.join(', ')}.`;
  return { code: 'beyond_own_rights', sentence, missing };
}

function leavesNoAdmin(team: readonly RankedPlace[], changes: readonly PlaceChange[]): boolean {
  const isAdmin = ({ active, grants }: RankedPlace) => active && isFullAdmin(grants);
  if (!team.some(isAdmin)) return false;
  const changed = new Map(changes.map(({ before, after }) => [before?.id, after]));
  return !team.some((place) => {
    const then = changed.has(place.id) ? changed.get(place.id) : place;
    return then !== undefined && isAdmin(then);
  });
}

interface Beyond {
  isBeyond: boolean;
  permissions: Permission[];
  sight: string[];
  /** Roles of the tenant that it lets be given; `all` for every one of them. */
  roles: string[];
}

/** What a grant gives that one's own do not. */
function beyondOf(all: readonly HeldGrant[], grant: HeldGrant): Beyond {
  const own = grant.role === 'admin' ? all.filter(({ role }) => role === 'admin') : all;
  const permissions = permissionsOf([grant]).filter(
    (permission) => coveringGrants(own, permission, grant.scope).length === 0,
  );
  const showing = coveringGrants(own, 'users:read', grant.scope).map(({ mask }) => mask);
  const showsUsers = permissionsOf([grant]).includes('users:read');
  const sight = showsUsers ? commonMask(showing).filter((field) => !isMasked(grant.mask, field)) : [];
  const roles = rolesBeyond(own, grant);
  // Admin over certain users, given by a role of which no permission counts there, is Admin all the same.
  const isBeyond =
    permissions.length + sight.length + roles.length > 0 || (grant.role === 'admin' && own.length === 0);
  return { isBeyond, permissions, sight, roles };
}

/** The roles of the tenant that a grant lets be given and that one's own, where they cover its users, do not. */
function rolesBeyond(own: readonly HeldGrant[], grant: HeldGrant): string[] {
  const covering = coveringGrants(own, 'roles:assign', grant.scope);
  // Where none covers, the permission itself is beyond.
  if (covering.length === 0) return [];
  const mine = covering.map(assignableBy);
  if (mine.includes('all')) return [];
  const given = assignableBy(grant);
  if (given === 'all') return ['all'];
  return [...given].filter((role) => !mine.some((roles) => roles !== 'all' && roles.has(role)));
}

/** The grants that give a permission over all users of a scope: over everybody, or over just these. */
function coveringGrants(own: readonly HeldGrant[], permission: Permission, scope: UserScope): HeldGrant[] {
  return grantsGiving(own, permission).filter(
    (mine) => 'all' in mine.scope || JSON.stringify(mine.scope) === JSON.stringify(scope),
  );
}
