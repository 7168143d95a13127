import { z } from 'zod';
import { findConnectionById } from '../../store/connections.ts';
import type { Database } from '../../store/open.ts';
import type { Identity, UserProfile } from '../../store/schema.ts';
import { findUser } from '../../store/users.ts';
import { emailOfIdentity } from '../../tickets/send-verification-email.ts';
import { createTicket } from '../../tickets/ticket.ts';
import type { Endpoint } from '../endpoint.ts';
import { ManagementError } from '../management-error.ts';
import { inexistentUser } from '../users/user-id.ts';
import { validate } from '../validate.ts';
import { TICKET_FIELDS, TicketConnectionId, TicketUserId } from './ticket-body.ts';
import {
  assertReferences,
  findNamedIdentity,
  unsupportedConnection,
  withoutEmail,
} from './ticket-references.ts';

const PasswordChangeBody = z.strictObject({
  ...TICKET_FIELDS,
  user_id: TicketUserId.optional(),
  connection_id: TicketConnectionId.optional(),
  email: z.email().optional().describe('Email address of the user for whom the tickets should be created.'),
  mark_email_as_verified: z
    .boolean()
    .optional()
    .describe(
      'Whether to set the email_verified attribute to true (true) or whether it should not be updated (false).',
    ),
  identity: z
    .strictObject({
      user_id: z.string(),
      provider: z.enum(['auth0']),
      connection_id: TicketConnectionId.optional(),
    })
    .optional()
    .describe("The user's identity. If you set this value, you must also send the user_id parameter."),
});
type PasswordChangeBody = z.output<typeof PasswordChangeBody>;

/** `POST /tickets/password-change`. @see https://auth0.com/docs/api/management/v2/tickets/post-password-change */
export const createPasswordChangeTicket: Endpoint = {
  method: 'post',
  path: '/tickets/password-change',
  summary: 'Create a password change ticket',
  scopes: ['create:user_tickets'],
  handle: async ({ db, url }, { body }) => {
    const sent = validate('Payload', PasswordChangeBody, body);
    assertCombination(sent);
    const { user, identity } = await findAccount(db, sent);
    const email = emailOfIdentity(user, identity);
    if (email === undefined) throw withoutEmail();
    await assertReferences(db, user.user_id, sent);
    const ticket = await createTicket(db, url, {
      kind: 'password-change',
      userId: user.user_id,
      identity,
      ttl: sent.ttl_sec,
      options: {
        email,
        client_id: sent.client_id,
        organization_id: sent.organization_id,
        result_url: sent.result_url,
        include_email_in_redirect: sent.includeEmailInRedirect ?? false,
        mark_email_as_verified: sent.mark_email_as_verified ?? false,
      },
    });
    return { status: 201, body: { ticket }, userId: user.user_id };
  },
};

function assertCombination({
  user_id,
  connection_id,
  email,
  identity,
  result_url,
  organization_id,
}: PasswordChangeBody): void {
  if (user_id !== undefined && (connection_id !== undefined || email !== undefined)) {
    throw refused('You cannot send user_id when specifying a connection_id or an email');
  }
  if (email !== undefined && connection_id === undefined) throw missing('connection_id');
  if (connection_id !== undefined && email === undefined) throw missing('email');
  if (user_id === undefined && (identity !== undefined || email === undefined)) throw missing('user_id');
  if (result_url !== undefined && organization_id !== undefined) {
    throw refused('result_url cannot be specified when using organization_id');
  }
}

function missing(property: string): ManagementError {
  return refused(`Missing required property: ${property}`);
}

function refused(reason: string): ManagementError {
  return new ManagementError(400, `Payload validation error: '${reason}'.`, 'invalid_body');
}

/** The database account whose password is to be changed, and whose it is. */
async function findAccount(
  db: Database,
  sent: PasswordChangeBody,
): Promise<{ user: UserProfile; identity: Identity }> {
  if (sent.user_id === undefined) return findByEmail(db, sent.connection_id ?? '', sent.email ?? '');
  const user = await findUser(db, sent.user_id);
  if (user === undefined) throw inexistentUser();
  const identity =
    sent.identity === undefined ? user.identities[0] : await findNamedIdentity(db, user, sent.identity);
  if (identity?.provider !== 'auth0') throw unsupportedConnection();
  return { user, identity };
}

async function findByEmail(
  db: Database,
  connectionId: string,
  email: string,
): Promise<{ user: UserProfile; identity: Identity }> {
  const connection = await findConnectionById(db, connectionId);
  if (connection === undefined) {
    throw new ManagementError(
      400,
      `The connection with id ${connectionId} does not exist.`,
      'inexistent_connection',
    );
  }
  if (connection.strategy !== 'auth0') throw unsupportedConnection();
  const row = await db
    .selectFrom('identities')
    .innerJoin('users', 'users.user_id', 'identities.user_id')
    .select(['users.profile', 'identities.id'])
    .where('identities.provider', '=', 'auth0')
    .where('identities.connection', '=', connection.name)
    .where('identities.email', '=', email.toLowerCase())
    .executeTakeFirst();
  const identity = row?.profile.identities.find(
    ({ provider, user_id }) => provider === 'auth0' && user_id === row.id,
  );
  if (row === undefined || identity === undefined) throw inexistentUser();
  return { user: row.profile, identity };
}
