import type { TenantContext } from '../management/endpoint.ts';
import { type Account, applyUpdate } from '../management/users/apply-update.ts';
import { setPassword, type NewPassword } from '../management/users/set-password.ts';
import { type LogEvent, writeLogEvent } from '../store/log-events.ts';
import type { Database } from '../store/open.ts';
import type { UserProfile } from '../store/schema.ts';
import { lockUser, saveCredentials, saveProfile } from '../store/users.ts';
import { emailOfIdentity } from './send-verification-email.ts';
import { redeemTicket, revokeTickets, type Ticket } from './ticket.ts';

/** What the log says of whoever holds a ticket. */
export type Bearer = Pick<LogEvent, 'ip' | 'user_agent'>;

/**
 * Changes a password for whoever holds the ticket: what brute-force protection had set is lifted, every
 * session ends, and the address counts as verified when the ticket says so. An administrator's block
 * stays. Answers false when the ticket could not be used any more.
 */
export function changePassword(
  context: TenantContext,
  ticket: Ticket,
  password: NewPassword,
  bearer: Bearer,
): Promise<boolean> {
  const event = { type: 'scp', description: 'The password was changed' };
  return spendTicket(context, ticket, { ...bearer, ...event }, async (transaction, before) => {
    const { profile, credentials } = before;
    const verifies = ticket.options.mark_email_as_verified && isSameEmail(profile, ticket);
    const isPrimary = isPrimaryOf(profile, ticket);
    const changed = applyUpdate(profile, credentials, isPrimary, verifies ? { email_verified: true } : {});
    const after = await setPassword(transaction, changed, password);
    await revokeTickets(transaction, 'password-change', ticket.userId);
    const blocked = profile.blocked === undefined ? {} : { blocked: profile.blocked };
    return { ...after, profile: { ...after.profile, ...blocked } };
  });
}

/**
 * Verifies the e-mail address of whoever holds the ticket. Answers false when the ticket could not be
 * used any more, or the address was changed since.
 */
export function verifyEmail(context: TenantContext, ticket: Ticket, bearer: Bearer): Promise<boolean> {
  const event = { type: 'sv', description: 'The e-mail address was verified' };
  return spendTicket(context, ticket, { ...bearer, ...event }, async (_transaction, before) => {
    const { profile, credentials } = before;
    if (!isSameEmail(profile, ticket)) return undefined;
    return applyUpdate(profile, credentials, isPrimaryOf(profile, ticket), { email_verified: true });
  });
}

async function spendTicket(
  { db, search }: TenantContext,
  ticket: Ticket,
  event: LogEvent,
  change: (transaction: Database, before: Account) => Promise<Account | undefined>,
): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    const record = await lockUser(transaction, ticket.userId);
    const credentials = record?.credentials.find(
      ({ provider, id }) => provider === ticket.identity.provider && id === ticket.identity.id,
    );
    if (record === undefined || credentials === undefined) return false;
    if (!(await redeemTicket(transaction, ticket))) return false;
    const after = await change(transaction, { profile: record.profile, credentials });
    if (after === undefined) return false;
    await saveCredentials(transaction, after.credentials);
    await saveProfile(transaction, after.profile);
    await search.changed(transaction, record.profile, after.profile);
    await writeLogEvent(transaction, {
      ...event,
      connection: credentials.connection,
      client_id: ticket.options.client_id,
      user_id: ticket.userId,
      user_name: ticket.options.email,
    });
    return true;
  });
}

function isPrimaryOf({ identities: [primary] }: UserProfile, { identity }: Ticket): boolean {
  return primary?.provider === identity.provider && primary.user_id === identity.id;
}

function isSameEmail(user: UserProfile, { identity, options }: Ticket): boolean {
  const entry = user.identities.find(
    ({ provider, user_id }) => provider === identity.provider && user_id === identity.id,
  );
  return entry !== undefined && emailOfIdentity(user, entry) === options.email;
}
