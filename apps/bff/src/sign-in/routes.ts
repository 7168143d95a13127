import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { type Request, type RequestHandler, type Response, Router } from 'express';
import type { Logger } from 'pino';
import type { Denials } from '../audit/denials.ts';
import { recorded } from '../audit/recording.ts';
import type { AuditTrail } from '../audit/trail.ts';
import { cookieNames, cookiesFor, cookieValues } from '../http/cookies.ts';
import { refuseCrossSite } from '../http/csrf.ts';
import { ProblemError } from '../http/problem.ts';
import { requestIdOf } from '../http/request-id.ts';
import { keepTransaction, takeTransaction } from '../store/transactions.ts';
import type { NewSession, SessionStore } from '../store/session-store.ts';
import type { Store } from '../store/schema.ts';
import { findTeamMember } from '../store/team-sign-in.ts';
import { refusedSignInOf, signInOf, signOutOf } from './intents.ts';
import { newTransaction, type SignInProvider } from './provider.ts';
import { safeReturnTo } from './return-to.ts';

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

/** How many sign-ins one browser can have under way; the oldest is given up when there would be more. */
const maxTransactions = 5;

/** The only addresses under `/auth`, and the only ones that a stranger can call to some effect. */
export function signInRoutes(dependencies: SignInDependencies, session: RequestHandler): Router {
  const router = Router({ strict: true, caseSensitive: true });
  router.get('/auth/login', login(dependencies));
  router.get('/auth/callback', session, callback(dependencies));
  router.post('/auth/logout', refuseCrossSite(dependencies.publicUrl), session, logout(dependencies));
  router.all('/auth/logout', (_request, response) => {
    response.set('Allow', 'POST');
    throw new ProblemError('method_not_allowed');
  });
  return router;
}

function login(dependencies: SignInDependencies): RequestHandler {
  const { publicUrl, store, provider } = dependencies;
  const cookie = cookiesFor(publicUrl).transaction;
  return async (request, response) => {
    const transaction = newTransaction(safeReturnTo(request.query.returnTo, publicUrl));
    const secret = randomBytes(24).toString('base64url');
    try {
      await keepTransaction(store, secret, transaction);
      const url = await provider.authorizationUrl(transaction, request.query.switch === '1');
      const underWay = cookieNames(request.get('Cookie'), cookie.prefix);
      for (const name of underWay.slice(0, Math.max(0, underWay.length + 1 - maxTransactions))) {
        response.cookie(name, '', { ...cookie.options, maxAge: 0 });
      }
      response.cookie(cookie.nameFor(transaction.state), secret, cookie.options);
      redirect(response, url.href);
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
      if (request.query.error !== undefined) return backToSignIn(response, 'denied');
      // express-session would leave out the cookie without a word.
      if (publicUrl.protocol === 'https:' && !request.secure) {
        throw new Error('The proxy does not pass on X-Forwarded-Proto: https, or TRUST_PROXY is too low.');
      }
      const { person, idToken, isFresh } = await provider.complete(
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
        isFresh,
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

function redirect(response: Response, location: string): void {
  response.set('Cache-Control', 'no-store').redirect(302, location);
}
