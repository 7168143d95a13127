import { z } from 'zod';
import { listEffectivePermissions, listPermissionSourceRoles } from '../../../store/effective-access.ts';
import type { Endpoint } from '../../endpoint.ts';
import { answerList, readCheckpoint } from '../../paging.ts';
import { validate } from '../../validate.ts';
import { readKnownUserId } from '../user-id.ts';

const RESOURCE_SERVER = {
  resource_server_identifier: z
    .string()
    .min(1)
    .max(600)
    .describe('The identifier of the resource server for which to calculate user permissions.'),
};
const PermissionsQuery = z.object(RESOURCE_SERVER);
const SourceRolesQuery = z.object({
  ...RESOURCE_SERVER,
  permission_name: z.string().min(1).max(280).describe('Name of this permission'),
});

/** `GET /users/{id}/effective-permissions`. @see https://auth0.com/docs/api/management/v2/users/get-user-effective-permissions */
export const getEffectivePermissions: Endpoint = {
  method: 'get',
  path: '/users/:id/effective-permissions',
  summary: 'Lists the permissions assigned to a user directly or through roles or groups.',
  scopes: ['read:user_effective_permissions'],
  handle: async ({ db }, { params, query }) => {
    const slice = readCheckpoint(query);
    const { resource_server_identifier } = validate('Query', PermissionsQuery, query);
    const userId = await readKnownUserId(db, params);
    const found = await listEffectivePermissions(db, userId, resource_server_identifier, slice);
    return answerList('permissions', slice, found, ({ permission_name }) => permission_name);
  },
};

/** `GET /users/{id}/effective-permissions/sources/effective-roles`. @see https://auth0.com/docs/api/management/v2/users/get-user-effective-permission-role-sources */
export const getPermissionSourceRoles: Endpoint = {
  method: 'get',
  path: '/users/:id/effective-permissions/sources/effective-roles',
  summary: 'Lists the roles which grant the user a given permission (whether directly or through groups).',
  scopes: ['read:user_permission_source_roles'],
  handle: async ({ db }, { params, query }) => {
    const slice = readCheckpoint(query);
    const { resource_server_identifier, permission_name } = validate('Query', SourceRolesQuery, query);
    const userId = await readKnownUserId(db, params);
    const found = await listPermissionSourceRoles(
      db,
      userId,
      resource_server_identifier,
      permission_name,
      slice,
    );
    return answerList('roles', slice, found, ({ name }) => name);
  },
};
