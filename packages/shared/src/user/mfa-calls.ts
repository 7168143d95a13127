import type { EnrollmentFactor } from '../contract/mfa.ts';
import type { ManagementRequest } from './management-calls.ts';

function userPath(userId: string): string {
  return `/users/${encodeURIComponent(userId)}`;
}

/** The call that removes one authentication method. */
export function removeMethodCall(userId: string, methodId: string): ManagementRequest {
  const path = `${userPath(userId)}/authentication-methods/${encodeURIComponent(methodId)}`;
  return { method: 'DELETE', path };
}

/** The calls that remove all authentication methods: one, or one for each where there is a passkey. */
export function removeMethodsCalls(
  userId: string,
  methods: readonly { id: string; type: string }[],
): ManagementRequest[] {
  return methods.some(({ type }) => type === 'passkey')
    ? methods.map(({ id }) => removeMethodCall(userId, id))
    : [{ method: 'DELETE', path: `${userPath(userId)}/authentication-methods` }];
}

/** The call that makes a new recovery code. */
export function regenerateRecoveryCodeCall(userId: string): ManagementRequest {
  return { method: 'POST', path: `${userPath(userId)}/recovery-code-regeneration` };
}

/** The call that has remembered browsers asked for a factor again. */
export function invalidateBrowsersCall(userId: string): ManagementRequest {
  return { method: 'POST', path: `${userPath(userId)}/multifactor/actions/invalidate-remember-browser` };
}

/** What an invitation to enrol is to be like. */
export interface EnrollmentInvitation {
  send_mail: boolean;
  factor?: EnrollmentFactor;
  allow_multiple_enrollments?: true;
}

/** The call that makes an invitation to enrol a factor. */
export function enrollmentTicketCall(userId: string, invitation: EnrollmentInvitation): ManagementRequest {
  return {
    method: 'POST',
    path: '/guardian/enrollments/ticket',
    body: { user_id: userId, ...invitation },
  };
}
