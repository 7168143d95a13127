import express, { Router } from 'express';
import { z } from 'zod';
import type { TenantContext } from '../management/endpoint.ts';
import { findDatabaseAccounts, normalizeIdentifier } from '../sign-in/database-accounts.ts';
import { findClient } from '../store/clients.ts';
import { findConnection } from '../store/connections.ts';
import { writeLogEvent } from '../store/log-events.ts';
import { sendResetEmail } from './send-reset-email.ts';

const ChangePasswordBody = z.object({
  client_id: z.string(),
  email: z.string().min(1).max(254),
  connection: z.string().min(1),
});

/** Auth0's answer, whether there is such a user or not. */
const SENT = "We've just sent you an email to reset your password.";

/**
 * `POST /dbconnections/change_password` of the Authentication API: an application asks for a reset mail.
 * @see https://auth0.com/docs/api/authentication/database-connections/change-password
 */
export function changePasswordRouter({ db, url }: TenantContext): Router {
  const router = Router();
  router.post(
    '/dbconnections/change_password',
    express.json({ limit: '16kb' }),
    express.urlencoded({ extended: false, limit: '16kb' }),
    async (request, response) => {
      response.set('cache-control', 'no-store').type('text');
      const body = ChangePasswordBody.safeParse(request.body);
      if (!body.success) {
        response.status(400).send(`${String(body.error.issues[0]?.path[0] ?? 'body')} is required`);
        return;
      }
      const { client_id: clientId, connection: name } = body.data;
      const [client, connection] = await Promise.all([findClient(db, clientId), findConnection(db, name)]);
      if (client === undefined) {
        response.status(404).send('client not found');
        return;
      }
      const isEnabled = connection?.settings.enabled_clients.includes(clientId) ?? false;
      if (connection?.strategy !== 'auth0' || !isEnabled) {
        response.status(400).send('connection is not enabled');
        return;
      }
      const email = normalizeIdentifier(body.data.email);
      const accounts = await findDatabaseAccounts(db, [connection], email);
      const event = { connection: name, connection_id: connection.id, client_id: clientId, user_name: email };
      for (const account of accounts.filter((candidate) => candidate.email === email)) {
        await sendResetEmail(db, url, {
          account,
          email,
          application: client.name,
          clientId,
          event: { ...event, user_id: account.userId },
        });
      }
      if (accounts.length === 0) {
        const description = 'No account has this e-mail address';
        await writeLogEvent(db, { ...event, type: 'fcpr', description });
      }
      response.send(SENT);
    },
  );
  return router;
}
