import { z } from 'zod';
import { isUserId } from '../users/user-id.ts';

/** What the bodies of both kinds of tickets have in common. */
export const TICKET_FIELDS = {
  result_url: z
    .url({ protocol: /^https?$/u })
    .optional()
    .describe(
      'URL the user will be redirected to in the classic Universal Login experience once the ticket is used.',
    ),
  client_id: z
    .stringFormat('client-id', /^[\w-]+$/u)
    .optional()
    .describe('ID of the client (application).'),
  organization_id: z
    .stringFormat('organization-id', /^org_[A-Za-z0-9]{16}$/u)
    .optional()
    .describe('(Optional) Organization ID – the ID of the Organization.'),
  ttl_sec: z
    .int()
    .min(0)
    // The furthest away that a moment can be told.
    .max(1_000_000_000)
    .optional()
    .describe('Number of seconds for which the ticket is valid before expiration.'),
  includeEmailInRedirect: z
    .boolean()
    .optional()
    .describe(
      'Whether to include the email address as part of the returnUrl in the reset_email (true), or not (false).',
    ),
};

/** The user that a ticket is for. */
export const TicketUserId = z
  .stringFormat('user-id', isUserId)
  .describe('user_id of for whom the ticket should be created.');

/** The `connection_id` in a body. */
export const TicketConnectionId = z
  .string()
  .regex(/^con_[A-Za-z0-9]{16}$/u)
  .describe('ID of the connection.');
