import { z } from 'zod';
import type { Database } from '../../store/open.ts';
import { removeRefreshTokens } from '../../store/refresh-tokens.ts';
import { findSession, removeSessions, saveSessionMetadata, type Session } from '../../store/sessions.ts';
import type { Endpoint } from '../endpoint.ts';
import { ManagementError } from '../management-error.ts';
import { metadataWords, NOTHING_TO_CHANGE, TokenMetadata } from '../token-metadata.ts';
import { validate } from '../validate.ts';
import { presentSession } from './present-session.ts';

const UpdateBody = z
  .strictObject({ session_metadata: TokenMetadata.optional().describe(metadataWords('session')) })
  .refine((body) => Object.keys(body).length > 0, NOTHING_TO_CHANGE);
const RevokePath = z.object({ id: z.string().max(50).describe('ID of the session to revoke.') });

/** `GET /sessions/{id}`. @see https://auth0.com/docs/api/management/v2/sessions/get-session */
const getSession: Endpoint = {
  method: 'get',
  path: '/sessions/:id',
  summary: 'Get session',
  scopes: ['read:sessions'],
  handle: async ({ db }, { params }) => ({
    status: 200,
    body: presentSession(await readKnownSession(db, params)),
  }),
};

/** `PATCH /sessions/{id}`: replaces the metadata. @see https://auth0.com/docs/api/management/v2/sessions/patch-session */
const updateSession: Endpoint = {
  method: 'patch',
  path: '/sessions/:id',
  summary: 'Update session',
  scopes: ['update:sessions'],
  handle: async ({ db }, { params, body }) => {
    const { session_metadata = null } = validate('Payload', UpdateBody, body);
    const updated = await db.transaction().execute(async (transaction) => {
      const { id } = await readKnownSession(transaction, params);
      await saveSessionMetadata(transaction, id, session_metadata);
      return readKnownSession(transaction, params);
    });
    return { status: 200, body: presentSession(updated), userId: updated.user_id };
  },
};

/** `DELETE /sessions/{id}`: refresh tokens stay; answers the same whether the session was there or not. @see https://auth0.com/docs/api/management/v2/sessions/delete-session */
const deleteSession: Endpoint = {
  method: 'delete',
  path: '/sessions/:id',
  summary: 'Delete session',
  scopes: ['delete:sessions'],
  handle: async ({ db }, { params }) => {
    const session = await findSession(db, params['id'] ?? '');
    if (session === undefined) return { status: 202 };
    await removeSessions(db, { id: session.id });
    return { status: 202, userId: session.user_id };
  },
};

/** `POST /sessions/{id}/revoke`: with the refresh tokens that came of it. @see https://auth0.com/docs/api/management/v2/sessions/revoke-session */
const revokeSession: Endpoint = {
  method: 'post',
  path: '/sessions/:id/revoke',
  summary: 'Revokes a session',
  scopes: ['delete:sessions', 'delete:refresh_tokens'],
  handle: async ({ db }, { params }) => {
    validate('Path', RevokePath, params);
    const userId = await db.transaction().execute(async (transaction) => {
      const { id, user_id } = await readKnownSession(transaction, params);
      await removeSessions(transaction, { id });
      await removeRefreshTokens(transaction, { userId: user_id, sessionIds: [id] });
      return user_id;
    });
    return { status: 202, userId };
  },
};

/** The operations on single sessions. */
export const SESSION_ENDPOINTS: readonly Endpoint[] = [
  getSession,
  updateSession,
  deleteSession,
  revokeSession,
];

async function readKnownSession(db: Database, params: Readonly<Record<string, string>>): Promise<Session> {
  const session = await findSession(db, params['id'] ?? '');
  if (session === undefined) throw new ManagementError(404, 'The session does not exist.');
  return session;
}
