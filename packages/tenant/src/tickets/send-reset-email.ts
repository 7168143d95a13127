import { type LogEvent, writeLogEvent } from '../store/log-events.ts';
import { sendMessage } from '../store/messages.ts';
import type { Database } from '../store/open.ts';
import { createTicket, revokeTickets } from './ticket.ts';

/** Who gets a reset mail, and what asked for it. */
interface ResetEmail {
  account: { provider: string; id: string; userId: string };
  email: string;
  /** The application that the mail names, and leads back to. */
  application: string;
  clientId: string | undefined;
  event: Omit<LogEvent, 'type'>;
}

/**
 * Sends the link by which a password is chosen, and writes `scpr` down. Of several such mails the last one
 * works.
 * @see https://auth0.com/docs/authenticate/database-connections/password-change
 */
export async function sendResetEmail(db: Database, url: string, reset: ResetEmail): Promise<void> {
  const { account, email, application, clientId, event } = reset;
  await db.transaction().execute(async (transaction) => {
    await revokeTickets(transaction, 'password-change', account.userId);
    const link = await createTicket(transaction, url, {
      kind: 'password-change',
      userId: account.userId,
      identity: { provider: account.provider, user_id: account.id },
      // Whoever opens the link has read the mail.
      options: { email, client_id: clientId, mark_email_as_verified: true },
    });
    await sendMessage(transaction, {
      kind: 'reset_email',
      recipient: email,
      subject: 'Choose a new password',
      body: `Somebody asked for a new password for your account in ${application}. If it was you, open the link to choose one.\nIt works once, for five days. If it was not you, there is nothing to do.`,
      link,
      user_id: account.userId,
    });
    await writeLogEvent(transaction, {
      ...event,
      type: 'scpr',
      description: 'A link to change the password was sent',
    });
  });
}
