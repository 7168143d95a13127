import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { addressOf } from '../address.ts';
import type { TenantContext } from '../management/endpoint.ts';
import { ManagementError } from '../management/management-error.ts';
import { preparePassword } from '../management/users/set-password.ts';
import { pageHeaders } from '../pages/layout.ts';
import { explainRefusal } from '../passwords/explain-policy.ts';
import { FORM } from '../sign-in/form.ts';
import { findConnection } from '../store/connections.ts';
import { writeLogEvent } from '../store/log-events.ts';
import type { ConnectionRecord, Identity, UserProfile } from '../store/schema.ts';
import { findUser } from '../store/users.ts';
import { type Bearer, changePassword, verifyEmail } from './change-account.ts';
import { donePage, newPasswordPage, refusedPage } from './pages.ts';
import { type Result, resultAddress, TICKET_REFUSALS } from './result-address.ts';
import { findTicket, type Ticket, type TicketKind } from './ticket.ts';

const Token = z.object({ ticket: z.string() });
const PasswordForm = z.object({
  password: z.string().min(1).max(512),
  again: z.string().max(512),
});

const TITLES: Record<TicketKind, { done: string; refused: string }> = {
  'password-change': { done: 'Password changed', refused: 'This link does not work' },
  'email-verification': { done: 'E-mail address verified', refused: 'This link does not work' },
};
/** The account a ticket is about. */
interface TicketAccount {
  user: UserProfile;
  identity: Identity;
  connection: ConnectionRecord | undefined;
}

const CHANGED: Result = {
  success: true,
  message: 'You can now login to the application with the new password.',
};
const VERIFIED: Result = {
  success: true,
  message: 'Your email was verified. You can continue using the application.',
};

/** The pages that tickets lead to: choosing a new password, and verifying an e-mail address. */
export function ticketRouter(context: TenantContext): Router {
  const { db } = context;
  const router = Router();

  router.get('/u/reset-password', async (request, response) => {
    const token = tokenOf(request.query);
    const ticket = await readTicket(response, 'password-change', token);
    if (ticket !== undefined) await showForm(response, token, ticket, undefined);
  });

  router.post('/u/reset-password', FORM, async (request, response) => {
    const form = PasswordForm.safeParse(request.body);
    const token = tokenOf(request.body);
    const ticket = await readTicket(response, 'password-change', token);
    if (ticket === undefined) return;
    if (!form.success) {
      await showForm(response, token, ticket, 'Enter the new password twice.');
      return;
    }
    if (form.data.password !== form.data.again) {
      await showForm(response, token, ticket, 'The two passwords are not the same.');
      return;
    }
    await change(request, response, token, ticket, form.data.password);
  });

  router.get('/u/email-verification', async (request, response) => {
    const token = tokenOf(request.query);
    const ticket = await readTicket(response, 'email-verification', token);
    if (ticket === undefined) return;
    const verified = await verifyEmail(context, ticket, bearerOf(request));
    if (!verified) await logRefusal('fv', ticket, bearerOf(request), 'The link cannot be used any more');
    finish(response, 'email-verification', ticket, verified ? VERIFIED : TICKET_REFUSALS.used);
  });

  /** The ticket, when it can still be used; else the refusal is sent. */
  async function readTicket(
    response: Response,
    kind: TicketKind,
    token: string,
  ): Promise<Ticket | undefined> {
    const ticket = await findTicket(db, kind, token);
    if (ticket === undefined) {
      send(
        response,
        [],
        refusedPage(TITLES[kind].refused, 'There is no such link, or its account is gone.'),
        404,
      );
      return undefined;
    }
    if (ticket.state === 'valid') return ticket;
    const result = TICKET_REFUSALS[ticket.state];
    await logRefusal(kind === 'password-change' ? 'fcp' : 'fv', ticket, {}, result.message);
    finish(response, kind, ticket, result);
    return undefined;
  }

  async function change(
    request: Request,
    response: Response,
    token: string,
    ticket: Ticket,
    password: string,
  ): Promise<void> {
    const account = await findAccount(ticket);
    if (account === undefined) {
      finish(response, 'password-change', ticket, TICKET_REFUSALS.expired);
      return;
    }
    try {
      const prepared = await preparePassword(db, account, account.user, password);
      const changed = await changePassword(context, ticket, prepared, bearerOf(request));
      finish(response, 'password-change', ticket, changed ? CHANGED : TICKET_REFUSALS.used);
    } catch (error) {
      if (!(error instanceof ManagementError)) throw error;
      await logRefusal('fcp', ticket, bearerOf(request), error.message);
      await showForm(response, token, ticket, explainRefusal(error.message) ?? error.message);
    }
  }

  async function findAccount(ticket: Ticket): Promise<TicketAccount | undefined> {
    const user = await findUser(db, ticket.userId);
    const identity = user?.identities.find(
      ({ provider, user_id }) => provider === ticket.identity.provider && user_id === ticket.identity.id,
    );
    if (user === undefined || identity === undefined) return undefined;
    return { user, identity, connection: await findConnection(db, identity.connection) };
  }

  async function showForm(
    response: Response,
    token: string,
    ticket: Ticket,
    error: string | undefined,
  ): Promise<void> {
    const account = await findAccount(ticket);
    const html = newPasswordPage(token, ticket, account?.connection?.options ?? {}, error);
    const { result_url } = ticket.options;
    const targets = result_url === undefined ? [] : [new URL(result_url).origin];
    send(response, targets, html, error === undefined ? 200 : 400);
  }

  function logRefusal(type: string, ticket: Ticket, bearer: Bearer, description: string): Promise<void> {
    return writeLogEvent(db, {
      ...bearer,
      type,
      description,
      client_id: ticket.options.client_id,
      user_id: ticket.userId,
      user_name: ticket.options.email,
    });
  }
  return router;
}

/** Goes back to where whoever made the ticket wants people to be, or says here how it ended. */
function finish(response: Response, kind: TicketKind, ticket: Ticket, result: Result): void {
  const address = resultAddress(ticket, result);
  if (address !== undefined) response.redirect(302, address);
  else if (result.success) send(response, [], donePage(TITLES[kind].done, result.message));
  else send(response, [], refusedPage(TITLES[kind].refused, result.message), 400);
}

function send(response: Response, targets: readonly string[], html: string, status = 200): void {
  response.status(status).set(pageHeaders(targets)).send(html);
}

function tokenOf(sent: unknown): string {
  return Token.safeParse(sent).data?.ticket ?? '';
}

function bearerOf(request: Request): Bearer {
  return { ip: addressOf(request), user_agent: request.get('user-agent') };
}
