import { type Request, type Response, Router } from 'express';
import { TOTP } from 'otpauth';
import { z } from 'zod';
import { addressOf } from '../address.ts';
import type { TenantContext } from '../management/endpoint.ts';
import { pageHeaders } from '../pages/layout.ts';
import { FORM } from '../sign-in/form.ts';
import { hasFactor, listAuthenticationMethods } from '../store/authentication-methods.ts';
import { type EnrollmentTicket, findEnrollmentTicket } from '../store/enrollment-tickets.ts';
import { findUser } from '../store/users.ts';
import { closedPage, enrolledPage, enrollPage, type Invitation } from './enroll-page.ts';
import { enrollApp } from './enroll-app.ts';
import { stepOf } from './verify.ts';

const Ticket = z.string().max(64);
const Asked = z.object({ ticket: Ticket });
const Form = z.object({ ticket: Ticket, code: z.string().max(32) });

/** What is said of a ticket that is not valid any more. */
const CLOSED: Record<Exclude<EnrollmentTicket['state'], 'valid'>, string> = {
  used: 'This link was used already.',
  expired: 'This link has expired.',
};

/** A ticket that can be used, or why not. */
type Opened = { invitation: Invitation; userId: string } | { closed: string };

/** `/mfa/enroll`: where the tickets of `POST /guardian/enrollments/ticket` lead. */
export function enrollRouter({ db }: Pick<TenantContext, 'db'>): Router {
  const router = Router();

  router.get('/mfa/enroll', async (request, response) => {
    const asked = Asked.safeParse(request.query);
    const opened = await open(asked.data?.ticket ?? '');
    if ('closed' in opened) show(response, 400, closedPage(opened.closed));
    else show(response, 200, enrollPage(opened.invitation, undefined));
  });

  router.post('/mfa/enroll', FORM, async (request, response) => {
    const { ticket, code } = Form.safeParse(request.body).data ?? { ticket: '', code: '' };
    const opened = await open(ticket);
    if ('closed' in opened) {
      show(response, 400, closedPage(opened.closed));
      return;
    }
    const { invitation, userId } = opened;
    if (stepOf(invitation.secret, code) === undefined) {
      show(response, 400, enrollPage(invitation, 'This is not the code that the app shows now.'));
      return;
    }
    const enrolled = await enrollApp(db, { ...invitation, userId, code, ...from(request) });
    if (enrolled === undefined) show(response, 400, closedPage(CLOSED.used));
    else show(response, 200, enrolledPage(enrolled.recoveryCode));
  });

  async function open(ticket: string): Promise<Opened> {
    const found = await findEnrollmentTicket(db, ticket);
    const user = found === undefined ? undefined : await findUser(db, found.user_id);
    if (found === undefined || user === undefined) return { closed: 'There is no such link.' };
    const { state, secret, allow_multiple, user_id } = found;
    if (state !== 'valid') return { closed: CLOSED[state] };
    if (!allow_multiple && hasFactor(await listAuthenticationMethods(db, user_id))) {
      return { closed: 'Multi-factor authentication is set up for this account already.' };
    }
    const account = user.email ?? user.username ?? user.phone_number ?? user.name ?? user_id;
    const uri = new TOTP({ issuer: 'Local tenant', label: account, secret }).toString();
    return { invitation: { ticket, account, secret, uri }, userId: user_id };
  }
  return router;
}

function from(request: Request): { ip: string; userAgent: string | undefined } {
  return { ip: addressOf(request), userAgent: request.get('user-agent') };
}

function show(response: Response, status: number, html: string): void {
  response.status(status).set(pageHeaders([])).send(html);
}
