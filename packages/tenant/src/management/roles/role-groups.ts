import { z } from 'zod';
import { addRoleGroups, knownGroups, listRoleGroups, removeRoleGroups } from '../../store/groups.ts';
import { lockRole } from '../../store/roles.ts';
import type { Endpoint } from '../endpoint.ts';
import { ManagementError } from '../management-error.ts';
import { answerList, readCheckpoint } from '../paging.ts';
import { validate } from '../validate.ts';
import { presentGroup } from './present-group.ts';
import { readRole } from './role-id.ts';

const GroupIds = z.array(z.string().regex(/^grp_[1-9a-km-zA-HJ-NP-Z]{14,22}$/u)).min(1);
const AssignBody = z.strictObject({ groups: GroupIds.describe('Array of group IDs to assign to the role.') });
const RemoveBody = z.strictObject({
  groups: GroupIds.describe('Array of group IDs to remove from the role.'),
});

/** `GET /roles/{id}/groups`. @see https://auth0.com/docs/api/management/v2/roles/get-role-groups */
export const getRoleGroups: Endpoint = {
  method: 'get',
  path: '/roles/:id/groups',
  summary: "Get a role's groups",
  scopes: ['read:group_roles'],
  handle: async ({ db }, { params, query }) => {
    const slice = readCheckpoint(query);
    const { id } = await readRole(db, params);
    const found = await listRoleGroups(db, id, slice);
    return answerList('groups', slice, found, (group) => group.id, presentGroup);
  },
};

/** `POST /roles/{id}/groups`. @see https://auth0.com/docs/api/management/v2/roles/post-role-groups */
export const assignRoleGroups: Endpoint = {
  method: 'post',
  path: '/roles/:id/groups',
  summary: 'Assign groups to a role',
  scopes: ['create:group_roles'],
  handle: async ({ db }, { params, body }) => {
    const { groups } = validate('Payload', AssignBody, body);
    await db.transaction().execute(async (transaction) => {
      const { id } = await readRole(transaction, params, lockRole);
      const known = await knownGroups(transaction, groups);
      if (!groups.every((group) => known.has(group))) {
        throw new ManagementError(404, 'The group does not exist.');
      }
      await addRoleGroups(transaction, id, groups);
    });
    return { status: 204 };
  },
};

/** `DELETE /roles/{id}/groups`. @see https://auth0.com/docs/api/management/v2/roles/delete-role-groups */
export const deleteRoleGroups: Endpoint = {
  method: 'delete',
  path: '/roles/:id/groups',
  summary: 'Remove groups from a role',
  scopes: ['delete:group_roles'],
  handle: async ({ db }, { params, body }) => {
    const { groups } = validate('Payload', RemoveBody, body);
    await db.transaction().execute(async (transaction) => {
      const { id } = await readRole(transaction, params, lockRole);
      await removeRoleGroups(transaction, id, groups);
    });
    return { status: 204 };
  },
};
