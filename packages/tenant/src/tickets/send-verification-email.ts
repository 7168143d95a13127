import type { TenantContext } from '../management/endpoint.ts';
import { writeLogEvent } from '../store/log-events.ts';
import { sendMessage } from '../store/messages.ts';
import type { Database } from '../store/open.ts';
import type { Identity, UserProfile } from '../store/schema.ts';
import { createTicket } from './ticket.ts';

export interface VerificationEmail {
  user: UserProfile;
  /** Whose address is to be verified; the primary identity's when absent. */
  identity?: Identity | undefined;
  clientId?: string | undefined;
  organizationId?: string | undefined;
}

/** The e-mail address of one identity of a user. */
export function emailOfIdentity(user: UserProfile, identity: Identity): string | undefined {
  if (identity === user.identities[0]) return user.email;
  const email = identity.profileData?.['email'];
  return typeof email === 'string' ? email : undefined;
}

/**
 * Sends a user the link that verifies the e-mail address, and writes `svr` down. Answers false, and
 * sends nothing, when there is no address.
 * @see https://auth0.com/docs/manage-users/user-accounts/verify-emails
 */
export async function sendVerificationEmail(
  db: Database,
  { url }: Pick<TenantContext, 'url'>,
  { user, identity = user.identities[0], clientId, organizationId }: VerificationEmail,
): Promise<boolean> {
  const email = identity === undefined ? undefined : emailOfIdentity(user, identity);
  if (identity === undefined || email === undefined) return false;
  const link = await createTicket(db, url, {
    kind: 'email-verification',
    userId: user.user_id,
    identity,
    options: { email, client_id: clientId, organization_id: organizationId },
  });
  await sendMessage(db, {
    kind: 'verify_email',
    recipient: email,
    subject: 'Verify your e-mail address',
    body: `Somebody used this address for an account here. If it was you, open the link to verify it.\nIt works once, for five days.`,
    link,
    user_id: user.user_id,
  });
  await writeLogEvent(db, {
    type: 'svr',
    description: 'A verification e-mail was sent',
    connection: identity.connection,
    client_id: clientId,
    user_id: user.user_id,
    user_name: email,
  });
  return true;
}
