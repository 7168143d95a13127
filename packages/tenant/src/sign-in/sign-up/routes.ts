import { Router } from 'express';
import { z } from 'zod';
import { ManagementError } from '../../management/management-error.ts';
import { explainRefusal } from '../../passwords/explain-policy.ts';
import { writeLogEvent } from '../../store/log-events.ts';
import type { ConnectionRecord } from '../../store/schema.ts';
import { addUser } from '../add-user.ts';
import { defaultDatabase } from '../database-accounts.ts';
import { eventOf, type Flow, readFlow, showPage, type SignInOptions } from '../flow.ts';
import { FORM } from '../form.ts';
import { settle } from '../settle.ts';
import { noSignUpPage, signUpPage } from './pages.ts';

const SignUpForm = z.object({
  email: z.string().trim().max(254),
  username: z
    .string()
    .trim()
    .max(128)
    .default('')
    .transform((text) => (text === '' ? undefined : text)),
  password: z.string().min(1).max(512),
});

/** Making an account of one's own. @see https://auth0.com/docs/authenticate/login/auth0-universal-login/new-experience#signup */
export function signUpRoutes(options: SignInOptions): Router {
  const router = Router();

  router.get('/u/login/:uid/sign-up', async (request, response) => {
    const flow = await readFlow(options, request, response);
    const connection = connectionOf(flow);
    if (connection === undefined) showPage(options, response, noSignUpPage(flow), 403);
    else
      showPage(
        options,
        response,
        signUpPage(flow, connection, { email: flow.hint, username: '' }, undefined),
      );
  });

  router.post('/u/login/:uid/sign-up', FORM, async (request, response) => {
    const flow = await readFlow(options, request, response);
    const connection = connectionOf(flow);
    if (connection === undefined) {
      showPage(options, response, noSignUpPage(flow), 403);
      return;
    }
    const form = SignUpForm.safeParse(request.body);
    const refuse = (error: string, email = '', username = '') =>
      showPage(options, response, signUpPage(flow, connection, { email, username }, error), 400);
    if (!form.success) {
      refuse('Enter your e-mail address and a password.');
      return;
    }
    const { email, username } = form.data;
    if (!z.email().safeParse(email).success) {
      refuse('This is not an e-mail address.', email, username);
      return;
    }
    try {
      const userId = await addUser(options.context, flow, connection, form.data);
      await settle(options, { flow, request, response }, { userId, connection });
    } catch (error) {
      if (!(error instanceof ManagementError)) throw error;
      await writeLogEvent(options.context.db, {
        ...eventOf(flow, connection, email),
        type: 'fs',
        description: error.message,
      });
      refuse(explain(error.message), email, username);
    }
  });
  return router;
}

function connectionOf({ ways }: Flow): ConnectionRecord | undefined {
  return defaultDatabase(ways.database.filter(({ options }) => options['disable_signup'] !== true));
}

/** Auth0's message in words for the person who signs up. */
function explain(message: string): string {
  if (message === 'The user already exists.') return 'There is an account with this e-mail address already.';
  if (message === 'The username provided is in use already.') return 'Somebody else has this username.';
  if (message.includes('username')) return 'This username cannot be used.';
  return explainRefusal(message) ?? message;
}
