import { z } from 'zod';
import { findUser, findUsersByEmail } from '../../store/users.ts';
import type { Endpoint } from '../endpoint.ts';
import { project, readProjection } from '../fields.ts';
import { booleanParameter, validate } from '../validate.ts';
import { assertAnyUser } from './any-user.ts';
import { withProviderTokens } from './provider-tokens.ts';
import { USER_FIELDS } from './user-fields.ts';
import { inexistentUser, readUserId } from './user-id.ts';

const PROJECTION = {
  fields: z
    .string()
    .optional()
    .describe(
      'Comma-separated list of fields to include or exclude (based on value provided for include_fields) in the result. Leave empty to retrieve all fields.',
    ),
  include_fields: booleanParameter('Whether specified fields are to be included (true) or excluded (false).'),
};
const ReadParameters = z.object(PROJECTION);
const ByEmailParameters = z.object({
  ...PROJECTION,
  email: z.email().describe('Email address to search for (case-sensitive).'),
});

/** `GET /users/{id}`: immediately consistent. @see https://auth0.com/docs/api/management/v2/users/get-users-by-id */
export const getUser: Endpoint = {
  method: 'get',
  path: '/users/:id',
  summary: 'Get a User',
  scopes: ['read:users', 'read:current_user', 'read:user_idp_tokens'],
  handle: async ({ db }, { params, query, scopes }) => {
    const userId = readUserId(params);
    const { fields, include_fields } = validate('Query', ReadParameters, query);
    const projection = readProjection(fields, include_fields, USER_FIELDS);
    assertAnyUser(scopes, 'read:users', 'read:user_idp_tokens');
    const found = await findUser(db, userId);
    if (found === undefined) throw inexistentUser();
    const [user = found] = await withProviderTokens(db, [found], scopes);
    return { status: 200, body: project(user, projection) };
  },
};

/** `GET /users-by-email`: exact and case-sensitive, always an array. @see https://auth0.com/docs/api/management/v2/users-by-email/get-users-by-email */
export const listUsersByEmail: Endpoint = {
  method: 'get',
  path: '/users-by-email',
  summary: 'Search Users by Email',
  scopes: ['read:users'],
  handle: async ({ db }, { query, scopes }) => {
    const { email, fields, include_fields } = validate('Query', ByEmailParameters, query);
    const projection = readProjection(fields, include_fields, USER_FIELDS);
    const users = await withProviderTokens(db, await findUsersByEmail(db, email), scopes);
    return { status: 200, body: users.map((user) => project(user, projection)) };
  },
};
