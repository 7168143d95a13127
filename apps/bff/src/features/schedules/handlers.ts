import { maskOver, permissionsOver } from '@rollcall/shared/access/decision.ts';
import { maskUser } from '@rollcall/shared/access/mask.ts';
import type { ScheduledKind, schedulesRows } from '@rollcall/shared/contract/schedules.ts';
import { User } from '@rollcall/shared/user/user.ts';
import { isVisible } from '../../access/choke-point.ts';
import { userChanges } from '../../audit/changes.ts';
import type { Call, HandlersOf } from '../../http/handler.ts';
import { ProblemError } from '../../http/problem.ts';
import type { TenantUsers } from '../../management/users.ts';
import type { ScheduleStore } from '../../schedules/schedule-store.ts';
import { nameOf } from '../../store/caller.ts';

const day = 24 * 60 * 60_000;

type Planning = Pick<Call<typeof schedulesRows.blockUserUntil>, 'member' | 'user' | 'reason' | 'telling'>;

/** What is done to a user now so that something else is done later, unless it is cancelled. */
export function schedulesHandlers(
  users: TenantUsers,
  schedules: ScheduleStore,
): HandlersOf<typeof schedulesRows> {
  /** Planned first: a block whose end is lost would never end, while an end without a block does nothing. */
  const blockAnd = async (kind: ScheduledKind, dueAt: Date, { member, user, reason, telling }: Planning) => {
    const { user_id: userId } = user;
    const by = { memberId: member.id, memberName: nameOf(member) };
    const planned = { kind, userId, ...by, reason, dueAt, userName: user.name ?? user.email };
    // A user as Rollcall reads them has no secrets: neither passwords nor tokens of identity providers.
    const snapshot = kind === 'delete' ? { snapshot: user } : {};
    const id = await schedules.add({ ...planned, ...snapshot }).catch((cause: unknown) => {
      throw new ProblemError('store_unavailable', { cause });
    });
    try {
      // Who is blocked stays so: nothing is to fail by which what was planned before would be lost for nothing.
      const blocked =
        user.blocked === true
          ? user
          : await users.update(userId, { blocked: true }, (now) => now.blocked === true);
      telling.changed(userChanges(user, blocked));
      telling.changed([{ field: `scheduled_${kind}`, before: null, after: dueAt.toISOString() }]);
    } catch (error) {
      // A block that may be there keeps its end.
      const isUnknown = error instanceof ProblemError && error.code === 'outcome_unknown';
      if (!isUnknown || kind === 'delete') {
        await schedules.cancel(userId, id, 'Rollcall: the user was not blocked').catch(() => undefined);
      }
      throw error;
    }
  };
  const listed = async (userId: string) => ({ schedules: await schedules.of(userId) });

  return {
    listSchedules: ({ user }) => listed(user.user_id),
    getDeletedUser: async ({ member, params }) => {
      const kept = await schedules.keptOf(params.deletedUserId);
      const read = User.safeParse(kept?.snapshot);
      if (kept === undefined || !read.success) throw new ProblemError('not_found');
      const { data: user } = read;
      const mayDelete = permissionsOver(member.grants, user).includes('users:delete');
      if (!mayDelete || !isVisible(member, user)) throw new ProblemError('not_found');
      const mask = maskOver(member.grants, user);
      return {
        user: maskUser(mask, user),
        masked: mask,
        deleted_at: new Date(kept.ended_at ?? kept.created_at).toISOString(),
        planned_at: new Date(kept.created_at).toISOString(),
        member: { name: kept.member_name },
      };
    },
    blockUserUntil: async (call) => {
      await blockAnd('unblock', new Date(call.body.until), call);
      return listed(call.user.user_id);
    },
    deleteUserLater: async (call) => {
      const { user_id: userId } = call.user;
      await blockAnd('delete', new Date(Date.now() + call.body.days * day), call);
      await schedules.cancelFor({ userId, kinds: ['unblock'], why: 'The user is to be deleted.' });
      return listed(userId);
    },
    cancelSchedule: async ({ member, user, params, telling }) => {
      const kind = await schedules.cancel(user.user_id, params.scheduleId, nameOf(member));
      if (kind === undefined) throw new ProblemError('not_found');
      telling.changed([{ field: `scheduled_${kind}`, before: 'planned', after: null }]);
      return listed(user.user_id);
    },
  };
}
