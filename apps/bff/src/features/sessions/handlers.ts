import type { PageNumber, sessionsRows } from '@rollcall/shared/contract/sessions.ts';
import type { Telling } from '../../audit/recording.ts';
import type { HandlersOf } from '../../http/handler.ts';
import { ProblemError } from '../../http/problem.ts';
import type { ManagementClient } from '../../management/client.ts';
import { TenantDeviceCredentials } from '../../management/device-credentials.ts';
import { TenantGrants } from '../../management/grants.ts';
import { TenantRefreshTokens } from '../../management/refresh-tokens.ts';
import { TenantSessions } from '../../management/sessions.ts';
import { maskedOf, shownRefreshToken, shownSession } from './shown.ts';

/**
 * Where a user is signed in, and what applications hold of them. What is another user's is not touched
 * and answers like nothing at all: whose it is is read afresh before each act.
 */
export function sessionsHandlers(client: ManagementClient): HandlersOf<typeof sessionsRows> {
  const sessions = new TenantSessions(client);
  const tokens = new TenantRefreshTokens(client);
  const credentials = new TenantDeviceCredentials(client);
  const grants = new TenantGrants(client);
  return {
    listUserSessions: async ({ member, user, query }) => {
      const { sessions: found, next } = await sessions.list(user.user_id, query);
      const masked = maskedOf(member, user);
      return { sessions: found.map((session) => shownSession(session, masked)), next, masked };
    },
    deleteUserSession: async ({ user, params: { sessionId }, telling }) => {
      refuseUnless((await sessions.get(sessionId)).user_id === user.user_id);
      await sessions.delete(sessionId);
      tellGone(telling, 'session', sessionId);
    },
    revokeUserSession: async ({ user, params: { sessionId }, telling }) => {
      refuseUnless((await sessions.get(sessionId)).user_id === user.user_id);
      await sessions.revoke(sessionId);
      tellGone(telling, 'session', sessionId);
    },
    deleteUserSessions: ({ user }) => sessions.deleteAll(user.user_id),

    listUserRefreshTokens: async ({ member, user, query }) => {
      const { tokens: found, next } = await tokens.list(user.user_id, query);
      const masked = maskedOf(member, user);
      return { refresh_tokens: found.map((token) => shownRefreshToken(token, masked)), next, masked };
    },
    deleteUserRefreshToken: async ({ user, params: { refreshTokenId }, telling }) => {
      refuseUnless((await tokens.get(refreshTokenId)).user_id === user.user_id);
      await tokens.delete(refreshTokenId);
      tellGone(telling, 'refresh_token', refreshTokenId);
    },
    deleteUserRefreshTokens: ({ user }) => tokens.deleteAll(user.user_id),

    revokeUserAccess: ({ user }) => sessions.revokeAccess(user.user_id),

    listUserDeviceCredentials: async ({ user, query }) => {
      const { credentials: found, hasMore } = await credentials.list(user.user_id, query);
      return { device_credentials: found, next: nextOf(query, hasMore) };
    },
    deleteUserDeviceCredential: async ({ user, params: { deviceCredentialId: id }, telling }) => {
      refuseUnless(await credentials.has(user.user_id, id));
      await credentials.delete(user.user_id, id);
      tellGone(telling, 'device_credential', id);
    },

    listUserGrants: async ({ user, query }) => {
      const { grants: found, hasMore } = await grants.list(user.user_id, query);
      const shown = found.map((grant) => ({ ...grant, scope: grant.scope ?? [] }));
      return { grants: shown, next: nextOf(query, hasMore) };
    },
    deleteUserGrant: async ({ user, params: { grantId }, telling }) => {
      refuseUnless(await grants.has(user.user_id, grantId));
      await grants.delete(user.user_id, grantId);
      tellGone(telling, 'grant', grantId);
    },
    deleteUserGrants: ({ user }) => grants.deleteAll(user.user_id),
  };
}

/** @throws {ProblemError} `not_found` for what is not the user's, in the same words as for what is not there */
function refuseUnless(isTheirs: boolean): void {
  if (!isTheirs) throw new ProblemError('not_found');
}

function tellGone(telling: Telling, field: string, id: string): void {
  telling.changed([{ field, before: id, after: null }]);
}

function nextOf({ page }: PageNumber, hasMore: boolean): number | undefined {
  return hasMore ? page + 1 : undefined;
}
