import { listRolePermissions, removePermissions } from '../../store/permissions.ts';
import { lockRole } from '../../store/roles.ts';
import type { Endpoint } from '../endpoint.ts';
import { ENTITY_LIMITS } from '../limits.ts';
import { answerList, readOffset } from '../paging.ts';
import { givePermissions, permissionsBody } from '../permission-names.ts';
import { validate } from '../validate.ts';
import { readRole } from './role-id.ts';

const Body = permissionsBody('array of resource_server_identifier, permission_name pairs.');

/** `GET /roles/{id}/permissions`. @see https://auth0.com/docs/api/management/v2/roles/get-role-permission */
export const getRolePermissions: Endpoint = {
  method: 'get',
  path: '/roles/:id/permissions',
  summary: 'Get permissions granted by role',
  scopes: ['read:roles'],
  handle: async ({ db }, { params, query }) => {
    const slice = readOffset(query);
    const { id } = await readRole(db, params);
    const found = await listRolePermissions(db, id, slice);
    return answerList('permissions', slice, found, ({ permission_name }) => permission_name);
  },
};

/** `POST /roles/{id}/permissions`. @see https://auth0.com/docs/api/management/v2/roles/post-role-permission-assignment */
export const addRolePermissions: Endpoint = {
  method: 'post',
  path: '/roles/:id/permissions',
  summary: 'Associate permissions with a role',
  scopes: ['update:roles'],
  handle: async ({ db }, { params, body }) => {
    const { permissions } = validate('Payload', Body, body);
    await db.transaction().execute(async (transaction) => {
      const { id } = await readRole(transaction, params, lockRole);
      await givePermissions(transaction, { kind: 'role', id }, permissions, ENTITY_LIMITS.permissionsOfRole);
    });
    return { status: 201, body: {} };
  },
};

/** `DELETE /roles/{id}/permissions`. @see https://auth0.com/docs/api/management/v2/roles/delete-role-permission-assignment */
export const deleteRolePermissions: Endpoint = {
  method: 'delete',
  path: '/roles/:id/permissions',
  summary: 'Remove permissions from a role',
  scopes: ['update:roles'],
  handle: async ({ db }, { params, body }) => {
    const { permissions } = validate('Payload', Body, body);
    await db.transaction().execute(async (transaction) => {
      const { id } = await readRole(transaction, params, lockRole);
      await removePermissions(transaction, { kind: 'role', id }, permissions);
    });
    return { status: 204 };
  },
};
