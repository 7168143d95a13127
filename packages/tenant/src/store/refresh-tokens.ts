import { type Selectable, sql } from 'kysely';
import type { Database } from './open.ts';
import type { JsonObject } from './schema.ts';
import type { Device, SessionTables } from './tables/sessions.ts';

/** How long a refresh token rests unused before it ends, and how long it lasts at most, in seconds. */
export const REFRESH_TOKEN_LIFETIME = { idle: 2_592_000, absolute: 31_557_600 } as const;

/** A refresh token as far as it may be shown: everything but the token. */
export type RefreshToken = Omit<
  Selectable<SessionTables['refresh_tokens']>,
  'token' | 'payload' | 'grant_id'
>;

const COLUMNS = [
  'id',
  'user_id',
  'client_id',
  'session_id',
  'audience',
  'scope',
  'rotating',
  'created_at',
  'last_exchanged_at',
  'idle_expires_at',
  'expires_at',
  'device',
  'refresh_token_metadata',
] as const;

/** Which refresh tokens are meant: all conditions together. */
export interface RefreshTokenCondition {
  ids?: readonly string[];
  userId?: string;
  clientId?: string;
  sessionIds?: readonly string[];
  /** Null is the tenant's own /userinfo. */
  audience?: string | null;
}

/** The refresh token with this public id, unless it has ended. */
export async function findRefreshToken(db: Database, id: string): Promise<RefreshToken | undefined> {
  return usableTokens(db).where('id', '=', id).executeTakeFirst();
}

/**
 * A user's refresh tokens in the order of their ids.
 * @param after only those behind this id.
 */
export async function listRefreshTokens(
  db: Database,
  { userId, clientId }: { userId: string; clientId?: string | undefined },
  after: string | undefined,
  limit: number,
): Promise<RefreshToken[]> {
  return usableTokens(db)
    .where('user_id', '=', userId)
    .$if(clientId !== undefined, (query) => query.where('client_id', '=', clientId ?? ''))
    .where('id', '>', after ?? '')
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** Replaces what was noted about a refresh token; null removes it. */
export async function saveRefreshTokenMetadata(
  db: Database,
  id: string,
  metadata: JsonObject | null,
): Promise<void> {
  await db
    .updateTable('refresh_tokens')
    .set({ refresh_token_metadata: metadata === null ? null : JSON.stringify(metadata) })
    .where('id', '=', id)
    .execute();
}

/** Writes down that a token was used just now: it rests anew. */
export async function recordExchange(
  db: Database,
  token: string,
  last: Pick<Device, 'last_ip' | 'last_asn' | 'last_user_agent'>,
): Promise<void> {
  const now = Date.now();
  await db
    .updateTable('refresh_tokens')
    .set({
      last_exchanged_at: new Date(now),
      idle_expires_at: new Date(now + REFRESH_TOKEN_LIFETIME.idle * 1_000),
      device: sql`device || ${JSON.stringify(last)}::jsonb`,
    })
    .where('token', '=', token)
    .execute();
}

/** Revokes refresh tokens: the applications that hold them can exchange them no more. */
export async function removeRefreshTokens(db: Database, condition: RefreshTokenCondition): Promise<void> {
  const { ids, userId, clientId, sessionIds, audience } = condition;
  if (ids?.length === 0 || sessionIds?.length === 0) return;
  await db
    .deleteFrom('refresh_tokens')
    .$if(ids !== undefined, (query) => query.where('id', 'in', [...(ids ?? [])]))
    .$if(userId !== undefined, (query) => query.where('user_id', '=', userId ?? ''))
    .$if(clientId !== undefined, (query) => query.where('client_id', '=', clientId ?? ''))
    .$if(sessionIds !== undefined, (query) => query.where('session_id', 'in', [...(sessionIds ?? [])]))
    .$if(audience !== undefined, (query) => query.where('audience', 'is not distinct from', audience ?? null))
    .execute();
}

function usableTokens(db: Database) {
  const now = new Date();
  return db
    .selectFrom('refresh_tokens')
    .select(COLUMNS)
    .where('idle_expires_at', '>', now)
    .where('expires_at', '>', now);
}
