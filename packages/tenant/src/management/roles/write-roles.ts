import { z } from 'zod';
import { newId } from '../../store/ids.ts';
import type { Database } from '../../store/open.ts';
import { countRoles, insertRole, lockRole, removeRole, type Role, saveRole } from '../../store/roles.ts';
import type { Endpoint } from '../endpoint.ts';
import { ENTITY_LIMITS, tooManyEntities } from '../limits.ts';
import { ManagementError } from '../management-error.ts';
import { validate } from '../validate.ts';
import { inexistentRole, readRole } from './role-id.ts';

const CreateBody = z.strictObject({
  name: z.string().min(1).describe('Name of the role.'),
  description: z.string().exactOptional().describe('Description of the role.'),
});
const UpdateBody = z.strictObject({
  name: z.string().min(1).exactOptional().describe('Name of this role.'),
  description: z.string().exactOptional().describe('Description of this role.'),
});

/** `POST /roles`: 200, not 201. @see https://auth0.com/docs/api/management/v2/roles/post-roles */
export const createRole: Endpoint = {
  method: 'post',
  path: '/roles',
  summary: 'Create a role',
  scopes: ['create:roles'],
  handle: async ({ db }, { body }) => {
    const { name, description = '' } = validate('Payload', CreateBody, body);
    return { status: 200, body: await addRole(db, name, description) };
  },
};

/**
 * A new role of the tenant.
 * @throws {ManagementError} 409 when the name is taken, 403 when there are too many roles.
 */
export async function addRole(db: Database, name: string, description: string): Promise<Role> {
  const role = { id: newId('rol'), name, description };
  await db
    .transaction()
    .execute(async (transaction) => {
      await insertRole(transaction, role);
      if ((await countRoles(transaction)) > ENTITY_LIMITS.rolesOfTenant) throw tooManyEntities('this tenant');
    })
    .catch(translateDuplicate);
  return role;
}

/** `PATCH /roles/{id}`. @see https://auth0.com/docs/api/management/v2/roles/patch-roles-by-id */
export const updateRole: Endpoint = {
  method: 'patch',
  path: '/roles/:id',
  summary: 'Update a role',
  scopes: ['update:roles'],
  handle: async ({ db }, { params, body }) => {
    const sent = validate('Payload', UpdateBody, body);
    const role = await db
      .transaction()
      .execute(async (transaction) => {
        const changed = { ...(await readRole(transaction, params, lockRole)), ...sent };
        await saveRole(transaction, changed);
        return changed;
      })
      .catch(translateDuplicate);
    return { status: 200, body: role };
  },
};

/** `DELETE /roles/{id}`: everybody who has the role loses it. @see https://auth0.com/docs/api/management/v2/roles/delete-roles-by-id */
export const deleteRole: Endpoint = {
  method: 'delete',
  path: '/roles/:id',
  summary: 'Delete a role',
  scopes: ['delete:roles'],
  handle: async ({ db }, { params }) => {
    const removed = await db
      .transaction()
      .execute((transaction) => removeRole(transaction, params['id'] ?? ''));
    if (!removed) throw inexistentRole();
    return { status: 200, body: {} };
  },
};

/** @throws {ManagementError} 409 for the database's refusal of a second role with a name; any other error as it is. */
function translateDuplicate(error: unknown): never {
  if (error instanceof Error && 'code' in error && error.code === '23505') {
    throw new ManagementError(409, 'The role already exists.');
  }
  throw error;
}
