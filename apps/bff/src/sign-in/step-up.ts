import type { Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { recorded } from '../audit/recording.ts';
import type { AuditTrail } from '../audit/trail.ts';
import { ProblemError } from '../http/problem.ts';
import { requestIdOf } from '../http/request-id.ts';
import { readSession } from '../store/read-session.ts';
import type { Store } from '../store/schema.ts';
import { keyOf, type SessionStore } from '../store/session-store.ts';
import type { TakenTransaction } from '../store/transactions.ts';
import { depart, redirect, requireHttps } from './departure.ts';
import { isConfirmed } from './freshness.ts';
import { stepUpOf } from './intents.ts';
import { newTransaction, type SignInProvider } from './provider.ts';
import { safeReturnTo } from './return-to.ts';

interface StepUpDependencies {
  publicUrl: URL;
  store: Store;
  sessionStore: SessionStore;
  provider: SignInProvider;
  logger: Logger;
  trail: AuditTrail;
}

/**
 * Has the signed-in person confirm at the tenant who they are (RFC 9470). Who is not signed in signs in.
 * The way back names the session in its transaction: the session's own cookie does not come along from
 * another site.
 */
export function stepUp(dependencies: StepUpDependencies): RequestHandler {
  const { publicUrl } = dependencies;
  return async (request, response) => {
    const returnTo = marked(safeReturnTo(request.query.returnTo, publicUrl), undefined);
    const session: Request['session'] | undefined = request.session;
    const actor = session?.caller?.actor;
    if (actor === undefined) {
      return redirect(response, `/auth/login?returnTo=${encodeURIComponent(returnTo)}`);
    }
    const transaction = { ...newTransaction(returnTo), stepUpOf: keyOf(request.sessionID) };
    try {
      const asking = { how: 'confirm', hint: actor.email } as const;
      await depart(dependencies, request, response, { transaction, asking });
    } catch (error) {
      failed(dependencies, request, response, { returnTo, error });
    }
  };
}

/**
 * The way back from there. The session gets a new id and counts as confirmed when the same person has
 * given their password since they were asked; in every other case it stays as it was, and the page that
 * one returns to is told by `step_up=failed`.
 */
export async function completeStepUp(
  dependencies: StepUpDependencies,
  request: Request,
  response: Response,
  { key, transaction }: { key: string; transaction: TakenTransaction },
): Promise<void> {
  const { publicUrl, store, sessionStore, provider, trail } = dependencies;
  const { returnTo } = transaction;
  try {
    requireHttps(publicUrl, request);
    const session = await readSession(store, { key });
    if (session === undefined) throw unconfirmed('The session is over.');
    await recorded(trail, stepUpOf(request, session.caller), async () => {
      const { person, idToken, signedInAgo } = await provider
        .complete(new URL(request.originalUrl, publicUrl), transaction)
        .catch((cause: unknown) => {
          throw unconfirmed('The tenant did not confirm it.', cause);
        });
      if (!isConfirmed(signedInAgo, transaction.ageSeconds)) {
        throw unconfirmed('The tenant does not say that the password was given just now.');
      }
      const { issuer, subject } = person;
      if (!(await sessionStore.renew(request, key, { issuer, subject, idToken }))) {
        throw unconfirmed('Somebody else signed in, or the session is over.');
      }
    });
    redirect(response, returnTo);
  } catch (error) {
    failed(dependencies, request, response, { returnTo, error });
  }
}

function unconfirmed(detail: string, cause?: unknown): ProblemError {
  return new ProblemError('step_up_required', { detail, cause });
}

function failed(
  { logger }: StepUpDependencies,
  request: Request,
  response: Response,
  { returnTo, error }: { returnTo: string; error: unknown },
): void {
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : 'unknown';
  logger.warn({ requestId: requestIdOf(request), reason }, 'Step-up failed');
  redirect(response, marked(returnTo, 'failed'));
}

/** A local address with what became of the step-up, or without what became of one before. */
function marked(address: string, outcome: 'failed' | undefined): string {
  // The origin is of no meaning: `address` has passed `safeReturnTo`.
  const url = new URL(address, 'http://localhost');
  if (outcome === undefined && !url.searchParams.has('step_up')) return address;
  if (outcome === undefined) url.searchParams.delete('step_up');
  else url.searchParams.set('step_up', outcome);
  return url.pathname + url.search + url.hash;
}
