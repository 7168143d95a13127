import { Router } from 'express';
import { z } from 'zod';
import { writeLogEvent } from '../store/log-events.ts';
import { sendMessage } from '../store/messages.ts';
import { createTicket, revokeTickets } from '../tickets/ticket.ts';
import { type DatabaseAccount, findDatabaseAccounts, normalizeIdentifier } from './database-accounts.ts';
import { eventOf, type Flow, readFlow, showPage, type SignInOptions } from './flow.ts';
import { FORM } from './form.ts';
import { resetRequestPage, resetSentPage } from './reset-password-pages.ts';

const Email = z.email().max(254);

/**
 * "Forgot your password?": sends a link to whoever has the address. The answer is the same whether somebody has.
 * @see https://auth0.com/docs/authenticate/database-connections/password-change
 */
export function resetRoutes(options: SignInOptions): Router {
  const { db } = options.context;
  const router = Router();

  router.get('/u/login/:uid/reset-password', async (request, response) => {
    const flow = await readFlow(options, request, response);
    const email = Email.safeParse(flow.hint).success ? flow.hint : '';
    showPage(options, response, resetRequestPage(flow, email, undefined));
  });

  router.post('/u/login/:uid/reset-password', FORM, async (request, response) => {
    const flow = await readFlow(options, request, response);
    const { email: sent } = Object(request.body);
    const typed = typeof sent === 'string' ? normalizeIdentifier(sent) : '';
    const email = Email.safeParse(typed);
    if (!email.success) {
      showPage(options, response, resetRequestPage(flow, typed, 'This is not an e-mail address.'), 400);
      return;
    }
    const accounts = await findDatabaseAccounts(db, flow.ways.database, email.data);
    for (const account of accounts) await sendResetEmail(options, flow, account, email.data);
    if (accounts.length === 0) {
      await writeLogEvent(db, {
        ...eventOf(flow, undefined, email.data),
        type: 'fcpr',
        description: 'No account has this e-mail address',
      });
    }
    showPage(options, response, resetSentPage(flow, email.data));
  });
  return router;
}

async function sendResetEmail(
  { context: { db, url } }: SignInOptions,
  flow: Flow,
  { connection, provider, id, userId }: DatabaseAccount,
  email: string,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await revokeTickets(transaction, 'password-change', userId);
    const link = await createTicket(transaction, url, {
      kind: 'password-change',
      userId,
      identity: { provider, user_id: id },
      // Whoever opens the link has read the mail.
      options: { email, client_id: flow.about.client_id, mark_email_as_verified: true },
    });
    await sendMessage(transaction, {
      kind: 'reset_email',
      recipient: email,
      subject: 'Choose a new password',
      body: `Somebody asked for a new password for your account in ${flow.application}. If it was you, open the link to choose one.\nIt works once, for five days. If it was not you, there is nothing to do.`,
      link,
      user_id: userId,
    });
    await writeLogEvent(transaction, {
      ...eventOf(flow, connection, email, userId),
      type: 'scpr',
      description: 'A link to change the password was sent',
    });
  });
}
