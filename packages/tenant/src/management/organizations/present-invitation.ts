import type { Invitation } from '../../store/organization-invitations.ts';

/** What `fields` may name. */
export const INVITATION_FIELDS: readonly string[] = [
  'id',
  'organization_id',
  'inviter',
  'invitee',
  'invitation_url',
  'created_at',
  'expires_at',
  'client_id',
  'connection_id',
  'app_metadata',
  'user_metadata',
  'roles',
  'ticket_id',
];

/** An invitation as the Management API shows it. */
export function presentInvitation({
  id,
  organization_id,
  ticket_id,
  created_at,
  expires_at,
  invitation,
}: Invitation): object {
  return { id, organization_id, ticket_id, created_at, expires_at, ...invitation };
}
