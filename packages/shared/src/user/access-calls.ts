import type { PermissionName } from '../contract/roles.ts';
import type { ManagementRequest } from './management-calls.ts';

function userPath(userId: string): string {
  return `/users/${encodeURIComponent(userId)}`;
}

function memberPath(organizationId: string, userId: string): string {
  return `/organizations/${organizationId}/members/${encodeURIComponent(userId)}`;
}

/** The call that gives roles to a user. */
export function assignRolesCall(userId: string, roles: readonly string[]): ManagementRequest {
  return { method: 'POST', path: `${userPath(userId)}/roles`, body: { roles } };
}

/** The call that takes roles from a user. */
export function removeRolesCall(userId: string, roles: readonly string[]): ManagementRequest {
  return { method: 'DELETE', path: `${userPath(userId)}/roles`, body: { roles } };
}

/** The call that gives permissions to a user directly. */
export function assignPermissionsCall(
  userId: string,
  permissions: readonly PermissionName[],
): ManagementRequest {
  return { method: 'POST', path: `${userPath(userId)}/permissions`, body: { permissions } };
}

/** The call that takes permissions from a user that were given directly. */
export function removePermissionsCall(
  userId: string,
  permissions: readonly PermissionName[],
): ManagementRequest {
  return { method: 'DELETE', path: `${userPath(userId)}/permissions`, body: { permissions } };
}

/** The calls that make a user a member of an organization, with roles there. */
export function addMemberCalls(
  organizationId: string,
  userId: string,
  roles: readonly string[],
): ManagementRequest[] {
  const add: ManagementRequest = {
    method: 'POST',
    path: `/organizations/${organizationId}/members`,
    body: { members: [userId] },
  };
  return [add, ...memberRolesCalls(organizationId, userId, [], roles)];
}

/** The call that takes a user out of an organization. */
export function removeMemberCall(organizationId: string, userId: string): ManagementRequest {
  const path = `/organizations/${organizationId}/members`;
  return { method: 'DELETE', path, body: { members: [userId] } };
}

/** The calls that make these the roles of a member. */
export function memberRolesCalls(
  organizationId: string,
  userId: string,
  before: readonly string[],
  after: readonly string[],
): ManagementRequest[] {
  const path = `${memberPath(organizationId, userId)}/roles`;
  const given = after.filter((role) => !before.includes(role));
  const taken = before.filter((role) => !after.includes(role));
  const calls: ManagementRequest[] = [
    { method: 'POST', path, body: { roles: given } },
    { method: 'DELETE', path, body: { roles: taken } },
  ];
  return calls.filter((_call, index) => (index === 0 ? given : taken).length > 0);
}

/** The call that takes an invitation to an organization back. */
export function revokeInvitationCall(organizationId: string, invitationId: string): ManagementRequest {
  return { method: 'DELETE', path: `/organizations/${organizationId}/invitations/${invitationId}` };
}

/** The call that links a user, by its main identity, to another one. */
export function linkCall(
  userId: string,
  { provider, user_id: id }: { provider: string; user_id: string },
  connectionId: string | undefined,
): ManagementRequest {
  const connection =
    provider === 'auth0' && connectionId !== undefined ? { connection_id: connectionId } : {};
  return {
    method: 'POST',
    path: `${userPath(userId)}/identities`,
    body: { provider, user_id: id, ...connection },
  };
}

/** The call that makes an identity a user of its own again. */
export function unlinkCall(
  userId: string,
  { provider, user_id: id }: { provider: string; user_id: string },
): ManagementRequest {
  return { method: 'DELETE', path: `${userPath(userId)}/identities/${provider}/${encodeURIComponent(id)}` };
}
