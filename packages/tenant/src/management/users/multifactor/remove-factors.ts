import {
  type AuthenticationMethod,
  forgetBrowsers,
  listAuthenticationMethods,
  removeAuthenticationMethods,
} from '../../../store/authentication-methods.ts';
import { lockUser } from '../../../store/users.ts';
import type { Endpoint } from '../../endpoint.ts';
import { ManagementError } from '../../management-error.ts';
import { logFactors } from '../authentication-methods/log-factor.ts';
import { readKnownUserId, readUserId } from '../user-id.ts';

/** `DELETE /users/{id}/authenticators`: everything that a second step of a sign-in asks for; passkeys stay. @see https://auth0.com/docs/api/management/v2/users/delete-authenticators */
export const deleteAuthenticators: Endpoint = {
  method: 'delete',
  path: '/users/:id/authenticators',
  summary: 'Delete All Authenticators',
  scopes: ['delete:guardian_enrollments'],
  handle: async ({ db }, request) => {
    const userId = readUserId(request.params);
    await db.transaction().execute(async (transaction) => {
      const methods = await listAuthenticationMethods(transaction, userId);
      const removed = methods.filter(({ type }) => type !== 'passkey');
      await removeAuthenticationMethods(transaction, removed);
      await logFactors(transaction, 'gd_unenroll', request, removed);
    });
    return { status: 204 };
  },
};

const PROVIDERS = new Map<string, (method: AuthenticationMethod) => boolean>([
  ['google-authenticator', ({ type }) => type === 'totp'],
  // Duo keeps its enrolments to itself: here is nothing that could be left of one.
  ['duo', () => false],
]);

/** `DELETE /users/{id}/multifactor/{provider}`. @see https://auth0.com/docs/api/management/v2/users/delete-multifactor-by-provider */
export const deleteProvider: Endpoint = {
  method: 'delete',
  path: '/users/:id/multifactor/:provider',
  summary: "Delete a User's Multi-factor Provider",
  scopes: ['update:users'],
  handle: async ({ db }, request) => {
    const provider = request.params['provider'] ?? '';
    const isOf = PROVIDERS.get(provider);
    if (isOf === undefined) {
      throw new ManagementError(
        400,
        `Path validation error: 'No enum match for: ${provider}' on property provider (The multi-factor provider. Supported values 'duo' or 'google-authenticator').`,
        'invalid_uri',
      );
    }
    await db.transaction().execute(async (transaction) => {
      const userId = await readKnownUserId(transaction, request.params, lockUser);
      const removed = (await listAuthenticationMethods(transaction, userId)).filter(isOf);
      await removeAuthenticationMethods(transaction, removed);
      await logFactors(transaction, 'gd_unenroll', request, removed);
    });
    return { status: 204 };
  },
};

/** `POST /users/{id}/multifactor/actions/invalidate-remember-browser`. @see https://auth0.com/docs/api/management/v2/users/post-invalidate-remember-browser */
export const invalidateRememberBrowser: Endpoint = {
  method: 'post',
  path: '/users/:id/multifactor/actions/invalidate-remember-browser',
  summary: 'Invalidate All Remembered Browsers for Multi-factor Authentication (MFA)',
  scopes: ['update:users'],
  handle: async ({ db }, { params }) => {
    await db.transaction().execute(async (transaction) => {
      await forgetBrowsers(transaction, await readKnownUserId(transaction, params, lockUser));
    });
    return { status: 204 };
  },
};
