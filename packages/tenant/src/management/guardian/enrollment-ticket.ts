import { z } from 'zod';
import { createEnrollmentTicket } from '../../store/enrollment-tickets.ts';
import { writeLogEvent } from '../../store/log-events.ts';
import { sendMessage } from '../../store/messages.ts';
import { findUser } from '../../store/users.ts';
import type { Endpoint } from '../endpoint.ts';
import { ManagementError } from '../management-error.ts';
import { inexistentUser, isUserId } from '../users/user-id.ts';
import { validate } from '../validate.ts';

const Body = z.strictObject({
  user_id: z
    .string()
    .refine(isUserId, {
      error: ({ input }) => `Object didn't pass validation for format user-id: ${String(input)}`,
    })
    .describe('user_id for the enrollment ticket'),
  email: z
    .email()
    .optional()
    .describe(
      "alternate email to which the enrollment email will be sent. Optional - by default, the email will be sent to the user's default address",
    ),
  send_mail: z.boolean().optional().describe('Send an email to the user to start the enrollment'),
  email_locale: z.string().optional(),
  factor: z
    .enum(['push-notification', 'phone', 'email', 'otp', 'webauthn-roaming', 'webauthn-platform'])
    .optional()
    .describe('Optional. Specifies which factor the user must enroll with.'),
  allow_multiple_enrollments: z.boolean().optional(),
});

/**
 * `POST /guardian/enrollments/ticket`. The page it leads to enrols an authenticator app, whatever the
 * factor that was asked for.
 * @see https://auth0.com/docs/api/management/v2/guardian/post-ticket
 */
export const createTicket: Endpoint = {
  method: 'post',
  path: '/guardian/enrollments/ticket',
  summary: 'Create a multi-factor authentication enrollment ticket',
  scopes: ['create:guardian_enrollment_tickets'],
  handle: async ({ db, url }, { body, clientId, ip, userAgent }) => {
    const sent = validate('Payload', Body, body);
    const user = await findUser(db, sent.user_id);
    if (user === undefined) throw inexistentUser();
    const recipient = sent.send_mail === true ? (sent.email ?? user.email) : undefined;
    if (sent.send_mail === true && recipient === undefined) {
      throw new ManagementError(400, 'User does not have an email address.', 'invalid_body');
    }
    const { user_id } = user;
    const body200 = await db.transaction().execute(async (transaction) => {
      const ticket_id = await createEnrollmentTicket(
        transaction,
        user_id,
        sent.allow_multiple_enrollments === true,
      );
      const ticket_url = `${url}/mfa/enroll?ticket=${ticket_id}`;
      if (recipient !== undefined) {
        await sendMessage(transaction, {
          kind: 'mfa_enrollment',
          recipient,
          subject: 'Set up multi-factor authentication',
          body: 'Open this link to set up an authenticator app for your account. It works for five days, and once.',
          link: ticket_url,
          user_id,
        });
        await writeLogEvent(transaction, {
          type: 'gd_send_email',
          description: 'MFA Email Sent',
          client_id: clientId,
          ip,
          user_agent: userAgent,
          user_id,
        });
      }
      return { ticket_id, ticket_url };
    });
    return { status: 200, body: body200, userId: user_id };
  },
};
