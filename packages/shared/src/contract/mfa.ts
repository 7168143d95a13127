import { z } from 'zod';
import { UserParams } from './profile.ts';
import type { Row } from './row.ts';

/**
 * What a user proves themselves with beside the password. Addresses and numbers are crossed out by Auth0
 * itself, and absent where the mask hides them.
 */
export const AuthenticationMethod = z.object({
  id: z.string(),
  /** `totp`, `phone`, `passkey`, …; one that Rollcall does not know is shown by this name. */
  type: z.string(),
  name: z.string().optional(),
  phone_number: z.string().optional(),
  email: z.string().optional(),
  confirmed: z.boolean().optional(),
  /** Of a phone: `sms` or `voice`. */
  preferred_authentication_method: z.string().optional(),
  created_at: z.string().optional(),
  enrolled_at: z.string().optional(),
  last_auth_at: z.string().optional(),
  /** Of a passkey: `single_device` or `multi_device`. */
  credential_device_type: z.string().optional(),
  /** Of a passkey: from which browser it was made. */
  user_agent: z.string().optional(),
  relying_party_identifier: z.string().optional(),
});
export type AuthenticationMethod = z.infer<typeof AuthenticationMethod>;

/** What an invitation can ask for. Source: Management API POST /api/v2/guardian/enrollments/ticket */
export const EnrollmentFactor = z.enum([
  'push-notification',
  'phone',
  'email',
  'otp',
  'webauthn-roaming',
  'webauthn-platform',
]);
export type EnrollmentFactor = z.infer<typeof EnrollmentFactor>;

const AuthenticationMethodParams = UserParams.extend({
  authenticationMethodId: z
    .string()
    .regex(/^[a-z-]{1,40}\|[A-Za-z0-9_-]{1,128}$/, 'is not the id of an authentication method'),
});

const resetting = { permission: 'mfa:reset', user: 'in-scope', ifMatch: 'accepted' } as const;

export const mfaRows = {
  listAuthenticationMethods: {
    method: 'GET',
    path: '/api/users/:userId/authentication-methods',
    permission: 'users:read',
    scopes: ['read:users', 'read:authentication_methods'],
    user: 'in-scope',
    params: UserParams,
    status: 200,
    response: z.object({
      authentication_methods: z.array(AuthenticationMethod),
      /** What is hidden of them: absent is then not the same as none. */
      masked: z.array(z.string()),
    }),
    problems: ['not_found'],
  },
  removeAuthenticationMethod: {
    ...resetting,
    method: 'DELETE',
    path: '/api/users/:userId/authentication-methods/:authenticationMethodId',
    scopes: ['read:users', 'read:authentication_methods', 'delete:authentication_methods'],
    audit: 'user.remove_authentication_method',
    stepUp: true,
    params: AuthenticationMethodParams,
    status: 204,
    problems: ['not_found', 'refused_by_tenant', 'conflict', 'outcome_unknown'],
  },
  removeAuthenticationMethods: {
    ...resetting,
    method: 'DELETE',
    path: '/api/users/:userId/authentication-methods',
    scopes: ['read:users', 'read:authentication_methods', 'delete:authentication_methods'],
    audit: 'user.remove_authentication_methods',
    stepUp: true,
    params: UserParams,
    status: 204,
    problems: ['not_found', 'refused_by_tenant', 'partly_saved', 'conflict', 'outcome_unknown'],
  },
  regenerateRecoveryCode: {
    ...resetting,
    method: 'POST',
    path: '/api/users/:userId/recovery-code-regeneration',
    scopes: ['read:users', 'update:users'],
    audit: 'user.regenerate_recovery_code',
    stepUp: true,
    params: UserParams,
    status: 200,
    /** This one time; it is kept nowhere. */
    response: z.object({ recovery_code: z.string() }),
    problems: ['not_found', 'refused_by_tenant', 'conflict', 'outcome_unknown'],
  },
  invalidateRememberedBrowsers: {
    ...resetting,
    method: 'POST',
    path: '/api/users/:userId/multifactor/actions/invalidate-remember-browser',
    scopes: ['read:users', 'update:users'],
    audit: 'user.invalidate_remembered_browsers',
    params: UserParams,
    status: 204,
    problems: ['not_found', 'conflict', 'outcome_unknown'],
  },
  createEnrollmentTicket: {
    ...resetting,
    method: 'POST',
    path: '/api/users/:userId/guardian/enrollments/ticket',
    scopes: ['read:users', 'create:guardian_enrollment_tickets'],
    audit: 'user.create_enrollment_ticket',
    stepUp: true,
    params: UserParams,
    body: z.strictObject({
      /** To the user's own address; never to another one. */
      send_mail: z.boolean(),
      /** Any that the tenant offers where it is absent. Not for tenants with Classic Login. */
      factor: EnrollmentFactor.optional(),
      /** For somebody who has a factor already. Not for tenants with Classic Login. */
      allow_multiple_enrollments: z.literal(true).optional(),
    }),
    status: 200,
    /** This one time, and only where no mail was sent. */
    response: z.object({ ticket_url: z.string().optional() }),
    problems: ['not_found', 'refused_by_tenant', 'conflict', 'outcome_unknown'],
  },
} as const satisfies Record<string, Row>;
