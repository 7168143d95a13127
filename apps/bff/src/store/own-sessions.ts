import type { OwnSession } from '@rollcall/shared/contract/account.ts';
import { type RawBuilder, sql } from 'kysely';
import type { Caller } from './caller.ts';
import type { Store } from './schema.ts';
import { isAlive } from './session-life.ts';
import type { SessionStore } from './session-store.ts';

/** What a signed-in team member does about their own sessions. */
export class OwnSessions {
  readonly #store: Store;
  readonly #sessionStore: SessionStore;

  constructor(store: Store, sessionStore: SessionStore) {
    this.#store = store;
    this.#sessionStore = sessionStore;
  }

  /** Those that live, the newest first. */
  async list({ actor, sessionId }: Caller): Promise<OwnSession[]> {
    const rows = await this.#store
      .selectFrom('sessions')
      .select(['id', 'created_at', 'last_seen_at', 'ip', 'user_agent'])
      .where('member_id', '=', actor.id)
      .where(isAlive)
      .orderBy('created_at', 'desc')
      .execute();
    return rows.map((row) => ({
      id: row.id,
      current: row.id === sessionId,
      createdAt: row.created_at.toISOString(),
      lastSeenAt: row.last_seen_at.toISOString(),
      ip: row.ip ?? undefined,
      userAgent: row.user_agent ?? undefined,
    }));
  }

  /** Ends one. Answers whether there was one. */
  async end({ actor }: Caller, sessionId: string): Promise<boolean> {
    return (await this.#revoke(actor.id, sql<boolean>`id = ${sessionId}`)) > 0;
  }

  /** Ends all but the one that asks. Answers how many there were. */
  async endOthers({ actor, sessionId }: Caller): Promise<number> {
    return this.#revoke(actor.id, sql<boolean>`id <> ${sessionId}`);
  }

  /** Makes the session that asks see with the eyes of a team member, or with its own again. */
  async viewAs({ sessionId }: Caller, memberId: string | null): Promise<void> {
    await this.#store
      .updateTable('sessions')
      .set({ viewing_as: memberId })
      .where('id', '=', sessionId)
      .where(isAlive)
      .execute();
    this.#sessionStore.forget();
  }

  async #revoke(memberId: string, which: RawBuilder<boolean>): Promise<number> {
    const { numUpdatedRows } = await this.#store
      .updateTable('sessions')
      .set({ revoked_at: sql<Date>`now()`, id_token: null })
      .where('member_id', '=', memberId)
      .where(isAlive)
      .where(which)
      .executeTakeFirst();
    this.#sessionStore.forget();
    return Number(numUpdatedRows);
  }
}
