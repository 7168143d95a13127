import { randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';
import { cookieNames, cookiesFor } from '../http/cookies.ts';
import type { Store } from '../store/schema.ts';
import { keepTransaction, type SignInTransaction } from '../store/transactions.ts';
import type { Asking, SignInProvider } from './provider.ts';

/** How many sign-ins one browser can have under way; the oldest is given up when there would be more. */
const maxTransactions = 5;

interface DepartureDependencies {
  publicUrl: URL;
  store: Store;
  provider: SignInProvider;
}

/** Sends the browser to the tenant, with a cookie that alone can come back from there. */
export async function depart(
  { publicUrl, store, provider }: DepartureDependencies,
  request: Request,
  response: Response,
  { transaction, asking }: { transaction: SignInTransaction; asking: Asking },
): Promise<void> {
  const { prefix, nameFor, options } = cookiesFor(publicUrl).transaction;
  const secret = randomBytes(24).toString('base64url');
  await keepTransaction(store, secret, transaction);
  const url = await provider.authorizationUrl(transaction, asking);
  const underWay = cookieNames(request.get('Cookie'), prefix);
  for (const name of underWay.slice(0, Math.max(0, underWay.length + 1 - maxTransactions))) {
    response.cookie(name, '', { ...options, maxAge: 0 });
  }
  response.cookie(nameFor(transaction.state), secret, options);
  redirect(response, url.href);
}

/** Leads the browser on. Nobody keeps the answer. */
export function redirect(response: Response, location: string): void {
  response.set('Cache-Control', 'no-store').redirect(302, location);
}

/**
 * Express-session would leave out the cookie of a session without a word.
 *
 * @throws when the request did not come by https, as far as the proxy says, and should have
 */
export function requireHttps(publicUrl: URL, request: Request): void {
  if (publicUrl.protocol !== 'https:' || request.secure) return;
  throw new Error('The proxy does not pass on X-Forwarded-Proto: https, or TRUST_PROXY is too low.');
}
