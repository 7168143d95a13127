import { permissionsOver } from '@rollcall/shared/access/decision.ts';
import { sql } from 'kysely';
import { ProblemError } from '../http/problem.ts';
import type { TenantUser } from '../management/user-schema.ts';
import type { Store } from '../store/schema.ts';
import type { TeamMember } from '../store/team.ts';

/**
 * Refuses a link or an e-mail by which a password is chosen, where the address was changed in Rollcall
 * within a day: to change somebody's address and then have a link sent there is how an account is taken
 * over. Who may set passwords anyway may do this too.
 *
 * @throws {ProblemError} `permission_missing`, `store_unavailable`
 */
export type TakeoverGuard = (member: TeamMember, user: TenantUser) => Promise<void>;

/** Asks the audit trail, for the tenant does not tell when an address was changed. */
export function guardTakeover(store: Store): TakeoverGuard {
  return async (member, user) => {
    if (permissionsOver(member.grants, user).includes('password:set')) return;
    const changed = await store
      .selectFrom('audit_entries')
      .select('seq')
      .where('target_id', '=', user.user_id)
      // Whoever creates a user chooses the address, and the password with it.
      .where('action', '!=', 'user.create')
      .where('at', '>', sql<Date>`now() - interval '24 hours'`)
      // Of a change whose outcome is not known nobody can tell whether it was one of the address.
      .where((or) =>
        or.or([
          or('content', 'like', '%"field":"email"%'),
          or.and([or('action', '=', 'user.update'), or('outcome', '=', 'unknown')]),
        ]),
      )
      .limit(1)
      .executeTakeFirst()
      .catch((cause: unknown) => {
        throw new ProblemError('store_unavailable', { cause });
      });
    if (changed === undefined) return;
    throw new ProblemError('permission_missing', {
      detail:
        "This user's e-mail address was changed less than 24 hours ago. Until then a way to choose a password needs password:set, which your team role does not include.",
      missing: ['password:set'],
    });
  };
}
