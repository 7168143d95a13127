import { z } from 'zod';
import { listUserRoles, removeUserRoles } from '../../../store/user-roles.ts';
import { lockUser } from '../../../store/users.ts';
import type { Endpoint } from '../../endpoint.ts';
import { answerList, readOffset } from '../../paging.ts';
import { validate } from '../../validate.ts';
import { readKnownUserId, readUserId } from '../user-id.ts';
import { giveRoles } from './give-roles.ts';

const RoleIds = z.array(z.string().min(1)).min(1);
const AssignBody = z.strictObject({
  roles: RoleIds.describe('List of roles IDs to associated with the user.'),
});
const RemoveBody = z.strictObject({
  roles: RoleIds.describe('List of roles IDs to remove from the user.'),
});

/** `GET /users/{id}/roles`: without the roles of groups and of organizations. @see https://auth0.com/docs/api/management/v2/users/get-user-roles */
export const getUserRoles: Endpoint = {
  method: 'get',
  path: '/users/:id/roles',
  summary: "Get a user's roles",
  scopes: ['read:users', 'read:roles', 'read:role_members'],
  needs: 'all',
  handle: async ({ db }, { params, query }) => {
    const slice = readOffset(query);
    const userId = await readKnownUserId(db, params);
    const found = await listUserRoles(db, userId, slice);
    return answerList('roles', slice, found, ({ name }) => name);
  },
};

/** `POST /users/{id}/roles`. @see https://auth0.com/docs/api/management/v2/users/post-user-roles */
export const assignUserRoles: Endpoint = {
  method: 'post',
  path: '/users/:id/roles',
  summary: 'Assign roles to a user',
  scopes: ['update:users', 'create:role_members'],
  handle: async ({ db }, { params, body }) => {
    const userId = readUserId(params);
    const { roles } = validate('Payload', AssignBody, body);
    await db.transaction().execute((transaction) => giveRoles(transaction, [userId], roles));
    return { status: 204 };
  },
};

/** `DELETE /users/{id}/roles`. @see https://auth0.com/docs/api/management/v2/users/delete-user-roles */
export const deleteUserRoles: Endpoint = {
  method: 'delete',
  path: '/users/:id/roles',
  summary: 'Removes roles from a user',
  scopes: ['update:users', 'delete:role_members'],
  handle: async ({ db }, { params, body }) => {
    const { roles } = validate('Payload', RemoveBody, body);
    await db.transaction().execute(async (transaction) => {
      const userId = await readKnownUserId(transaction, params, lockUser);
      await removeUserRoles(transaction, userId, roles);
    });
    return { status: 204 };
  },
};
