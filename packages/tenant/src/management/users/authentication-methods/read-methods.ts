import { z } from 'zod';
import {
  type AuthenticationMethod,
  listAuthenticationMethods,
} from '../../../store/authentication-methods.ts';
import type { Endpoint } from '../../endpoint.ts';
import { ManagementError } from '../../management-error.ts';
import { answerList, pagingParameters, sliceArray } from '../../paging.ts';
import { validate } from '../../validate.ts';
import { readKnownUserId } from '../user-id.ts';
import { presentMethod } from './present.ts';

const ListQuery = z.object(pagingParameters(0, 50));

/** `GET /users/{id}/authentication-methods`. @see https://auth0.com/docs/api/management/v2/users/get-authentication-methods */
export const listMethods: Endpoint = {
  method: 'get',
  path: '/users/:id/authentication-methods',
  summary: 'Get a list of authentication methods',
  scopes: ['read:authentication_methods'],
  handle: async ({ db }, { params, query }) => {
    const userId = await readKnownUserId(db, params);
    const { page = 0, per_page = 50, include_totals = false } = validate('Query', ListQuery, query);
    const methods = await listAuthenticationMethods(db, userId);
    const slice = {
      kind: 'offset',
      offset: page * per_page,
      limit: per_page,
      includeTotals: include_totals,
    } as const;
    if (include_totals && methods.length === 0) {
      // Auth0 was recorded to leave the total out here, and only here.
      return { status: 200, body: { authenticators: [], start: slice.offset, limit: slice.limit } };
    }
    return answerList(
      'authenticators',
      slice,
      sliceArray(methods, slice, ({ id }) => id),
      ({ id }) => id,
      presentMethod,
    );
  },
};

/** `GET /users/{id}/authentication-methods/{authentication_method_id}`. @see https://auth0.com/docs/api/management/v2/users/get-authentication-methods-by-authentication-method-id */
export const getMethod: Endpoint = {
  method: 'get',
  path: '/users/:id/authentication-methods/:authentication_method_id',
  summary: 'Get an authentication method by ID',
  scopes: ['read:authentication_methods'],
  handle: async ({ db }, { params }) => {
    const methods = await listAuthenticationMethods(db, await readKnownUserId(db, params));
    return { status: 200, body: presentMethod(pickMethod(methods, params)) };
  },
};

/**
 * The method that a path names among those of its user.
 * @throws {ManagementError} 404 when it is not there.
 */
export function pickMethod(
  methods: readonly AuthenticationMethod[],
  params: Readonly<Record<string, string>>,
): AuthenticationMethod {
  const method = methods.find(({ type, id }) => `${type}|${id}` === params['authentication_method_id']);
  if (method !== undefined) return method;
  throw new ManagementError(404, 'The authentication method could not be found.');
}
