import { protectedSentence } from '@rollcall/shared/access/decision.ts';
import { refuseBeyond } from '@rollcall/shared/access/rank.ts';
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
      refuse(member, others, protectedSentence);
    }
    if (newEmail !== undefined) {
      const places = await find({ email: newEmail });
      refuse(member, places, invitedSentence);
    }
  };
}

/** Whether a user is the account of somebody in the team, and of one whom this member cannot touch. */
export type TeamStanding = (
  member: TeamMember,
  user: { user_id: string; email?: string | undefined },
) => Promise<'member' | 'protected' | undefined>;

/**
 * Tells beforehand whom `guardTeam` would protect.
 *
 * @throws {ProblemError} `store_unavailable`
 */
export function teamStanding(store: Store, issuer: string): TeamStanding {
  return async (member, { user_id: userId, email }) => {
    const places = await placesBehind(store, issuer, { userId, email }).catch((cause: unknown) => {
      throw new ProblemError('store_unavailable', { cause });
    });
    if (places.length === 0) return undefined;
    const others = places.filter(({ id }) => id !== member.id).flatMap(({ grants }) => grants);
    return refuseBeyond(member.grants, others) === undefined ? 'member' : 'protected';
  };
}

const invitedSentence =
  'This e-mail address is invited into the team of Rollcall, with a higher team role than yours or over more users. Someone with at least that team role can make this change.';

function refuse(member: TeamMember, places: readonly TeamPlace[], detail: string): void {
  const beyond = refuseBeyond(
    member.grants,
    places.flatMap(({ grants }) => grants),
  );
  if (beyond === undefined) return;
  throw new ProblemError('permission_missing', {
    detail,
    missing: [...beyond.missing],
  });
}
