import { z } from 'zod';
import type { Database } from '../../store/open.ts';
import {
  findInvitation,
  type Invitation,
  type InvitationOrder,
  listInvitations,
  removeInvitation,
} from '../../store/organization-invitations.ts';
import type { Endpoint } from '../endpoint.ts';
import { project, readProjection } from '../fields.ts';
import { ManagementError } from '../management-error.ts';
import { readOffset } from '../paging.ts';
import { booleanParameter, validate } from '../validate.ts';
import { readOrganization } from './organization-id.ts';
import { INVITATION_FIELDS, presentInvitation } from './present-invitation.ts';

const PROJECTION = {
  fields: z.string().optional().describe('Comma-separated list of fields.'),
  include_fields: booleanParameter('Whether specified fields are to be included (true) or excluded (false).'),
};
const ReadParameters = z.object(PROJECTION);
const ListParameters = z.object({
  ...PROJECTION,
  sort: z
    .stringFormat('sort', /^(?:created_at|expires_at):-?1$/u)
    .optional()
    .describe('Field to sort by. Use field:order where order is 1 for ascending and -1 for descending.'),
});
const InvitationParams = z.object({
  invitation_id: z
    .stringFormat('user-invitation-id', /^uinv_[A-Za-z0-9]{16}$/u)
    .describe('The id of the user invitation.'),
});

/** `GET /organizations/{id}/invitations`: newest first, without a total. @see https://auth0.com/docs/api/management/v2/organizations/get-invitations */
export const getInvitations: Endpoint = {
  method: 'get',
  path: '/organizations/:id/invitations',
  summary: 'Get invitations to an organization',
  scopes: ['read:organization_invitations'],
  handle: async ({ db }, { params, query }) => {
    const slice = readOffset(query);
    const { fields, include_fields, sort = 'created_at:-1' } = validate('Query', ListParameters, query);
    const projection = readProjection(fields, include_fields, INVITATION_FIELDS);
    const { id } = await readOrganization(db, params);
    const { entries } = await listInvitations(db, id, readOrder(sort), { ...slice, includeTotals: false });
    const invitations = entries.map((invitation) => project(presentInvitation(invitation), projection));
    if (!slice.includeTotals) return { status: 200, body: invitations };
    return { status: 200, body: { start: slice.offset, limit: slice.limit, invitations } };
  },
};

function readOrder(sort: string): InvitationOrder {
  return {
    field: sort.startsWith('expires_at') ? 'expires_at' : 'created_at',
    descending: sort.endsWith('-1'),
  };
}

/** `GET /organizations/{id}/invitations/{invitation_id}`. @see https://auth0.com/docs/api/management/v2/organizations/get-invitations-by-invitation-id */
export const getInvitation: Endpoint = {
  method: 'get',
  path: '/organizations/:id/invitations/:invitation_id',
  summary: 'Get a specific invitation to an Organization',
  scopes: ['read:organization_invitations'],
  handle: async ({ db }, { params, query }) => {
    const { fields, include_fields } = validate('Query', ReadParameters, query);
    const projection = readProjection(fields, include_fields, INVITATION_FIELDS);
    return { status: 200, body: project(presentInvitation(await readInvitation(db, params)), projection) };
  },
};

/** `DELETE /organizations/{id}/invitations/{invitation_id}`. @see https://auth0.com/docs/api/management/v2/organizations/delete-invitations-by-invitation-id */
export const deleteInvitation: Endpoint = {
  method: 'delete',
  path: '/organizations/:id/invitations/:invitation_id',
  summary: 'Delete an invitation to an Organization',
  scopes: ['delete:organization_invitations'],
  handle: async ({ db }, { params }) => {
    await db.transaction().execute(async (transaction) => {
      const { organization_id, id } = await readInvitation(transaction, params);
      await removeInvitation(transaction, organization_id, id);
    });
    return { status: 204 };
  },
};

async function readInvitation(db: Database, params: Readonly<Record<string, string>>): Promise<Invitation> {
  const { id } = await readOrganization(db, params);
  const { invitation_id } = validate('Path', InvitationParams, params);
  const invitation = await findInvitation(db, id, invitation_id);
  if (invitation !== undefined) return invitation;
  throw new ManagementError(404, 'The invitation does not exist.', 'inexistent_invitation');
}
