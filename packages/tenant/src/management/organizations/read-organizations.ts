import { z } from 'zod';
import {
  findOrganizationByName,
  listOrganizations,
  listUserOrganizations,
  type OrganizationOrder,
} from '../../store/organizations.ts';
import type { Endpoint } from '../endpoint.ts';
import { answerList, readOffset, readSlice } from '../paging.ts';
import { readKnownUserId } from '../users/user-id.ts';
import { validate } from '../validate.ts';
import { inexistentOrganization, readOrganization } from './organization-id.ts';
import { presentOrganization } from './present-organization.ts';

const SCOPES = ['read:organizations', 'read:organizations_summary'] as const;
const SortQuery = z.object({
  sort: z
    .stringFormat('sort', /^(?:name|display_name|created_at):-?1$/u)
    .optional()
    .describe('Field to sort by. Use field:order where order is 1 for ascending and -1 for descending.'),
});
const NameParams = z.object({
  name: z.string().min(1).max(50).describe('name of the organization to retrieve.'),
});

/** `GET /organizations`, in either style of paging. @see https://auth0.com/docs/api/management/v2/organizations/get-organizations */
export const getOrganizations: Endpoint = {
  method: 'get',
  path: '/organizations',
  summary: 'Get organizations',
  scopes: SCOPES,
  handle: async ({ db }, { query, scopes }) => {
    const slice = readSlice(query);
    const { sort } = validate('Query', SortQuery, query);
    // Checkpoints follow one order only.
    const order = sort === undefined || slice.kind === 'checkpoint' ? undefined : readOrder(sort);
    const found = await listOrganizations(db, slice, order);
    return answerList(
      'organizations',
      slice,
      found,
      ({ name }) => name,
      (organization) => presentOrganization(organization, scopes),
    );
  },
};

function readOrder(sort: string): OrganizationOrder {
  const [field, direction] = sort.split(':');
  return {
    field: field === 'display_name' || field === 'created_at' ? field : 'name',
    descending: direction === '-1',
  };
}

/** `GET /organizations/name/{name}`. @see https://auth0.com/docs/api/management/v2/organizations/get-name-by-name */
export const getOrganizationByName: Endpoint = {
  method: 'get',
  path: '/organizations/name/:name',
  summary: 'Get organization by name',
  scopes: ['read:organizations'],
  handle: async ({ db }, { params, scopes }) => {
    const { name } = validate('Path', NameParams, params);
    const organization = await findOrganizationByName(db, name);
    if (organization === undefined) throw inexistentOrganization();
    return { status: 200, body: presentOrganization(organization, scopes) };
  },
};

/** `GET /organizations/{id}`. @see https://auth0.com/docs/api/management/v2/organizations/get-organizations-by-id */
export const getOrganization: Endpoint = {
  method: 'get',
  path: '/organizations/:id',
  summary: 'Get organization',
  scopes: SCOPES,
  handle: async ({ db }, { params, scopes }) => ({
    status: 200,
    body: presentOrganization(await readOrganization(db, params), scopes),
  }),
};

/** `GET /users/{id}/organizations`. @see https://auth0.com/docs/api/management/v2/users/get-user-organizations */
export const getUserOrganizations: Endpoint = {
  method: 'get',
  path: '/users/:id/organizations',
  summary: "List user's organizations",
  scopes: ['read:organizations', 'read:users'],
  handle: async ({ db }, { params, query, scopes }) => {
    const slice = readOffset(query);
    const userId = await readKnownUserId(db, params);
    const found = await listUserOrganizations(db, userId, slice);
    return answerList(
      'organizations',
      slice,
      found,
      ({ name }) => name,
      (organization) => presentOrganization(organization, scopes),
    );
  },
};
