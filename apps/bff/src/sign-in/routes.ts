import { promisify } from 'node:util';
import { type Request, type RequestHandler, type Response, Router } from 'express';
import type { Logger } from 'pino';
import type { Denials } from '../audit/denials.ts';
import { recorded } from '../audit/recording.ts';
import type { AuditTrail } from '../audit/trail.ts';
import { cookiesFor, cookieValues } from '../http/cookies.ts';
import { refuseCrossSite } from '../http/csrf.ts';
import { ProblemError } from '../http/problem.ts';
import { requestIdOf } from '../http/request-id.ts';
import { takeTransaction } from '../store/transactions.ts';
import type { NewSession, SessionStore } from '../store/session-store.ts';
import type { Store } from '../store/schema.ts';
import { findTeamMember } from '../store/team-sign-in.ts';
import { depart, redirect, requireHttps } from './departure.ts';
import { isFresh } from './freshness.ts';
import { refusedSignInOf, signInOf, signOutOf } from './intents.ts';
import { newTransaction, type SignInProvider } from './provider.ts';
import { safeReturnTo } from './return-to.ts';
import { completeStepUp, stepUp } from './step-up.ts';

export interface SignInDependencies {
  publicUrl: URL;
  store: Store;
  sessionStore: SessionStore;
  provider: SignInProvider;
  logger: Logger;
  trail: AuditTrail;
  denials: Denials;
}

/** Why the sign-in page is shown again; the page has words for each. */
type Reason = 'not_a_team_member' | 'expired' | 'denied' | 'failed';

/** The only addresses under `/auth`, and the only ones that a stranger can call to some effect. */
export function signInRoutes(dependencies: SignInDependencies, session: RequestHandler): Router {
  const router = Router({ strict: true, caseSensitive: true });
  router.get('/auth/login', login(dependencies));
  router.get('/auth/step-up', session, stepUp(dependencies));
  router.get('/auth/callback', session, callback(dependencies));
  router.post('/auth/logout', refuseCrossSite(dependencies.publicUrl), session, logout(dependencies));
  router.all('/auth/logout', (_request, response) => {
    response.set('Allow', 'POST');
    throw new ProblemError('method_not_allowed');
  });
  return router;
}

function login(dependencies: SignInDependencies): RequestHandler {
  return async (request, response) => {
    const transaction = newTransaction(safeReturnTo(request.query.returnTo, dependencies.publicUrl));
    const asking = { how: request.query.switch === '1' ? 'again' : 'once' } as const;
    try {
      await depart(dependencies, request, response, { transaction, asking });
    } catch (error) {
      failed(dependencies, request, response, error);
    }
  };
}

function callback(dependencies: SignInDependencies): RequestHandler {
  const { publicUrl, store, sessionStore, provider, trail, denials } = dependencies;
  const { nameFor, options } = cookiesFor(publicUrl).transaction;
  return async (request, response) => {
    try {
      const { state } = request.query;
      if (typeof state !== 'string') return backToSignIn(response, 'expired');
      const name = nameFor(state);
      const [secret, ...others] = cookieValues(request.get('Cookie'), name);
      response.cookie(name, '', { ...options, maxAge: 0 });
      const isOne = secret !== undefined && others.length === 0;
      const transaction = isOne ? await takeTransaction(store, secret) : undefined;
      if (transaction === undefined || state !== transaction.state) {
        return backToSignIn(response, 'expired');
      }
      const { stepUpOf: key } = transaction;
      if (key !== undefined)
        return await completeStepUp(dependencies, request, response, { key, transaction });
      if (request.query.error !== undefined) return backToSignIn(response, 'denied');
      requireHttps(publicUrl, request);
      const { person, idToken, signedInAgo } = await provider.complete(
        new URL(request.originalUrl, publicUrl),
        transaction,
      );
      const memberId = await findTeamMember(store, person);
      sessionStore.forget();
      if (memberId === undefined) {
        await denials.note(refusedSignInOf(request, person), new ProblemError('not_a_team_member'));
        return backToSignIn(response, 'not_a_team_member', person.email);
      }
      const signedIn = {
        memberId,
        idToken,
        isFresh: isFresh(signedInAgo),
        ip: request.ip,
        userAgent: request.get('User-Agent')?.slice(0, 300),
      };
      await recorded(trail, signInOf(request, memberId, person), () => startSession(request, signedIn));
      return redirect(response, transaction.returnTo);
    } catch (error) {
      return failed(dependencies, request, response, error);
    }
  };
}

/** A new session id at each sign-in, stored before the answer leaves. */
async function startSession(request: Request, signedIn: NewSession): Promise<void> {
  const previous = request.session;
  await promisify<void>((done) => previous.regenerate(done))();
  request.session.signedIn = signedIn;
  const current = request.session;
  await promisify<void>((done) => current.save(done))();
}

function logout({ publicUrl, sessionStore, provider, trail }: SignInDependencies): RequestHandler {
  const { name, options } = cookiesFor(publicUrl).session;
  return async (request, response) => {
    const intent = signOutOf(request);
    const end = () => endSession(request, sessionStore);
    const idToken = intent === undefined ? await end() : await recorded(trail, intent, end);
    response
      .clearCookie(name, options)
      .set('Clear-Site-Data', '"cache", "storage"')
      .set('Cache-Control', 'no-store')
      .json({ location: provider.signOutUrl(idToken).href });
  };
}

async function endSession(request: Request, sessionStore: SessionStore): Promise<string | undefined> {
  try {
    return await sessionStore.end(request.sessionID);
  } catch (cause) {
    throw new ProblemError('store_unavailable', { cause });
  }
}

function failed({ logger }: SignInDependencies, request: Request, response: Response, error: unknown): void {
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : 'unknown';
  logger.error({ requestId: requestIdOf(request), reason }, 'Sign-in failed');
  backToSignIn(response, 'failed');
}

function backToSignIn(response: Response, reason: Reason, email?: string): void {
  // A fragment is not sent to servers, so the address appears in no log.
  const fragment = email === undefined ? '' : `#${encodeURIComponent(email)}`;
  redirect(response, `/sign-in?reason=${reason}${fragment}`);
}
