import {
  type AuthenticationMethod,
  findFactor,
  removeAuthenticationMethods,
} from '../../store/authentication-methods.ts';
import type { Database } from '../../store/open.ts';
import type { Endpoint } from '../endpoint.ts';
import { logFactors } from '../users/authentication-methods/log-factor.ts';
import { enrollmentOf } from '../users/multifactor/enrollments.ts';
import { enrollmentNotFound } from './enrollment-not-found.ts';

/** `GET /guardian/enrollments/{id}`: a `dev_…` id, without the type. @see https://auth0.com/docs/api/management/v2/guardian/get-enrollments-by-id */
export const getEnrollment: Endpoint = {
  method: 'get',
  path: '/guardian/enrollments/:id',
  summary: 'Get a multi-factor authentication enrollment',
  scopes: ['read:guardian_enrollments'],
  handle: async ({ db }, { params }) => {
    return { status: 200, body: enrollmentOf(await pickFactor(db, params)) };
  },
};

/** `DELETE /guardian/enrollments/{id}`. @see https://auth0.com/docs/api/management/v2/guardian/delete-enrollments-by-id */
export const deleteEnrollment: Endpoint = {
  method: 'delete',
  path: '/guardian/enrollments/:id',
  summary: 'Delete a multi-factor authentication enrollment',
  scopes: ['delete:guardian_enrollments'],
  handle: async ({ db }, request) => {
    const userId = await db.transaction().execute(async (transaction) => {
      const factor = await pickFactor(transaction, request.params);
      await removeAuthenticationMethods(transaction, [factor]);
      await logFactors(transaction, 'gd_unenroll', request, [factor]);
      return factor.user_id;
    });
    return { status: 204, userId };
  },
};

async function pickFactor(
  db: Database,
  params: Readonly<Record<string, string>>,
): Promise<AuthenticationMethod> {
  const factor = await findFactor(db, params['id'] ?? '');
  if (factor === undefined) throw enrollmentNotFound();
  return factor;
}
