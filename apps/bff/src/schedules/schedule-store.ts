import type { ScheduledAct, ScheduledKind } from '@rollcall/shared/contract/schedules.ts';
import { sql } from 'kysely';
import { written } from '../audit/entry.ts';
import type { Store } from '../store/schema.ts';

/** An act to be done later, as it is asked for. */
interface NewAct {
  kind: ScheduledKind;
  userId: string;
  userName: string | undefined;
  memberId: string;
  memberName: string;
  reason: string | undefined;
  dueAt: Date;
  /** What is kept of the user until ninety days after it is over. */
  snapshot?: object;
}

/** An act that this process, and no other, is to do now. */
export interface DueAct {
  id: string;
  kind: ScheduledKind;
  userId: string;
  userName: string | null;
  memberId: string;
  memberName: string;
  reason: string | null;
  /** Which try this is, from 1. */
  tries: number;
}

/** How an act ended, or when it is tried again. */
export interface ActEnd {
  state: 'done' | 'failed' | 'pending';
  detail?: string | undefined;
  nextTryAt?: Date | undefined;
}

/** What is not to be done any more, and why. */
interface Planned {
  userId: string;
  kinds: readonly ScheduledKind[];
  why: string;
  /** The id of an act that stays: the one that makes the others pointless. */
  except?: string;
}

/** Longer than any act: whoever has not said by then how it ended, has died. */
const leaseMs = 2 * 60_000;
const keptDays = 90;

const columns = [
  'id',
  'kind',
  'state',
  'due_at',
  'created_at',
  'member_id',
  'member_name',
  'reason',
  'detail',
] as const;

/** What is to be done later. It is in the database: it outlives the process, and is done by one of many. */
export class ScheduleStore {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** Plans an act in place of what is planned of the same kind for the same user, and answers its id. */
  async add(act: NewAct): Promise<string> {
    return this.#store.transaction().execute(async (transaction) => {
      await cancelAll(transaction, { ...act, kinds: [act.kind], why: `Replaced by ${act.memberName}.` });
      const { id } = await transaction
        .insertInto('scheduled_acts')
        .values({
          kind: act.kind,
          user_id: act.userId,
          user_name: act.userName?.replaceAll('\0', '').toWellFormed() ?? null,
          member_id: act.memberId,
          member_name: act.memberName,
          reason: act.reason ?? null,
          due_at: act.dueAt,
          next_try_at: act.dueAt,
          snapshot: act.snapshot === undefined ? null : written(act.snapshot),
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      return id;
    });
  }

  /** What is planned for a user, and what failed in the last days, the newest first. */
  async of(userId: string): Promise<ScheduledAct[]> {
    const rows = await this.#store
      .selectFrom('scheduled_acts')
      .select(columns)
      .where('user_id', '=', userId)
      .where((row) =>
        row.or([
          row('state', 'in', ['pending', 'running']),
          row.and([row('state', '=', 'failed'), row('ended_at', '>', sql<Date>`now() - interval '14 days'`)]),
        ]),
      )
      .orderBy('created_at', 'desc')
      .limit(20)
      .execute();
    return rows.map(({ member_id, member_name, reason, detail, ...row }) => ({
      ...row,
      due_at: new Date(row.due_at).toISOString(),
      created_at: new Date(row.created_at).toISOString(),
      member: { id: member_id, name: member_name },
      ...(reason === null ? {} : { reason }),
      ...(detail === null ? {} : { detail }),
    }));
  }

  /** What is kept of a user whose deletion was planned and done, and who planned it; the last one. */
  async keptOf(userId: string) {
    return this.#store
      .selectFrom('scheduled_acts')
      .select(['snapshot', 'member_name', 'created_at', 'ended_at'])
      .where('user_id', '=', userId)
      .where('kind', '=', 'delete')
      .where('state', '=', 'done')
      .where('snapshot', 'is not', null)
      .orderBy('ended_at', 'desc')
      .limit(1)
      .executeTakeFirst();
  }

  /** Cancels one act of a user, or dismisses one that failed; `undefined` where it is not there, or under way. */
  async cancel(userId: string, id: string, by: string): Promise<ScheduledKind | undefined> {
    const cancelled = await this.#store
      .updateTable('scheduled_acts')
      .set({ state: 'cancelled', detail: `Cancelled by ${by}.`, ended_at: sql<Date>`now()`, snapshot: null })
      .where('id', '=', id)
      .where('user_id', '=', userId)
      .where('state', 'in', ['pending', 'failed'])
      .returning('kind')
      .executeTakeFirst();
    return cancelled?.kind;
  }

  /** Cancels what is planned of these kinds for a user, because it has become pointless. */
  async cancelFor(planned: Planned): Promise<void> {
    await cancelAll(this.#store, planned);
  }

  /** Whether an act that this process has taken is still its to do: it was neither cancelled nor taken by another. */
  async isStill({ id, tries }: DueAct): Promise<boolean> {
    const found = await this.#store
      .selectFrom('scheduled_acts')
      .select('id')
      .where('id', '=', id)
      .where('tries', '=', tries)
      .where('state', '=', 'running')
      .executeTakeFirst();
    return found !== undefined;
  }

  /**
   * Takes the act that is due for longest, so that nobody else does. Where this process dies before it
   * says how it ended, the act is due again two minutes later.
   */
  async takeDue(now: Date): Promise<DueAct | undefined> {
    const { rows } = await sql<DueAct>`
      with due as (
        select id from scheduled_acts
        where state in ('pending', 'running') and next_try_at <= ${now}
        order by next_try_at limit 1
        for update skip locked
      )
      update scheduled_acts act
      set state = 'running', tries = tries + 1, next_try_at = ${new Date(now.getTime() + leaseMs)}
      from due where act.id = due.id
      returning act.id, act.kind, act.user_id as "userId", act.user_name as "userName",
        act.member_id as "memberId", act.member_name as "memberName", act.reason, act.tries`.execute(
      this.#store,
    );
    return rows[0];
  }

  /** Writes down how a try ended, unless somebody else has taken the act meanwhile. */
  async settle({ id, tries }: DueAct, { state, detail, nextTryAt }: ActEnd, now: Date): Promise<void> {
    await this.#store
      .updateTable('scheduled_acts')
      .set({
        state,
        detail: detail ?? null,
        next_try_at: nextTryAt ?? null,
        ended_at: state === 'pending' ? null : now,
      })
      .where('id', '=', id)
      .where('tries', '=', tries)
      .where('state', '=', 'running')
      .execute();
  }

  /** Forgets what is over for ninety days, and with it what was kept of users. */
  async prune(now: Date): Promise<void> {
    await this.#store
      .deleteFrom('scheduled_acts')
      .where('ended_at', '<', new Date(now.getTime() - keptDays * 24 * 60 * 60_000))
      .execute();
  }
}

async function cancelAll(store: Store, { userId, kinds, why, except = '' }: Planned): Promise<void> {
  await store
    .updateTable('scheduled_acts')
    .set({ state: 'cancelled', detail: why, ended_at: sql<Date>`now()`, snapshot: null })
    .where('user_id', '=', userId)
    .where('kind', 'in', kinds)
    // Under way it is not yet done: whoever does it looks once more when its turn has come.
    .where('state', 'in', ['pending', 'running'])
    .where('id', '!=', except)
    .execute();
}
