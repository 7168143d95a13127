import type { ManagementClient } from 'auth0';
import { newUser, type SdkCalls } from './call.ts';

const TOTP_SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';

/** A new user with an authenticator app. */
async function enrolledUser(sdk: ManagementClient): Promise<{ user_id: string; methodId: string }> {
  const { user_id } = await newUser(sdk);
  const { id = '' } = await sdk.users.authenticationMethods.create(user_id, {
    type: 'totp',
    name: 'App',
    totp_secret: TOTP_SECRET,
  });
  return { user_id, methodId: id };
}

/** What users prove themselves with, and enrolments in it. */
export const FACTOR_CALLS: SdkCalls = {
  'GET /users/{id}/authentication-methods': async (sdk) =>
    sdk.users.authenticationMethods.list((await enrolledUser(sdk)).user_id),
  'POST /users/{id}/authentication-methods': (sdk) => enrolledUser(sdk),
  'PUT /users/{id}/authentication-methods': async (sdk) =>
    sdk.users.authenticationMethods.set((await enrolledUser(sdk)).user_id, [
      { type: 'email', email: 'factor@example.com' },
      { type: 'phone', phone_number: '+15005550006', preferred_authentication_method: 'voice' },
      { type: 'totp', totp_secret: TOTP_SECRET },
    ]),
  'DELETE /users/{id}/authentication-methods': async (sdk) =>
    sdk.users.authenticationMethods.deleteAll((await enrolledUser(sdk)).user_id),
  'GET /users/{id}/authentication-methods/{authentication_method_id}': async (sdk) => {
    const { user_id, methodId } = await enrolledUser(sdk);
    return sdk.users.authenticationMethods.get(user_id, methodId);
  },
  'PATCH /users/{id}/authentication-methods/{authentication_method_id}': async (sdk) => {
    const { user_id, methodId } = await enrolledUser(sdk);
    return sdk.users.authenticationMethods.update(user_id, methodId, { name: 'Other app' });
  },
  'DELETE /users/{id}/authentication-methods/{authentication_method_id}': async (sdk) => {
    const { user_id, methodId } = await enrolledUser(sdk);
    return sdk.users.authenticationMethods.delete(user_id, methodId);
  },
  'DELETE /users/{id}/authenticators': async (sdk) =>
    sdk.users.authenticators.deleteAll((await enrolledUser(sdk)).user_id),
  'GET /users/{id}/enrollments': async (sdk) => sdk.users.enrollments.get((await enrolledUser(sdk)).user_id),
  'DELETE /users/{id}/multifactor/{provider}': async (sdk) =>
    sdk.users.multifactor.deleteProvider((await enrolledUser(sdk)).user_id, 'google-authenticator'),
  'POST /users/{id}/multifactor/actions/invalidate-remember-browser': async (sdk) =>
    sdk.users.multifactor.invalidateRememberBrowser((await enrolledUser(sdk)).user_id),
  'POST /users/{id}/recovery-code-regeneration': async (sdk) =>
    sdk.users.regenerateRecoveryCode((await enrolledUser(sdk)).user_id),
  'POST /users/{id}/risk-assessments/clear': async (sdk) =>
    sdk.users.riskAssessments.clear((await newUser(sdk)).user_id, {
      connection: 'Username-Password-Authentication',
      assessors: ['new-device'],
    }),
  'POST /guardian/enrollments/ticket': async (sdk) =>
    sdk.guardian.enrollments.createTicket({ user_id: (await newUser(sdk)).user_id, send_mail: true }),
  'GET /guardian/enrollments/{id}': async (sdk) =>
    sdk.guardian.enrollments.get(deviceOf(await enrolledUser(sdk))),
  'DELETE /guardian/enrollments/{id}': async (sdk) =>
    sdk.guardian.enrollments.delete(deviceOf(await enrolledUser(sdk))),
};

function deviceOf({ methodId }: { methodId: string }): string {
  return methodId.slice(methodId.indexOf('|') + 1);
}
