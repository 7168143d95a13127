import { z } from 'zod';
import type { ManagementClient } from './client.ts';
import { confirmed } from './confirmed.ts';
import { everyPage } from './pages.ts';
import { shownFlag, shownText } from './user-schema.ts';

/**
 * An invitation to an organization. Its ticket and its link, which let whoever has them in, are read only
 * where one has just been made.
 * Source: Management API GET /api/v2/organizations/{id}/invitations
 */
const TenantInvitation = z.object({
  id: z.string(),
  organization_id: z.string(),
  inviter: z.object({ name: shownText }).optional().catch(undefined),
  invitee: z.object({ email: z.string() }),
  created_at: z.string(),
  expires_at: z.string(),
  client_id: shownText,
  roles: z.array(z.string()).catch([]),
});
export type TenantInvitation = z.infer<typeof TenantInvitation>;

const NewTenantInvitation = TenantInvitation.extend({ invitation_url: z.url() });

/** Of an application what tells whether it takes people of organizations. */
const TenantClient = z.object({
  client_id: z.string(),
  name: z.string(),
  app_type: shownText,
  organization_usage: shownText,
  global: shownFlag,
});

/** What is asked for with an invitation. */
interface InvitationRequest {
  inviter: { name: string };
  invitee: { email: string };
  client_id: string;
  connection_id?: string;
  roles?: readonly string[];
  ttl_sec: number;
  send_invitation_email: boolean;
}

/** The invitations to organizations, through the Management API. */
export class TenantInvitations {
  readonly #client: ManagementClient;

  constructor(client: ManagementClient) {
    this.#client = client;
  }

  /** The invitations to an organization, those that have expired among them. */
  async to(organizationId: string): Promise<TenantInvitation[]> {
    const { entries } = await everyPage(
      this.#client,
      { path: '/api/v2/organizations/{id}/invitations', params: { id: organizationId } },
      TenantInvitation,
    );
    return entries;
  }

  /** One of them. @throws {ProblemError} `not_found` */
  get(organizationId: string, invitationId: string): Promise<TenantInvitation> {
    return this.#client.call({
      method: 'GET',
      path: '/api/v2/organizations/{id}/invitations/{invitation_id}',
      params: { id: organizationId, invitation_id: invitationId },
      response: TenantInvitation,
    });
  }

  /** Invites somebody. Never repeated: two would be two e-mails. */
  create(organizationId: string, request: InvitationRequest): Promise<z.infer<typeof NewTenantInvitation>> {
    return this.#client.call({
      method: 'POST',
      path: '/api/v2/organizations/{id}/invitations',
      params: { id: organizationId },
      body: request,
      response: NewTenantInvitation,
    });
  }

  /** Takes an invitation back. @throws {ProblemError} `not_found` */
  revoke(organizationId: string, invitationId: string): Promise<void> {
    return confirmed(
      () =>
        this.#client.call({
          method: 'DELETE',
          path: '/api/v2/organizations/{id}/invitations/{invitation_id}',
          params: { id: organizationId, invitation_id: invitationId },
          response: z.unknown(),
        }),
      async () => !(await this.to(organizationId)).some(({ id }) => id === invitationId),
    );
  }

  /** The applications that people of organizations can sign in to, by name. */
  async clients(): Promise<{ client_id: string; name: string }[]> {
    const { entries } = await everyPage(
      this.#client,
      {
        path: '/api/v2/clients',
        query: {
          is_global: 'false',
          fields: 'client_id,name,app_type,organization_usage,global',
          include_fields: 'true',
        },
      },
      TenantClient,
    );
    return entries
      .filter(
        ({ app_type: type, organization_usage: usage, global }) =>
          global !== true && type !== 'non_interactive' && (usage === 'allow' || usage === 'require'),
      )
      .map(({ client_id, name }) => ({ client_id, name }))
      .toSorted((one, other) => one.name.localeCompare(other.name, 'en'));
  }
}
