import { z } from 'zod';
import { listMembers, type OrganizationMember } from '../../store/organization-members.ts';
import type { Endpoint } from '../endpoint.ts';
import { project, readProjection } from '../fields.ts';
import { insufficientScope } from '../management-error.ts';
import { answerList, readSlice } from '../paging.ts';
import { booleanParameter, validate } from '../validate.ts';
import { readOrganization } from './organization-id.ts';

const FIELDS = ['user_id', 'email', 'picture', 'name', 'roles'];
const Projection = z.object({
  fields: z.string().optional().describe('Comma-separated list of fields.'),
  include_fields: booleanParameter('Whether specified fields are to be included (true) or excluded (false).'),
});

/**
 * `GET /organizations/{id}/members`, in either style of paging. Roles come only to those who name them
 * in `fields` and may read them.
 * @see https://auth0.com/docs/api/management/v2/organizations/get-members
 */
export const getMembers: Endpoint = {
  method: 'get',
  path: '/organizations/:id/members',
  summary: 'Get members who belong to an organization',
  scopes: ['read:organization_members', 'read:organization_member_roles'],
  handle: async ({ db }, { params, query, scopes }) => {
    const slice = readSlice(query);
    const { fields, include_fields } = validate('Query', Projection, query);
    const projection = readProjection(fields, include_fields, FIELDS);
    const withRoles = projection?.include === true && projection.fields.includes('roles');
    if (withRoles && !scopes.has('read:organization_member_roles')) {
      throw insufficientScope(['read:organization_member_roles']);
    }
    const { id } = await readOrganization(db, params);
    const found = await listMembers(db, id, slice, withRoles);
    return answerList(
      'members',
      slice,
      found,
      ({ user_id }) => user_id,
      (member) => project(present(member), projection),
    );
  },
};

function present(member: OrganizationMember): object {
  return Object.fromEntries(Object.entries(member).filter(([, value]) => value !== null));
}
