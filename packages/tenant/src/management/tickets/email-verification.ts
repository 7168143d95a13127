import { z } from 'zod';
import type { Database } from '../../store/open.ts';
import type { Identity, UserProfile } from '../../store/schema.ts';
import { findUser } from '../../store/users.ts';
import { emailOfIdentity } from '../../tickets/send-verification-email.ts';
import { createTicket } from '../../tickets/ticket.ts';
import type { Endpoint } from '../endpoint.ts';
import { ManagementError } from '../management-error.ts';
import { PROVIDERS } from '../users/identities/providers.ts';
import { inexistentUser } from '../users/user-id.ts';
import { validate } from '../validate.ts';
import { TICKET_FIELDS, TicketConnectionId, TicketUserId } from './ticket-body.ts';
import {
  assertReferences,
  findNamedIdentity,
  unsupportedConnection,
  withoutEmail,
} from './ticket-references.ts';

const EmailVerificationBody = z.strictObject({
  ...TICKET_FIELDS,
  user_id: TicketUserId,
  identity: z
    .strictObject({
      user_id: z.string(),
      provider: z.enum(PROVIDERS),
      connection_id: TicketConnectionId.optional(),
    })
    .optional()
    .describe(
      'This must be provided to verify primary social, enterprise and passwordless email identities. Also, is needed to verify secondary identities.',
    ),
});
type EmailVerificationBody = z.output<typeof EmailVerificationBody>;

/** `POST /tickets/email-verification`. @see https://auth0.com/docs/api/management/v2/tickets/post-email-verification */
export const createEmailVerificationTicket: Endpoint = {
  method: 'post',
  path: '/tickets/email-verification',
  summary: 'Create an email verification ticket',
  scopes: ['create:user_tickets'],
  handle: async ({ db, url }, { body }) => {
    const sent = validate('Payload', EmailVerificationBody, body);
    const { result_url, client_id, organization_id } = sent;
    if (result_url !== undefined && (client_id !== undefined || organization_id !== undefined)) {
      throw new ManagementError(
        400,
        "Payload validation error: 'result_url cannot be specified when using client_id or organization_id'.",
        'invalid_body',
      );
    }
    const user = await findUser(db, sent.user_id);
    if (user === undefined) throw inexistentUser();
    const identity = await findIdentity(db, user, sent);
    const email = emailOfIdentity(user, identity);
    if (email === undefined) throw withoutEmail();
    await assertReferences(db, user.user_id, sent);
    const ticket = await createTicket(db, url, {
      kind: 'email-verification',
      userId: user.user_id,
      identity,
      ttl: sent.ttl_sec,
      options: {
        email,
        client_id,
        organization_id,
        result_url,
        include_email_in_redirect: sent.includeEmailInRedirect ?? false,
      },
    });
    return { status: 201, body: { ticket }, userId: user.user_id };
  },
};

/** The identity whose address is meant; only a database account need not be named. */
async function findIdentity(
  db: Database,
  user: UserProfile,
  { identity: named }: EmailVerificationBody,
): Promise<Identity> {
  const identity = named === undefined ? user.identities[0] : await findNamedIdentity(db, user, named);
  const supported = named === undefined ? identity?.provider === 'auth0' : identity?.provider !== 'sms';
  if (identity === undefined || !supported) throw unsupportedConnection();
  return identity;
}
