import { listUserPermissions, removePermissions } from '../../../store/permissions.ts';
import { lockUser } from '../../../store/users.ts';
import type { Endpoint } from '../../endpoint.ts';
import { ENTITY_LIMITS } from '../../limits.ts';
import { answerList, readOffset } from '../../paging.ts';
import { givePermissions, permissionsBody } from '../../permission-names.ts';
import { validate } from '../../validate.ts';
import { readKnownUserId } from '../user-id.ts';

const AssignBody = permissionsBody('List of permissions to add to this user.');
const RemoveBody = permissionsBody('List of permissions to remove from this user.');

/** `GET /users/{id}/permissions`: direct ones and those of roles. @see https://auth0.com/docs/api/management/v2/users/get-permissions */
export const getUserPermissions: Endpoint = {
  method: 'get',
  path: '/users/:id/permissions',
  summary: "Get a User's Permissions",
  scopes: ['read:users'],
  handle: async ({ db }, { params, query }) => {
    const slice = readOffset(query);
    const userId = await readKnownUserId(db, params);
    const found = await listUserPermissions(db, userId, slice);
    return answerList('permissions', slice, found, ({ permission_name }) => permission_name);
  },
};

/** `POST /users/{id}/permissions`. @see https://auth0.com/docs/api/management/v2/users/post-permissions */
export const assignUserPermissions: Endpoint = {
  method: 'post',
  path: '/users/:id/permissions',
  summary: 'Assign Permissions to a User',
  scopes: ['update:users'],
  handle: async ({ db }, { params, body }) => {
    const { permissions } = validate('Payload', AssignBody, body);
    await db.transaction().execute(async (transaction) => {
      const id = await readKnownUserId(transaction, params, lockUser);
      await givePermissions(transaction, { kind: 'user', id }, permissions, ENTITY_LIMITS.permissionsOfUser);
    });
    return { status: 201, body: {} };
  },
};

/** `DELETE /users/{id}/permissions`: those of roles stay. @see https://auth0.com/docs/api/management/v2/users/delete-permissions */
export const deleteUserPermissions: Endpoint = {
  method: 'delete',
  path: '/users/:id/permissions',
  summary: 'Remove Permissions from a User',
  scopes: ['update:users'],
  handle: async ({ db }, { params, body }) => {
    const { permissions } = validate('Payload', RemoveBody, body);
    await db.transaction().execute(async (transaction) => {
      const id = await readKnownUserId(transaction, params, lockUser);
      await removePermissions(transaction, { kind: 'user', id }, permissions);
    });
    return { status: 204 };
  },
};
