import { z } from 'zod';
import { listEffectiveMemberRoles, listMemberRoleGroups } from '../../store/organization-roles.ts';
import type { Endpoint } from '../endpoint.ts';
import { answerList, readCheckpoint } from '../paging.ts';
import { presentGroup } from '../roles/present-group.ts';
import { validate } from '../validate.ts';
import { readMembership } from './membership.ts';

const SourceGroupsQuery = z.object({
  role_id: z.string().describe('The role ID to get group sources for.'),
});

/** `GET /organizations/{id}/members/{user_id}/effective-roles`. @see https://auth0.com/docs/api/management/v2/organizations/get-organization-member-effective-roles */
export const getEffectiveMemberRoles: Endpoint = {
  method: 'get',
  path: '/organizations/:id/members/:user_id/effective-roles',
  summary: 'List organization member effective roles.',
  scopes: ['read:organization_member_effective_roles'],
  handle: async ({ db }, { params, query }) => {
    const slice = readCheckpoint(query);
    const found = await listEffectiveMemberRoles(db, await readMembership(db, params), slice);
    return answerList('roles', slice, found, ({ name }) => name);
  },
};

/** `GET /organizations/{id}/members/{user_id}/effective-roles/sources/groups`. @see https://auth0.com/docs/api/management/v2/organizations/get-organization-member-role-source-groups */
export const getMemberRoleSourceGroups: Endpoint = {
  method: 'get',
  path: '/organizations/:id/members/:user_id/effective-roles/sources/groups',
  summary: 'List organization member role group sources.',
  scopes: ['read:organization_member_role_source_groups'],
  handle: async ({ db }, { params, query }) => {
    const slice = readCheckpoint(query);
    const { role_id } = validate('Query', SourceGroupsQuery, query);
    const found = await listMemberRoleGroups(db, await readMembership(db, params), role_id, slice);
    return answerList('groups', slice, found, ({ id }) => id, presentGroup);
  },
};
