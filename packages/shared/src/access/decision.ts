import type { Row } from '../contract/row.ts';
import type { HeldGrant } from './grants.ts';
import type { M2mScope, ScopeNeed } from './m2m-scopes.ts';
import { commonMask } from './mask.ts';
import { allPermissions, type Permission, permissions, unscopedPermissions } from './permissions.ts';
import { inUserScope, type ScopedUser, type UserScope } from './user-scope.ts';

/** The permissions that the grants give over at least some users. */
export function permissionsOf(grants: readonly HeldGrant[]): Permission[] {
  return allPermissions.filter((permission) => grants.some((grant) => gives(grant, permission)));
}

/**
 * The permissions over one user. A permission counts only with the scope of its own grant: those of
 * one grant never combine with the users of another.
 */
export function permissionsOver(grants: readonly HeldGrant[], user: ScopedUser): Permission[] {
  return permissionsOf(grants.filter((grant) => inUserScope(grant.scope, user)));
}

/** The scopes of the grants that give a permission; none when nobody is covered. */
export function userScopesFor(grants: readonly HeldGrant[], permission: Permission): UserScope[] {
  return grantsGiving(grants, permission).map((grant) => grant.scope);
}

/** Whether a permission is given over everybody, by one grant that covers all users. */
export function isOverEverybody(grants: readonly HeldGrant[], permission: Permission): boolean {
  return userScopesFor(grants, permission).some((scope) => 'all' in scope);
}

/**
 * What is hidden of one user: what every grant that lets this user be seen hides. Where none does,
 * there is nobody to show.
 */
export function maskOver(grants: readonly HeldGrant[], user: ScopedUser): string[] {
  const showing = grants.filter((grant) => gives(grant, 'users:read') && inUserScope(grant.scope, user));
  return commonMask(showing.map(({ mask }) => mask));
}

/**
 * What may not be searched, sorted or exported by: what is hidden of anybody who can be seen. A grant
 * over everybody shows of each user what it does not hide, whatever else covers them.
 */
export function maskForSearches(grants: readonly HeldGrant[]): string[] {
  const showing = grantsGiving(grants, 'users:read');
  const everywhere = showing.filter(({ scope }) => 'all' in scope).map(({ mask }) => mask);
  return [...new Set(showing.flatMap(({ mask }) => commonMask([...everywhere, mask])))];
}

/** The grants that give a permission. */
export function grantsGiving(grants: readonly HeldGrant[], permission: Permission): HeldGrant[] {
  return grants.filter((grant) => gives(grant, permission));
}

/** A grant over certain users only gives nothing that is not about users. */
function gives(grant: HeldGrant, permission: Permission): boolean {
  const counts = 'all' in grant.scope || !unscopedPermissions.has(permission);
  return counts && grant.permissions.includes(permission);
}

/** What someone may spend: a team member's permissions, and the scopes of the M2M token. */
export interface Means {
  permissions: readonly Permission[];
  scopes: readonly string[];
  /** The names of those who can give what is missing, where they are known. */
  managers?: readonly string[] | undefined;
  /** Whose eyes one looks through, where they are not one's own. */
  viewingAs?: string | undefined;
  /** What keeps the user in question from being changed, whatever is given. */
  standing?: Standing | undefined;
}

/**
 * How a user stands to a team member: `protected` in the team, with a higher team role or over more
 * users; or the account that they sign in with `oneself`.
 */
export type Standing = 'protected' | 'oneself';

/** Why a user who is in the team is not to be changed by somebody who may do less. */
export const protectedSentence =
  'This user is in the team of Rollcall, with a higher team role than yours or over more users. Someone with at least that team role can make this change.';

/** Why nobody does this to the account that they sign in with; `undefined` where they may. */
export function ownAccountSentence({ notToOneself }: Row): string | undefined {
  if (notToOneself === undefined) return undefined;
  const why = notToOneself === 'raise' ? 'nobody gives themselves more' : 'it would lock you out';
  return `You sign in with this account, and ${why}. Somebody else in the team can do this.`;
}

/** Yes, or what stands in the way, in a sentence: first of all the two keys, then whose eyes, then who it is. */
export type Decision =
  | { allowed: true }
  | { allowed: false; missing: 'permission'; permission: Permission; sentence: string }
  | { allowed: false; missing: 'scope'; anyOf: readonly M2mScope[]; sentence: string }
  | { allowed: false; missing: 'own_eyes' | 'standing'; sentence: string };

/**
 * Whether an act is allowed twice, by the team member's permissions and by the M2M token's scopes, and
 * nothing else is in its way. `fields` are the body's keys; a row with field rules asks for each of them
 * as well.
 */
export function decide(row: Row, means: Means, fields: readonly string[] = []): Decision {
  const [permission] = missingPermissions(row, means.permissions, fields);
  if (permission !== undefined) return permissionMissing(permission, means.managers);
  const rules = fields.flatMap((field) => row.fields?.[field] ?? []);
  for (const need of [...row.scopes, ...rules.flatMap((rule) => rule.scopes)]) {
    const anyOf = anyOfNeed(need);
    if (!anyOf.some((scope) => means.scopes.includes(scope))) return scopeMissing(anyOf);
  }
  return row.method === 'GET' ? { allowed: true } : decideChange(row, means);
}

function decideChange(row: Row, { viewingAs, standing }: Means): Decision {
  if (viewingAs !== undefined && row.whileViewingAs !== true) {
    const sentence = `You see Rollcall as ${viewingAs} does. Nothing can be changed until you stop.`;
    return { allowed: false, missing: 'own_eyes', sentence };
  }
  if (standing === undefined) return { allowed: true };
  const sentence = standing === 'protected' ? protectedSentence : ownAccountSentence(row);
  return sentence === undefined ? { allowed: true } : { allowed: false, missing: 'standing', sentence };
}

/** The permissions that a row and the keys of its body ask for and that are not given. */
export function missingPermissions(
  row: Row,
  given: readonly Permission[],
  fields: readonly string[],
): Permission[] {
  const rules = fields.flatMap((field) => row.fields?.[field] ?? []);
  const own = row.permission === undefined ? [] : [row.permission];
  return [...own, ...rules.map(({ permission }) => permission)].filter(
    (permission) => !given.includes(permission),
  );
}

function anyOfNeed(need: ScopeNeed): readonly M2mScope[] {
  return typeof need === 'string' ? [need] : need;
}

function permissionMissing(permission: Permission, managers: readonly string[] = []): Decision {
  const wayOut = managers.length === 0 ? 'An Admin can give it to you.' : `Ask ${anyOne(managers)}.`;
  const sentence = `Your team role does not include ${permission} (${permissions[permission]}). ${wayOut}`;
  return { allowed: false, missing: 'permission', permission, sentence };
}

/** At most three names; more would not be read. */
function anyOne(names: readonly string[]): string {
  const few = names.length > 3 ? [...names.slice(0, 2), 'somebody else who manages the team'] : names;
  return few.length === 1 ? few.join('') : `${few.slice(0, -1).join(', ')} or ${few.slice(-1).join('')}`;
}

function scopeMissing(anyOf: readonly M2mScope[]): Decision {
  const sentence = `Rollcall's token for the Management API lacks ${anyOf.join(' or ')}. Grant it to the machine-to-machine application in Auth0.`;
  return { allowed: false, missing: 'scope', anyOf, sentence };
}
