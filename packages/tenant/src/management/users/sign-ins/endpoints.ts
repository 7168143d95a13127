import { z } from 'zod';
import { listConnectedAccounts } from '../../../store/connected-accounts.ts';
import { listRefreshTokens, removeRefreshTokens } from '../../../store/refresh-tokens.ts';
import { listSessions, removeSessions } from '../../../store/sessions.ts';
import type { Endpoint } from '../../endpoint.ts';
import { answerList, readCheckpoint } from '../../paging.ts';
import { presentRefreshToken } from '../../refresh-tokens/present-refresh-token.ts';
import { presentSession } from '../../sessions/present-session.ts';
import { validate } from '../../validate.ts';
import { readKnownUserId, readUserId } from '../user-id.ts';
import { readFoundUserId } from './user-found.ts';

/** `GET /users/{user_id}/sessions`. @see https://auth0.com/docs/api/management/v2/users/get-sessions-for-user */
const getSessions: Endpoint = {
  method: 'get',
  path: '/users/:id/sessions',
  summary: 'Get sessions for user',
  scopes: ['read:sessions'],
  handle: async ({ db }, { params, query }) => {
    const slice = readCheckpoint(query);
    const userId = await readFoundUserId(db, params);
    const entries = await listSessions(db, userId, slice.after, slice.limit + 1);
    return answerList('sessions', slice, { entries }, ({ id }) => id, presentSession);
  },
};

/** `DELETE /users/{user_id}/sessions`: refresh tokens stay. @see https://auth0.com/docs/api/management/v2/users/delete-sessions-for-user */
const deleteSessions: Endpoint = {
  method: 'delete',
  path: '/users/:id/sessions',
  summary: 'Delete sessions for user',
  scopes: ['delete:sessions'],
  handle: async ({ db }, { params }) => {
    await removeSessions(db, { userId: await readFoundUserId(db, params) });
    return { status: 202 };
  },
};

/** `GET /users/{user_id}/refresh-tokens`. @see https://auth0.com/docs/api/management/v2/users/get-refresh-tokens-for-user */
const getRefreshTokens: Endpoint = {
  method: 'get',
  path: '/users/:id/refresh-tokens',
  summary: 'Get refresh tokens for a user',
  scopes: ['read:refresh_tokens'],
  handle: async ({ db, url }, { params, query }) => {
    const slice = readCheckpoint(query);
    const userId = await readFoundUserId(db, params);
    const entries = await listRefreshTokens(db, { userId }, slice.after, slice.limit + 1);
    return answerList(
      'tokens',
      slice,
      { entries },
      ({ id }) => id,
      (token) => presentRefreshToken(token, url),
    );
  },
};

/** `DELETE /users/{user_id}/refresh-tokens`: sessions stay. @see https://auth0.com/docs/api/management/v2/users/delete-refresh-tokens-for-user */
const deleteRefreshTokens: Endpoint = {
  method: 'delete',
  path: '/users/:id/refresh-tokens',
  summary: 'Delete refresh tokens for a user',
  scopes: ['delete:refresh_tokens'],
  handle: async ({ db }, { params }) => {
    await removeRefreshTokens(db, { userId: await readFoundUserId(db, params) });
    return { status: 202 };
  },
};

const RevokeAccessBody = z.strictObject({
  session_id: z.string().max(50).optional().describe('ID of the session to revoke.'),
  preserve_refresh_tokens: z
    .boolean()
    .optional()
    .describe('Whether to preserve the refresh tokens associated with the session.'),
});

/**
 * `POST /users/{id}/revoke-access`: ends one session or all of them, and their refresh tokens. A user
 * or session that is not there has no access either.
 * @see https://auth0.com/docs/api/management/v2/users/user-revoke-access
 */
const revokeAccess: Endpoint = {
  method: 'post',
  path: '/users/:id/revoke-access',
  summary: 'Revokes selected resources from a user',
  scopes: ['delete:sessions', 'delete:refresh_tokens'],
  handle: async ({ db }, { params, body }) => {
    const userId = readUserId(params);
    const { session_id, preserve_refresh_tokens } = validate('Payload', RevokeAccessBody, body ?? {});
    await db.transaction().execute(async (transaction) => {
      await removeSessions(transaction, session_id === undefined ? { userId } : { userId, id: session_id });
      if (preserve_refresh_tokens === true) return;
      const only = session_id === undefined ? {} : { sessionIds: [session_id] };
      await removeRefreshTokens(transaction, { userId, ...only });
    });
    return { status: 202 };
  },
};

/** `GET /users/{id}/connected-accounts`. @see https://auth0.com/docs/api/management/v2/users/get-connected-accounts */
const getConnectedAccounts: Endpoint = {
  method: 'get',
  path: '/users/:id/connected-accounts',
  summary: "Get a User's Connected Accounts",
  scopes: ['read:users'],
  handle: async ({ db }, { params, query }) => {
    const slice = readCheckpoint(query['take'] === undefined ? { ...query, take: '10' } : query);
    const userId = await readKnownUserId(db, params);
    const entries = await listConnectedAccounts(db, userId, slice.after, slice.limit + 1);
    return answerList(
      'connected_accounts',
      slice,
      { entries },
      ({ id }) => id,
      ({ expires_at, ...account }) => ({
        ...account,
        access_type: 'offline',
        ...(expires_at === null ? {} : { expires_at }),
      }),
    );
  },
};

/** The operations on where a user is signed in, and on what came of it. */
export const USER_SIGN_IN_ENDPOINTS: readonly Endpoint[] = [
  getSessions,
  deleteSessions,
  getRefreshTokens,
  deleteRefreshTokens,
  revokeAccess,
  getConnectedAccounts,
];
