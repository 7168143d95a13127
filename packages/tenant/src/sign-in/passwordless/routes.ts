import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { ManagementError } from '../../management/management-error.ts';
import { writeLogEvent } from '../../store/log-events.ts';
import { recipientOfCode, tryCode } from '../../store/one-time-codes.ts';
import type { ConnectionRecord } from '../../store/schema.ts';
import { eventOf, type Flow, readFlow, showPage, type SignInOptions } from '../flow.ts';
import { FORM } from '../form.ts';
import { settle } from '../settle.ts';
import { showSignIn } from '../sign-in-page.ts';
import { findOrAddUser, readRecipient, sendCode } from './codes.ts';
import { codePage, recipientPage } from './pages.ts';

const Asked = z.object({ connection: z.string() });
const RecipientForm = Asked.extend({ recipient: z.string().max(320) });
const CodeForm = Asked.extend({ code: z.string().max(32) });

const WRONG = 'The code is wrong. Try again.';
const GONE = 'The code has expired or was tried too often. Send another one.';

/**
 * Signing in with a code that is sent to an e-mail address or a phone number.
 * @see https://auth0.com/docs/authenticate/passwordless/authentication-methods/email-otp
 */
export function passwordlessRoutes(options: SignInOptions): Router {
  const { db } = options.context;
  const router = Router();

  router.get('/u/login/:uid/code', async (request, response) => {
    const { flow, connection } = await readWay(request, response, request.query);
    if (connection === undefined) showSignIn(options, flow, response);
    else showPage(options, response, recipientPage(flow, connection, flow.hint, undefined));
  });

  router.post('/u/login/:uid/code', FORM, async (request, response) => {
    const { flow, connection } = await readWay(request, response, request.body);
    const form = RecipientForm.safeParse(request.body);
    if (connection === undefined || !form.success) {
      showSignIn(options, flow, response);
      return;
    }
    const recipient = readRecipient(connection, form.data.recipient);
    if (recipient === undefined) {
      const error =
        connection.strategy === 'sms'
          ? 'Enter the number with its country code, such as +49 151 23456789.'
          : 'This is not an e-mail address.';
      showPage(options, response, recipientPage(flow, connection, form.data.recipient, error), 400);
      return;
    }
    await sendCode(options.context, flow, connection, recipient);
    response.redirect(303, `${flow.path}/code/check?connection=${encodeURIComponent(connection.name)}`);
  });

  router.get('/u/login/:uid/code/check', async (request, response) => {
    const { flow, connection } = await readWay(request, response, request.query);
    const recipient = await recipientOfCode(db, { interaction: flow.uid, purpose: 'passwordless' });
    if (connection === undefined) showSignIn(options, flow, response);
    else if (recipient === undefined)
      showPage(options, response, recipientPage(flow, connection, '', GONE), 400);
    else showPage(options, response, codePage(flow, connection, recipient, undefined));
  });

  router.post('/u/login/:uid/code/check', FORM, async (request, response) => {
    const { flow, connection } = await readWay(request, response, request.body);
    const form = CodeForm.safeParse(request.body);
    if (connection === undefined || !form.success) {
      showSignIn(options, flow, response);
      return;
    }
    const slot = { interaction: flow.uid, purpose: 'passwordless' } as const;
    const recipient = (await recipientOfCode(db, slot)) ?? '';
    const check = await tryCode(db, slot, form.data.code);
    // A code for an address proves no number, and the other way round.
    if (check.kind === 'right' && readRecipient(connection, check.recipient) === check.recipient) {
      await admit(flow, request, response, connection, check.recipient);
      return;
    }
    await refuse(flow, connection, recipient, 'Wrong or expired code.');
    const page =
      check.kind === 'wrong'
        ? codePage(flow, connection, recipient, WRONG)
        : recipientPage(flow, connection, recipient, GONE);
    showPage(options, response, page, 400);
  });

  async function admit(
    flow: Flow,
    request: Request,
    response: Response,
    connection: ConnectionRecord,
    recipient: string,
  ): Promise<void> {
    try {
      const userId = await findOrAddUser(options.context, flow, connection, recipient);
      await settle(options, { flow, request, response }, { userId, connection });
    } catch (error) {
      if (!(error instanceof ManagementError)) throw error;
      await refuse(flow, connection, recipient, error.message);
      showSignIn(options, flow, response, {
        error: 'You have no account here, and this way in creates none.',
      });
    }
  }

  function refuse(
    flow: Flow,
    connection: ConnectionRecord,
    recipient: string,
    description: string,
  ): Promise<void> {
    return writeLogEvent(db, { ...eventOf(flow, connection, recipient), type: 'f', description });
  }

  /** The sign-in, and which of its passwordless connections is meant. */
  async function readWay(
    request: Request,
    response: Response,
    sent: unknown,
  ): Promise<{ flow: Flow; connection: ConnectionRecord | undefined }> {
    const flow = await readFlow(options, request, response);
    const asked = Asked.safeParse(sent);
    const connection = flow.ways.passwordless.find(({ name }) => name === asked.data?.connection);
    return { flow, connection };
  }
  return router;
}
