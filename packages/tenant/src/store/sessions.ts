import type { Selectable } from 'kysely';
import type { Database } from './open.ts';
import type { JsonObject } from './schema.ts';
import type { SessionTables } from './tables/sessions.ts';

/** Somebody who is signed in somewhere; the cookie that proves it is not part of it. */
export type Session = Omit<Selectable<SessionTables['sessions']>, 'cookie_id' | 'payload' | 'user_id'> & {
  user_id: string;
};

const COLUMNS = [
  'id',
  'user_id',
  'created_at',
  'updated_at',
  'authenticated_at',
  'last_interacted_at',
  'idle_expires_at',
  'expires_at',
  'device',
  'client_ids',
  'methods',
  'session_metadata',
] as const;

/** The session with this public id, unless it has ended. */
export async function findSession(db: Database, id: string): Promise<Session | undefined> {
  return openSessions(db).where('id', '=', id).executeTakeFirst();
}

/**
 * A user's sessions in the order of their ids.
 * @param after only those behind this id.
 */
export async function listSessions(
  db: Database,
  userId: string,
  after: string | undefined,
  limit: number,
): Promise<Session[]> {
  return openSessions(db)
    .where('user_id', '=', userId)
    .where('id', '>', after ?? '')
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** Replaces what was noted about a session; null removes it. */
export async function saveSessionMetadata(
  db: Database,
  id: string,
  metadata: JsonObject | null,
): Promise<void> {
  await db
    .updateTable('sessions')
    .set({
      session_metadata: metadata === null ? null : JSON.stringify(metadata),
      updated_at: new Date(),
    })
    .where('id', '=', id)
    .execute();
}

/** Ends sessions: the browsers that hold their cookies are signed out. Answers which ones there were. */
export async function removeSessions(
  db: Database,
  which: { id: string } | { userId: string } | { id: string; userId: string },
): Promise<string[]> {
  const rows = await db
    .deleteFrom('sessions')
    .$if('id' in which, (query) => query.where('id', '=', 'id' in which ? which.id : ''))
    .$if('userId' in which, (query) => query.where('user_id', '=', 'userId' in which ? which.userId : ''))
    .returning('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** Ends the session that a browser's cookie stands for. Answers who was signed in. */
export async function removeSessionOfCookie(db: Database, cookieId: string): Promise<string | undefined> {
  const row = await db
    .deleteFrom('sessions')
    .where('cookie_id', '=', cookieId)
    .returning('user_id')
    .executeTakeFirst();
  return row?.user_id ?? undefined;
}

function openSessions(db: Database) {
  const now = new Date();
  return db
    .selectFrom('sessions')
    .select(COLUMNS)
    .where('user_id', 'is not', null)
    .$narrowType<{ user_id: string }>()
    .where('idle_expires_at', '>', now)
    .where('expires_at', '>', now);
}
