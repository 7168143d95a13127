import {
  type AuthenticationMethod,
  listAuthenticationMethods,
} from '../../../store/authentication-methods.ts';
import type { JsonObject } from '../../../store/schema.ts';
import type { Endpoint } from '../../endpoint.ts';
import { assertAnyUser } from '../any-user.ts';
import { maskPhone } from '../authentication-methods/present.ts';
import { readKnownUserId } from '../user-id.ts';

/** What Guardian called its factors before there were authentication methods; it has no word for e-mail. */
const AUTH_METHODS = new Map<string, string>([
  ['totp', 'authenticator'],
  ['push', 'guardian'],
  ['phone', 'sms'],
  ['webauthn-roaming', 'webauthn-roaming'],
  ['webauthn-platform', 'webauthn-platform'],
]);

/** `GET /users/{id}/enrollments`: the first that is confirmed, in an array of one. @see https://auth0.com/docs/api/management/v2/users/get-enrollments */
export const listEnrollments: Endpoint = {
  method: 'get',
  path: '/users/:id/enrollments',
  summary: 'Get the First Confirmed Multi-factor Authentication (MFA) Enrollment',
  scopes: ['read:users', 'read:current_user'],
  handle: async ({ db }, { params, scopes }) => {
    assertAnyUser(scopes, 'read:users');
    const methods = await listAuthenticationMethods(db, await readKnownUserId(db, params));
    const first = methods.find(({ type, confirmed }) => confirmed && AUTH_METHODS.has(type));
    return { status: 200, body: first === undefined ? [] : [{ ...enrollmentOf(first), ...typeOf(first) }] };
  },
};

/** A factor as Guardian shows an enrolment. */
export function enrollmentOf({
  id,
  confirmed,
  details,
  created_at,
  last_auth_at,
}: AuthenticationMethod): JsonObject {
  const { phone_number } = details;
  return {
    id,
    status: confirmed ? 'confirmed' : 'pending',
    ...(typeof phone_number === 'string' ? { phone_number: maskPhone(phone_number) } : {}),
    ...(confirmed ? { enrolled_at: created_at.toISOString() } : {}),
    ...(last_auth_at === null ? {} : { last_auth: last_auth_at.toISOString() }),
  };
}

function typeOf({ type, name }: AuthenticationMethod): JsonObject {
  const auth_method = AUTH_METHODS.get(type) ?? type;
  return { type: auth_method, auth_method, ...(name === null ? {} : { name }) };
}
