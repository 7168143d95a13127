import { Router } from 'express';
import { z } from 'zod';
import { writeLogEvent } from '../store/log-events.ts';
import { sendResetEmail } from '../tickets/send-reset-email.ts';
import { findDatabaseAccounts, normalizeIdentifier } from './database-accounts.ts';
import { eventOf, readFlow, showPage, type SignInOptions } from './flow.ts';
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
    for (const account of accounts) {
      await sendResetEmail(db, options.context.url, {
        account,
        email: email.data,
        application: flow.application,
        clientId: flow.about.client_id,
        event: eventOf(flow, account.connection, email.data, account.userId),
      });
    }
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
