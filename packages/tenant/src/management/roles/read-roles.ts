import { z } from 'zod';
import { listRoles } from '../../store/roles.ts';
import type { Endpoint } from '../endpoint.ts';
import { answerList, readOffset } from '../paging.ts';
import { validate } from '../validate.ts';
import { readRole } from './role-id.ts';

const Filter = z.object({
  name_filter: z.string().optional().describe('Optional filter on name (case-insensitive).'),
});

/** `GET /roles`. @see https://auth0.com/docs/api/management/v2/roles/get-roles */
export const getRoles: Endpoint = {
  method: 'get',
  path: '/roles',
  summary: 'Get roles',
  scopes: ['read:roles'],
  handle: async ({ db }, { query }) => {
    const slice = readOffset(query);
    const { name_filter } = validate('Query', Filter, query);
    const found = await listRoles(db, name_filter, slice);
    return answerList('roles', slice, found, ({ name }) => name);
  },
};

/** `GET /roles/{id}`. @see https://auth0.com/docs/api/management/v2/roles/get-roles-by-id */
export const getRole: Endpoint = {
  method: 'get',
  path: '/roles/:id',
  summary: 'Get a role',
  scopes: ['read:roles'],
  handle: async ({ db }, { params }) => ({ status: 200, body: await readRole(db, params) }),
};
