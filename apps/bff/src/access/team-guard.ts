import { isDeepStrictEqual } from 'node:util';
import { permissionsOf, userScopesFor } from '@rollcall/shared/access/decision.ts';
import type { HeldGrant } from '@rollcall/shared/access/grants.ts';
import type { Permission } from '@rollcall/shared/access/permissions.ts';
import { ProblemError } from '../http/problem.ts';
import type { Store } from '../store/schema.ts';
import { placesBehind, type TeamMember, type TeamPlace } from '../store/team.ts';

/** What a write is about: a user as stored, and the address that a user would get. */
interface Written {
  user?: { user_id: string; email?: string | undefined };
  newEmail: string | undefined;
}

/**
 * Refuses a write by which a team member could come to sign in as someone who may do more, or could
 * keep them out.
 *
 * @throws {ProblemError} `permission_missing`, `store_unavailable`
 */
export type TeamGuard = (member: TeamMember, written: Written) => Promise<void>;

/**
 * Team members sign in with accounts of the very tenant that Rollcall changes, so whoever sets such
 * an account's password has what its owner may do. An invitation that nobody has taken yet goes to
 * whoever first shows its address: any account with that address counts as the invited person's.
 * Everybody may change their own account.
 */
export function guardTeam(store: Store, issuer: string): TeamGuard {
  const find = (account: { userId?: string; email?: string | undefined }) =>
    placesBehind(store, issuer, account).catch((cause: unknown) => {
      throw new ProblemError('store_unavailable', { cause });
    });
  return async (member, { user, newEmail }) => {
    if (user !== undefined) {
      const places = await find({ userId: user.user_id, email: user.email });
      const others = places.filter(({ id }) => id !== member.id);
      refuseBeyond(member, others, 'This user is in the team of Rollcall');
    }
    if (newEmail !== undefined) {
      const places = await find({ email: newEmail });
      refuseBeyond(member, places, 'This e-mail address is invited into the team of Rollcall');
    }
  };
}

function refuseBeyond(member: TeamMember, places: readonly TeamPlace[], reason: string): void {
  const theirs = places.flatMap(({ grants }) => grants);
  if (theirs.every((grant) => isCovered(member.grants, grant))) return;
  throw new ProblemError('permission_missing', {
    detail: `${reason}, with a higher team role than yours or over more users. Someone with at least that team role can make this change.`,
    missing: beyond(member.grants, theirs),
  });
}

/** Admin is above every other team role, also where the permissions are the same. */
function isCovered(own: readonly HeldGrant[], grant: HeldGrant): boolean {
  const comparable = grant.role === 'admin' ? own.filter(({ role }) => role === 'admin') : own;
  return beyond(comparable, [grant]).length === 0;
}

/**
 * The permissions that the other grants give and one's own do not, or not over all of the same users:
 * a scope is known to cover another only where it covers everybody or is the same.
 */
function beyond(own: readonly HeldGrant[], others: readonly HeldGrant[]): Permission[] {
  return permissionsOf(others).filter((permission) => {
    const covered = userScopesFor(own, permission);
    return !userScopesFor(others, permission).every((scope) =>
      covered.some((mine) => 'all' in mine || isDeepStrictEqual(mine, scope)),
    );
  });
}
