import { createHash } from 'node:crypto';
import { z } from 'zod';
import { randomText } from '../store/ids.ts';
import type { Database } from '../store/open.ts';
import type { Identity } from '../store/schema.ts';

/** What a ticket lets its bearer do. */
export type TicketKind = 'password-change' | 'email-verification';

/** Auth0's default, in seconds: five days. */
const DEFAULT_TTL = 432_000;

const TicketOptions = z.object({
  /** The address the ticket is about: one that was changed since is not verified by it. */
  email: z.string().optional(),
  client_id: z.string().optional(),
  organization_id: z.string().optional(),
  result_url: z.string().optional(),
  include_email_in_redirect: z.boolean().default(false),
  mark_email_as_verified: z.boolean().default(false),
});

/** A ticket that was found; whether it may still be used is in `state`. */
export interface Ticket {
  id: string;
  userId: string;
  identity: { provider: string; id: string };
  options: z.output<typeof TicketOptions>;
  state: 'valid' | 'used' | 'expired';
}

export interface NewTicket {
  kind: TicketKind;
  userId: string;
  identity: Pick<Identity, 'provider' | 'user_id'>;
  options: z.input<typeof TicketOptions>;
  /** In seconds; five days when 0 or absent. */
  ttl?: number | undefined;
}

/** Where the bearer of a ticket goes; the `#` at the end is Auth0's. */
const PAGES: Record<TicketKind, string> = {
  'password-change': '/u/reset-password',
  'email-verification': '/u/email-verification',
};

/**
 * Makes a ticket and answers the address that uses it.
 * @param url the tenant's own, without a trailing slash.
 * @see https://auth0.com/docs/api/management/v2/tickets/post-password-change
 */
export async function createTicket(db: Database, url: string, ticket: NewTicket): Promise<string> {
  const token = randomText(32);
  const { kind, userId, identity, options, ttl = 0 } = ticket;
  await db
    .insertInto('tickets')
    .values({
      id: hashOf(token),
      kind,
      user_id: userId,
      provider: identity.provider,
      identity_id: identity.user_id,
      options: JSON.stringify(TicketOptions.parse(options)),
      expires_at: new Date(Date.now() + (ttl === 0 ? DEFAULT_TTL : ttl) * 1_000),
      used_at: null,
    })
    .execute();
  return `${url}${PAGES[kind]}?ticket=${token}#`;
}

/** The ticket of this kind with this token; undefined when there never was one, or its user is gone. */
export async function findTicket(db: Database, kind: TicketKind, token: string): Promise<Ticket | undefined> {
  const row = await db
    .selectFrom('tickets')
    .selectAll()
    .where('id', '=', hashOf(token))
    .where('kind', '=', kind)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    id: row.id,
    userId: row.user_id,
    identity: { provider: row.provider, id: row.identity_id },
    options: TicketOptions.parse(row.options),
    state: row.used_at !== null ? 'used' : row.expires_at < new Date() ? 'expired' : 'valid',
  };
}

/**
 * Uses a ticket up. Answers false when somebody else was faster, or it has expired; then nothing may be
 * done with it.
 */
export async function redeemTicket(transaction: Database, { id }: Ticket): Promise<boolean> {
  const now = new Date();
  const { numUpdatedRows } = await transaction
    .updateTable('tickets')
    .set({ used_at: now })
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/**
 * Makes a user's earlier tickets of a kind worthless: of several reset mails only the last one works.
 * @see https://auth0.com/docs/authenticate/database-connections/password-change
 */
export async function revokeTickets(db: Database, kind: TicketKind, userId: string): Promise<void> {
  await db
    .updateTable('tickets')
    .set({ used_at: new Date() })
    .where('user_id', '=', userId)
    .where('kind', '=', kind)
    .where('used_at', 'is', null)
    .execute();
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
