import type { AuditAction } from '@rollcall/shared/contract/audit-actions.ts';
import type { AuditEvent } from '@rollcall/shared/contract/audit.ts';
import { sql } from 'kysely';
import type { Store } from '../../store/schema.ts';

/** What became of a user by the last thing that a team member did to them. */
export interface RecentWrite {
  userId: string;
  kind: 'changed' | 'created' | 'deleted';
}

/** How long a search may not know of a write; then it is taken to know. */
const longest = sql<Date>`now() - interval '5 minutes'`;
/** How many users are kept for each team member, the last ones. */
const mostKept = 20;

/** Acts after which a list shows something else of the user that they are about. */
const kinds: Partial<Record<AuditAction, RecentWrite['kind']>> = {
  'user.create': 'created',
  'user.update': 'changed',
  'user.block': 'changed',
  'user.unblock': 'changed',
  'user.block_until': 'changed',
  'user.lock_down': 'changed',
  'user.delete_later': 'changed',
  'user.set_password': 'changed',
  'user.link_identity': 'changed',
  'user.unlink_identity': 'changed',
  'audit.revert': 'changed',
  'user.delete': 'deleted',
};

/** What the audit trail puts before the id of an identity. */
const identityPrefix = 'identities.';

/** Whom each team member has written to in the last minutes: the search of the tenant may not know it yet. */
export class RecentWrites {
  readonly #store: Store;
  /** What is being noted: a list that is read next is to have it. */
  readonly #noting = new Set<Promise<void>>();

  constructor(store: Store) {
    this.#store = store;
  }

  /** Notes an act that is done, as the audit trail tells it. What cannot be noted is shown once the search has it. */
  note(event: AuditEvent): void {
    const writes = writesIn(event);
    if (event.actor === null || writes.length === 0) return;
    const noting = this.#write(event.actor.id, writes).catch(() => undefined);
    this.#noting.add(noting);
    void noting.finally(() => this.#noting.delete(noting));
  }

  /** The users whom a team member has written to, the last one first. */
  async of(memberId: string): Promise<RecentWrite[]> {
    await Promise.all(this.#noting);
    const rows = await this.#store
      .selectFrom('recent_writes')
      .select(['user_id', 'kind'])
      .where('member_id', '=', memberId)
      .where('at', '>', longest)
      .orderBy('at', 'desc')
      .limit(mostKept)
      .execute();
    return rows.map(({ user_id: userId, kind }) => ({ userId, kind }));
  }

  /** Forgets users of whom the search knows all by now. */
  async forget(memberId: string, userIds: readonly string[]): Promise<void> {
    if (userIds.length === 0) return;
    await this.#store
      .deleteFrom('recent_writes')
      .where('member_id', '=', memberId)
      .where('user_id', 'in', userIds)
      .execute();
  }

  async #write(memberId: string, writes: readonly RecentWrite[]): Promise<void> {
    for (const { userId, kind } of writes) {
      await this.#store
        .insertInto('recent_writes')
        .values({ member_id: memberId, user_id: userId, kind })
        .onConflict((conflict) =>
          conflict.columns(['member_id', 'user_id']).doUpdateSet({
            // Who was created and then changed is as new to the search as before.
            kind: sql`case when recent_writes.kind = 'created' and excluded.kind = 'changed'
              then 'created' else excluded.kind end`,
            at: sql`now()`,
          }),
        )
        .execute();
    }
    const kept = this.#store
      .selectFrom('recent_writes')
      .select('user_id')
      .where('member_id', '=', memberId)
      .orderBy('at', 'desc')
      .limit(mostKept);
    await this.#store
      .deleteFrom('recent_writes')
      .where('member_id', '=', memberId)
      .where((eb) => eb.or([eb('at', '<', longest), eb('user_id', 'not in', kept)]))
      .execute();
  }
}

/** Whom an act has changed: its target, and the users that it made an identity of another one or set free again. */
function writesIn({ action, target, changes }: AuditEvent): RecentWrite[] {
  const kind = kinds[action];
  if (kind === undefined || target?.kind !== 'user') return [];
  const others = changes.flatMap(({ field, after }): RecentWrite[] => {
    const isIdentity = action.endsWith('link_identity') && field.startsWith(identityPrefix);
    if (!isIdentity) return [];
    return [{ userId: field.slice(identityPrefix.length), kind: after === null ? 'created' : 'deleted' }];
  });
  return [...others, { userId: target.id, kind }];
}
