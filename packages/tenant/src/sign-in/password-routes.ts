import { Router } from 'express';
import { z } from 'zod';
import { BLOCKED } from '../oidc/provider.ts';
import { checkPassword } from './check-password.ts';
import { readFlow, type SignInOptions } from './flow.ts';
import { FORM } from './form.ts';
import { settle } from './settle.ts';
import { showSignIn } from './sign-in-page.ts';

const SignInForm = z.object({ username: z.string().max(320), password: z.string().max(512) });

const MESSAGES = {
  wrong: 'Wrong username or password.',
  'held-back':
    'Your account has been blocked after multiple consecutive login attempts from your address. ' +
    'Reset your password, or ask an administrator to unblock it.',
  throttled: 'Too many sign-ins have failed from your address. Try again later.',
};

/** The first page of a sign-in, and what it does with a password. */
export function passwordRoutes(options: SignInOptions): Router {
  const { context, provider } = options;
  const router = Router();

  router.get('/u/login/:uid', async (request, response) => {
    const flow = await readFlow(options, request, response);
    if (flow.reasons.includes(BLOCKED)) {
      await provider.interactionFinished(request, response, {
        error: 'unauthorized',
        error_description: 'user is blocked',
      });
      return;
    }
    const { federated, passwordless } = flow.ways;
    const isWanted = ({ name }: { name: string }) => name === flow.wanted;
    const name = encodeURIComponent(flow.wanted ?? '');
    if (federated.some(isWanted)) response.redirect(303, `/identity-provider/${name}?state=${flow.uid}`);
    else if (passwordless.some(isWanted)) response.redirect(303, `${flow.path}/code?connection=${name}`);
    else if (flow.screen === 'signup') response.redirect(303, `${flow.path}/sign-up`);
    else showSignIn(options, flow, response);
  });

  // The page links here: whoever came to sign up may have an account after all.
  router.get('/u/login/:uid/password', async (request, response) => {
    showSignIn(options, await readFlow(options, request, response), response);
  });

  router.post('/u/login/:uid', FORM, async (request, response) => {
    const flow = await readFlow(options, request, response);
    const form = SignInForm.safeParse(request.body);
    if (!form.success) {
      const error = 'Enter your e-mail address or username, and your password.';
      showSignIn(options, flow, response, { error });
      return;
    }
    const { username, password } = form.data;
    const check = await checkPassword(context.db, flow, username, password);
    if (check.kind === 'right') await settle(options, { flow, request, response }, check.account);
    else showSignIn(options, flow, response, { username, error: MESSAGES[check.kind] });
  });
  return router;
}
