import { sql } from 'kysely';
import type { Store } from './schema.ts';

/** The condition of a session that lives: idle 30 minutes at most, 8 hours in all, by the database's clock. */
export const isAlive = sql<boolean>`sessions.revoked_at is null
  and sessions.last_seen_at > now() - interval '30 minutes'
  and sessions.created_at > now() - interval '8 hours'`;

/** Ends all sessions of a team member, within whatever else is changed. Answers how many lived. */
export async function endSessionsOf(store: Store, memberId: string): Promise<number> {
  const { numUpdatedRows } = await store
    .updateTable('sessions')
    .set({ revoked_at: sql<Date>`now()`, id_token: null })
    .where('member_id', '=', memberId)
    .where(isAlive)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}
