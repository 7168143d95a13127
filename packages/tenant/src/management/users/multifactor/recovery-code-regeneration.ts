import { replaceRecoveryCode } from '../../../factors/recovery-code.ts';
import { hasFactor, listAuthenticationMethods } from '../../../store/authentication-methods.ts';
import { lockUser } from '../../../store/users.ts';
import type { Endpoint } from '../../endpoint.ts';
import { enrollmentNotFound } from '../../guardian/enrollment-not-found.ts';
import { readKnownUserId } from '../user-id.ts';

/** `POST /users/{id}/recovery-code-regeneration`: the only time the code is shown. @see https://auth0.com/docs/api/management/v2/users/post-recovery-code-regeneration */
export const regenerateRecoveryCode: Endpoint = {
  method: 'post',
  path: '/users/:id/recovery-code-regeneration',
  summary: 'Generate New Multi-factor Authentication (MFA) Recovery Code',
  scopes: ['update:users'],
  handle: async ({ db }, { params }) => {
    const recovery_code = await db.transaction().execute(async (transaction) => {
      const userId = await readKnownUserId(transaction, params, lockUser);
      const methods = await listAuthenticationMethods(transaction, userId);
      const hasCode = methods.some(({ type }) => type === 'recovery-code');
      if (!hasCode && !hasFactor(methods)) throw enrollmentNotFound();
      return replaceRecoveryCode(transaction, userId);
    });
    return { status: 200, body: { recovery_code } };
  },
};
