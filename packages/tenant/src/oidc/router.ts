import express, { type Request, type Response, Router } from 'express';
import type Provider from 'oidc-provider';
import { errors } from 'oidc-provider';
import { z } from 'zod';
import { addressOf } from '../address.ts';
import { acceptAssertion } from '../identity-provider/accept-assertion.ts';
import type { AssertionSigner } from '../identity-provider/assertion.ts';
import type { TenantContext } from '../management/endpoint.ts';
import { pageHeaders } from '../pages/layout.ts';
import { listConnections } from '../store/connections.ts';
import { problemPage } from '../pages/parts.ts';
import { endSession } from './end-session.ts';
import { BLOCKED } from './provider.ts';
import { signInPage } from './sign-in-page.ts';
import { recordSignIn, signInWithPassword, type SignInResult } from './sign-in.ts';

const SignInForm = z.object({ username: z.string().max(320), password: z.string().max(512) });
const BLOCKED_MESSAGE = 'Your account has been blocked.';

export interface SignInRouterOptions {
  context: TenantContext;
  provider: Provider;
  assertions: AssertionSigner;
  clientId: string;
  /** Origins to which a sign-in may lead. */
  formTargets: readonly string[];
}

/** The pages between the application's redirect and its callback. */
export function signInRouter(options: SignInRouterOptions): Router {
  const { context, provider, assertions } = options;
  const router = Router();

  router.get('/u/login/:uid', async (request, response) => {
    const { prompt, params } = await provider.interactionDetails(request, response);
    if (prompt.reasons.includes(BLOCKED)) {
      await provider.interactionFinished(request, response, {
        error: 'unauthorized',
        error_description: 'user is blocked',
      });
      return;
    }
    const connections = await federatedConnections(options);
    const wanted = connections.find(({ name }) => name === params['connection']);
    if (wanted !== undefined) {
      response.redirect(
        303,
        `/identity-provider/${encodeURIComponent(wanted.name)}?state=${request.params.uid}`,
      );
      return;
    }
    const hint = params['login_hint'];
    await showSignIn(options, request, response, typeof hint === 'string' ? hint : '', undefined);
  });

  router.post(
    '/u/login/:uid',
    express.urlencoded({ extended: false, limit: '16kb' }),
    async (request, response) => {
      const { params } = await provider.interactionDetails(request, response);
      const form = SignInForm.safeParse(request.body);
      if (!form.success) {
        await showSignIn(
          options,
          request,
          response,
          '',
          'Enter your e-mail address or username, and your password.',
        );
        return;
      }
      const { username, password } = form.data;
      const only = typeof params['connection'] === 'string' ? params['connection'] : undefined;
      const result = await signInWithPassword(context.db, username, password, only);
      if (result.kind === 'signed-in')
        await recordSignIn(context.db, context.search, result.userId, addressOf(request));
      await finish(options, request, response, result, username);
    },
  );

  router.get('/u/login/:uid/callback', async (request, response) => {
    const { uid } = await provider.interactionDetails(request, response);
    const token = request.query['assertion'];
    const assertion = typeof token === 'string' ? await assertions.verify(token, uid) : undefined;
    if (assertion === undefined)
      throw new errors.SessionNotFound(
        'The identity provider was too slow, or its answer belongs to another sign-in.',
      );
    const result = await acceptAssertion(context, assertion, addressOf(request));
    await finish(options, request, response, result, '');
  });

  router.use((error: unknown, _request: Request, response: Response, next: express.NextFunction) => {
    if (!(error instanceof errors.SessionNotFound)) {
      next(error);
      return;
    }
    response
      .status(400)
      .set(pageHeaders(options.formTargets))
      .send(problemPage('This sign-in has expired, or it was begun in another browser.'));
  });
  return router;
}

async function finish(
  options: SignInRouterOptions,
  request: Request,
  response: Response,
  result: SignInResult,
  username: string,
): Promise<void> {
  switch (result.kind) {
    case 'signed-in':
      await forgetSession(options, request, response);
      await options.provider.interactionFinished(request, response, {
        login: { accountId: result.userId },
      });
      return;
    case 'blocked':
      await showSignIn(options, request, response, username, BLOCKED_MESSAGE);
      return;
    case 'wrong':
      await showSignIn(options, request, response, username, 'Wrong username or password.');
      return;
    case 'unknown':
      await showSignIn(
        options,
        request,
        response,
        username,
        'You have no account here, and this way in creates none.',
      );
  }
}

/**
 * Whoever was signed in here makes room for whoever signs in now. Left to itself, the library would
 * ask the browser to confirm that the other one is signed out.
 */
async function forgetSession(
  { context, provider }: SignInRouterOptions,
  request: Request,
  response: Response,
): Promise<void> {
  const interaction = await provider.interactionDetails(request, response);
  delete interaction.session;
  await interaction.save(interaction.exp - Math.floor(Date.now() / 1000));
  await endSession(context, request);
}

async function showSignIn(
  options: SignInRouterOptions,
  request: Request,
  response: Response,
  username: string,
  error: string | undefined,
): Promise<void> {
  response
    .status(error === undefined ? 200 : 400)
    .set(pageHeaders(options.formTargets))
    .send(
      signInPage({
        uid: String(request.params['uid']),
        username,
        error,
        federated: await federatedConnections(options),
      }),
    );
}

async function federatedConnections({ context, clientId }: SignInRouterOptions) {
  const connections = await listConnections(context.db);
  return connections.filter(
    ({ strategy, settings }) =>
      !['auth0', 'email', 'sms'].includes(strategy) && settings.enabled_clients.includes(clientId),
  );
}
