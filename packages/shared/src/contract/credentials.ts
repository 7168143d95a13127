import { z } from 'zod';
import { NewPassword } from '../user/user-input.ts';
import { UserParams } from './profile.ts';
import type { Row } from './row.ts';

const minute = 60;
const day = 24 * 60 * minute;

/** How long a ticket works, in seconds: from five minutes to thirty days. */
const TicketLifetime = z
  .number()
  .int()
  .min(5 * minute, 'At least five minutes.')
  .max(30 * day, 'At most thirty days.');

/** A ticket as it leaves the BFF: once, and never again. */
export const Ticket = z.object({ ticket: z.url(), expires_at: z.iso.datetime() });
export type Ticket = z.infer<typeof Ticket>;

/** How far the tenant is with an e-mail that was asked for. */
const EmailJob = z.object({ status: z.enum(['pending', 'completed', 'failed']) });
export type EmailJob = z.infer<typeof EmailJob>;

/** What every row has that lets somebody in by a link: the link opens the account to whoever holds it. */
const linkRow = {
  method: 'POST',
  permission: 'tickets:create',
  user: 'in-scope',
  stepUp: true,
  ifMatch: 'accepted',
  params: UserParams,
  problems: ['not_found', 'refused_by_tenant', 'conflict', 'outcome_unknown'],
} as const;

export const credentialsRows = {
  setPassword: {
    method: 'PUT',
    path: '/api/users/:userId/password',
    permission: 'password:set',
    scopes: ['read:users', 'read:connections', 'read:connections_options', 'update:users'],
    fields: {
      sign_out: { permission: 'sessions:revoke', scopes: ['delete:sessions', 'delete:refresh_tokens'] },
    },
    user: 'in-scope',
    audit: 'user.set_password',
    stepUp: true,
    ifMatch: 'accepted',
    params: UserParams,
    body: z.strictObject({
      password: NewPassword,
      /** Ends what the password alone does not end: refresh tokens too. */
      sign_out: z.literal(true).optional(),
    }),
    status: 204,
    problems: [
      'not_found',
      'password_refused',
      'refused_by_tenant',
      'partly_saved',
      'conflict',
      'outcome_unknown',
    ],
  },
  createPasswordTicket: {
    ...linkRow,
    path: '/api/users/:userId/password-ticket',
    audit: 'user.create_password_ticket',
    scopes: ['read:users', 'read:connections', 'create:user_tickets'],
    body: z.strictObject({ ttl_sec: TicketLifetime, mark_email_as_verified: z.boolean() }),
    status: 201,
    response: Ticket,
  },
  sendPasswordEmail: {
    ...linkRow,
    path: '/api/users/:userId/password-email',
    audit: 'user.send_password_email',
    scopes: ['read:users', 'read:connections'],
    status: 204,
  },
  createVerificationTicket: {
    ...linkRow,
    path: '/api/users/:userId/verification-ticket',
    audit: 'user.create_verification_ticket',
    scopes: ['read:users', 'create:user_tickets'],
    body: z.strictObject({ ttl_sec: TicketLifetime }),
    status: 201,
    response: Ticket,
  },
  sendVerificationEmail: {
    ...linkRow,
    path: '/api/users/:userId/verification-email',
    audit: 'user.send_verification_email',
    scopes: ['read:users', 'update:users'],
    status: 200,
    response: EmailJob,
  },
} as const satisfies Record<string, Row>;
