import { z } from 'zod';
import { findClient } from '../../store/clients.ts';
import { findConnectionById } from '../../store/connections.ts';
import { newId, randomText } from '../../store/ids.ts';
import { sendMessage } from '../../store/messages.ts';
import type { Database } from '../../store/open.ts';
import { insertInvitations } from '../../store/organization-invitations.ts';
import { hasConnection, type Organization } from '../../store/organizations.ts';
import { readTenantSettings } from '../../store/tenant-settings.ts';
import type { Endpoint } from '../endpoint.ts';
import { ManagementError } from '../management-error.ts';
import { assertMetadata } from '../users/metadata.ts';
import { validate } from '../validate.ts';
import { readOrganization } from './organization-id.ts';
import { presentInvitation } from './present-invitation.ts';
import { assertRolesExist, RoleIds } from './role-ids.ts';

const WEEK = 604_800;
const Metadata = z.record(z.string(), z.json());
const InvitationBody = z.strictObject({
  inviter: z.strictObject({ name: z.string().min(1).max(300) }),
  invitee: z.strictObject({ email: z.email() }),
  client_id: z
    .string()
    .min(1)
    .describe("Auth0 client ID. Used to resolve the application's login initiation endpoint."),
  connection_id: z
    .stringFormat('connection-id', /^con_[A-Za-z0-9]{16}$/u)
    .exactOptional()
    .describe('The id of the connection to force invitee to authenticate with.'),
  app_metadata: Metadata.exactOptional().describe(
    "Data related to the user that does affect the application's core functionality.",
  ),
  user_metadata: Metadata.exactOptional().describe(
    "Data related to the user that does not affect the application's core functionality.",
  ),
  ttl_sec: z
    .int()
    .min(0)
    .max(2_592_000)
    .exactOptional()
    .describe('Number of seconds for which the invitation is valid before expiration.'),
  roles: RoleIds.max(50).exactOptional().describe('List of roles IDs to associated with the user.'),
  send_invitation_email: z
    .boolean()
    .exactOptional()
    .describe(
      'Whether the user will receive an invitation email (true) or no email (false), true by default',
    ),
});

/** `POST /organizations/{id}/invitations`. @see https://auth0.com/docs/api/management/v2/organizations/post-invitations */
export const postInvitation: Endpoint = {
  method: 'post',
  path: '/organizations/:id/invitations',
  summary: 'Create invitations to an organization',
  scopes: ['create:organization_invitations'],
  handle: async ({ db }, { params, body }) => {
    const { ttl_sec = 0, send_invitation_email, ...sent } = validate('Payload', InvitationBody, body);
    assertMetadata('app_metadata', sent.app_metadata);
    assertMetadata('user_metadata', sent.user_metadata);
    const created = await db.transaction().execute(async (transaction) => {
      const organization = await readOrganization(transaction, params);
      const loginUrl = await readLoginUrl(transaction, sent.client_id);
      if (sent.connection_id !== undefined) {
        await assertConnection(transaction, organization, sent.connection_id);
      }
      await assertRolesExist(transaction, sent.roles ?? []);
      const ticket_id = randomText(32);
      const link = invitationUrl(loginUrl, ticket_id, organization);
      const now = Date.now();
      const invitation = {
        id: newId('uinv'),
        organization_id: organization.id,
        ticket_id,
        created_at: new Date(now),
        expires_at: new Date(now + (ttl_sec === 0 ? WEEK : ttl_sec) * 1000),
        invitation: { ...sent, invitation_url: link },
      };
      await insertInvitations(transaction, [invitation]);
      if (send_invitation_email !== false) {
        const where = organization.display_name ?? organization.name;
        await sendMessage(transaction, {
          kind: 'invitation',
          recipient: sent.invitee.email,
          subject: `You have been invited to join ${where}`,
          body: `${sent.inviter.name} has invited you to join ${where}. Accept the invitation: ${link}`,
          link,
        });
      }
      return invitation;
    });
    return { status: 201, body: presentInvitation(created) };
  },
};

/**
 * Where an application wants sign-ins to begin, or else where the tenant does.
 * @see https://auth0.com/docs/authenticate/login/auth0-universal-login/configure-default-login-routes
 */
async function readLoginUrl(db: Database, clientId: string): Promise<string> {
  const client = await findClient(db, clientId);
  if (client === undefined) throw refused('The specified client_id does not exist.');
  const url =
    client.settings?.['initiate_login_uri'] ?? (await readTenantSettings(db))['default_redirection_uri'];
  if (typeof url === 'string' && URL.canParse(url)) return url;
  throw refused(
    'A default login route is required to generate the invitation url. For more information, see ' +
      'https://auth0.com/docs/universal-login/configure-default-login-routes',
  );
}

async function assertConnection(
  db: Database,
  organization: Organization,
  connectionId: string,
): Promise<void> {
  const connection = await findConnectionById(db, connectionId);
  if (connection === undefined) throw refused('The specified connection does not exist.');
  if (connection.strategy === 'email' || connection.strategy === 'sms') {
    throw refused('Passwordless connections are not supported.');
  }
  if (!(await hasConnection(db, organization.id, connectionId))) {
    throw refused('The specified connection is not enabled for the organization.');
  }
}

function invitationUrl(loginUrl: string, ticket: string, { id, name }: Organization): string {
  const url = new URL(loginUrl);
  url.searchParams.set('invitation', ticket);
  url.searchParams.set('organization', id);
  url.searchParams.set('organization_name', name);
  return url.href;
}

function refused(message: string): ManagementError {
  return new ManagementError(400, message, 'invalid_body');
}
