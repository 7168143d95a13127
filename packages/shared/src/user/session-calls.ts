import type { ManagementRequest } from './management-calls.ts';

function userPath(userId: string): string {
  return `/users/${encodeURIComponent(userId)}`;
}

/** The call that ends a session, with the refresh tokens that came of it or without. */
export function endSessionCall(sessionId: string, withTokens: boolean): ManagementRequest {
  const path = `/sessions/${encodeURIComponent(sessionId)}`;
  return withTokens ? { method: 'POST', path: `${path}/revoke` } : { method: 'DELETE', path };
}

/** The call that ends all sessions of a user. */
export function endSessionsCall(userId: string): ManagementRequest {
  return { method: 'DELETE', path: `${userPath(userId)}/sessions` };
}

/** The call that revokes a refresh token. */
export function deleteRefreshTokenCall(tokenId: string): ManagementRequest {
  return { method: 'DELETE', path: `/refresh-tokens/${encodeURIComponent(tokenId)}` };
}

/** The call that revokes all refresh tokens of a user. */
export function deleteRefreshTokensCall(userId: string): ManagementRequest {
  return { method: 'DELETE', path: `${userPath(userId)}/refresh-tokens` };
}

/** The call that ends all sessions of a user and revokes all their refresh tokens. */
export function revokeAccessCall(userId: string): ManagementRequest {
  return { method: 'POST', path: `${userPath(userId)}/revoke-access`, body: {} };
}

/** The call that removes a device credential. */
export function deleteDeviceCredentialCall(credentialId: string): ManagementRequest {
  return { method: 'DELETE', path: `/device-credentials/${encodeURIComponent(credentialId)}` };
}

/** The call that withdraws one grant of a user. */
export function deleteGrantCall(grantId: string): ManagementRequest {
  return { method: 'DELETE', path: `/grants/${encodeURIComponent(grantId)}` };
}

/** The call that withdraws all grants of a user. */
export function deleteGrantsCall(userId: string): ManagementRequest {
  return { method: 'DELETE', path: `/grants?user_id=${encodeURIComponent(userId)}` };
}
