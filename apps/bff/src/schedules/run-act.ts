import { permissionsOf, permissionsOver } from '@rollcall/shared/access/decision.ts';
import { profileRows } from '@rollcall/shared/contract/profile.ts';
import type { Row } from '@rollcall/shared/contract/row.ts';
import type { ScheduledKind } from '@rollcall/shared/contract/schedules.ts';
import { authorize, loadInScope } from '../access/choke-point.ts';
import { refuseToOneself } from '../access/conditions.ts';
import type { TeamGuard } from '../access/team-guard.ts';
import type { UserTurn } from '../access/user-turn.ts';
import { userChanges } from '../audit/changes.ts';
import { endOf, recorded } from '../audit/recording.ts';
import type { AuditIntent, AuditTrail } from '../audit/trail.ts';
import { ProblemError } from '../http/problem.ts';
import { isAbsent } from '../management/settled.ts';
import type { TokenSource } from '../management/token.ts';
import type { TenantUser } from '../management/user-schema.ts';
import type { TenantUsers } from '../management/users.ts';
import { nameOf } from '../store/caller.ts';
import { findMember } from '../store/find-member.ts';
import type { Store } from '../store/schema.ts';
import { nextTry } from '../webhooks/retries.ts';
import type { ActEnd, DueAct, ScheduleStore } from './schedule-store.ts';

/** What doing an act needs; the same that a request of a team member passes. */
export interface ActDependencies {
  store: Store;
  tokens: TokenSource;
  users: TenantUsers;
  inTurn: UserTurn;
  teamGuard: TeamGuard;
  trail: AuditTrail;
  schedules: ScheduleStore;
}

/** What the id of an act begins with where others have the id of a request. */
export const scheduledRequest = 'scheduled-';

/** Does an act that is due, and says how it ended. Throws nothing. */
export type RunAct = (act: DueAct, now: Date) => Promise<ActEnd>;

/** What there is to do: the row that a team member would call, and what its handler does. */
interface Act {
  row: Row;
  perform: (users: TenantUsers, user: TenantUser) => Promise<TenantUser | void>;
}

const acts: Record<ScheduledKind, Act> = {
  unblock: {
    row: profileRows.unblockUser,
    perform: (users, { user_id: userId }) =>
      users.update(userId, { blocked: false }, (now) => now.blocked !== true),
  },
  delete: {
    row: profileRows.deleteUser,
    perform: (users, user) => {
      if (user.blocked === true) return users.delete(user);
      throw new ProblemError('conflict', {
        detail: 'The user is not blocked any more: somebody has let them in again, so they were not deleted.',
      });
    },
  },
};

/** What passes by itself, so that another try makes sense. */
const passing = new Set([
  'tenant_busy',
  'tenant_unreachable',
  'tenant_invalid',
  'tenant_misconfigured',
  'scope_missing',
  'store_unavailable',
  'outcome_unknown',
  'internal_error',
]);

/**
 * Does acts as the team member who asked for them, with what that member may do when they are due: the
 * same permission, scope, choke point and guard of the team as if they called now. Only that they are
 * there to confirm it is not asked again; that was done when they planned it.
 */
export function actRunner(dependencies: ActDependencies): RunAct {
  return async (act, now) => {
    try {
      await run(dependencies, act);
      return { state: 'done' };
    } catch (error) {
      const { code, sentence } = error instanceof ProblemError ? error : new ProblemError('internal_error');
      // A try before this one has done it, and died before it could say so.
      const mayBeDone = code === 'not_found' && act.kind === 'delete' && act.tries > 1;
      if (mayBeDone && (await isAbsent(dependencies.users.get(act.userId)).catch(() => false))) {
        return { state: 'done' };
      }
      const detail = sentence;
      const nextTryAt = passing.has(code) ? nextTry(act.tries, now) : undefined;
      return { state: nextTryAt === undefined ? 'failed' : 'pending', detail, nextTryAt };
    }
  };
}

async function run(dependencies: ActDependencies, act: DueAct): Promise<void> {
  const { store, tokens, users, inTurn, teamGuard, trail, schedules } = dependencies;
  const { row, perform } = acts[act.kind];
  if (row.audit === undefined) throw new Error(`${row.path} has no name in the audit trail.`);
  const found = await findMember(store, act.memberId).catch((cause: unknown) => {
    throw new ProblemError('store_unavailable', { cause });
  });
  const intent: AuditIntent = {
    action: row.audit,
    actor: { id: act.memberId, name: found === undefined ? act.memberName : nameOf(found.member) },
    target: { kind: 'user', id: act.userId, ...(act.userName === null ? {} : { name: act.userName }) },
    reason: act.reason ?? undefined,
    requestId: `${scheduledRequest}${act.id}`,
  };
  const begun = { is: false };
  try {
    if (found === undefined) {
      throw new ProblemError('not_a_team_member', {
        detail: `${act.memberName}, who planned this, is not in the team any more.`,
      });
    }
    const { member, account } = found;
    const scopes = await tokens.scopes();
    authorize(row, { permissions: permissionsOf(member.grants), scopes }, []);
    await inTurn(act.userId, async () => {
      if (!(await isStill(schedules, act))) {
        throw new ProblemError('conflict', { detail: 'It was cancelled, or something else was planned.' });
      }
      const user = await loadInScope(users, member, act.userId);
      authorize(row, { permissions: permissionsOver(member.grants, user), scopes }, []);
      await teamGuard(member, { user, newEmail: undefined });
      refuseToOneself(row, { account }, act.userId);
      begun.is = true;
      await recorded(
        trail,
        intent,
        async () => perform(users, user),
        (after) => (typeof after === 'object' ? userChanges(user, after) : []),
      );
    });
  } catch (error) {
    if (!begun.is) await trail.note(intent, endOf(error)).catch(() => undefined);
    throw error;
  }
}

async function isStill(schedules: ScheduleStore, act: DueAct): Promise<boolean> {
  return schedules.isStill(act).catch((cause: unknown) => {
    throw new ProblemError('store_unavailable', { cause });
  });
}
