import { z } from 'zod';
import { listEffectiveRoles } from '../../../store/effective-access.ts';
import { listRoleSourceGroups } from '../../../store/groups.ts';
import { findRole } from '../../../store/roles.ts';
import type { Endpoint } from '../../endpoint.ts';
import { answerList, readCheckpoint } from '../../paging.ts';
import { presentGroup } from '../../roles/present-group.ts';
import { inexistentRole } from '../../roles/role-id.ts';
import { validate } from '../../validate.ts';
import { readKnownUserId } from '../user-id.ts';

const SourceGroupsQuery = z.object({
  role_id: z.string().describe('ID of the role to get source groups for.'),
});

/** `GET /users/{id}/effective-roles`. @see https://auth0.com/docs/api/management/v2/users/get-user-effective-roles */
export const getEffectiveRoles: Endpoint = {
  method: 'get',
  path: '/users/:id/effective-roles',
  summary: 'Lists the roles for a user with sources: directly assigned or through group membership.',
  scopes: ['read:user_effective_roles'],
  handle: async ({ db }, { params, query }) => {
    const slice = readCheckpoint(query);
    const userId = await readKnownUserId(db, params);
    const found = await listEffectiveRoles(db, userId, slice);
    return answerList('roles', slice, found, ({ name }) => name);
  },
};

/** `GET /users/{id}/effective-roles/sources/groups`. @see https://auth0.com/docs/api/management/v2/users/get-user-role-source-groups */
export const getRoleSourceGroups: Endpoint = {
  method: 'get',
  path: '/users/:id/effective-roles/sources/groups',
  summary: "Get a user's role source groups",
  scopes: ['read:user_role_source_groups'],
  handle: async ({ db }, { params, query }) => {
    const slice = readCheckpoint(query);
    const { role_id } = validate('Query', SourceGroupsQuery, query);
    const userId = await readKnownUserId(db, params);
    if ((await findRole(db, role_id)) === undefined) throw inexistentRole();
    const found = await listRoleSourceGroups(db, userId, role_id, slice);
    return answerList('groups', slice, found, ({ id }) => id, presentGroup);
  },
};
