import type { Request, Response } from 'express';
import { readCookie } from '../../oidc/cookie.ts';
import { randomText } from '../../store/ids.ts';
import type { Database } from '../../store/open.ts';

const COOKIE = 'tenant_browser';
/** Auth0's: thirty days. */
const LIFETIME_MS = 30 * 86_400_000;

/** Whether this user asked not to be asked for a second factor in this browser. */
export async function isRememberedBrowser(db: Database, request: Request, userId: string): Promise<boolean> {
  const id = readCookie(request, COOKIE);
  if (id === undefined) return false;
  const row = await db
    .selectFrom('remembered_browsers')
    .select('id')
    .where('user_id', '=', userId)
    .where('id', '=', id)
    .where('expires_at', '>', new Date())
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Remembers for thirty days that this user has shown a second factor in this browser. One browser has
 * one cookie, whoever signs in there.
 * @see https://auth0.com/docs/secure/multi-factor-authentication/customize-mfa
 */
export async function rememberBrowser(
  db: Database,
  request: Request,
  response: Response,
  userId: string,
): Promise<void> {
  const known = readCookie(request, COOKIE);
  const id = known !== undefined && /^[A-Za-z0-9]{32}$/u.test(known) ? known : randomText(32);
  const expires_at = new Date(Date.now() + LIFETIME_MS);
  await db
    .insertInto('remembered_browsers')
    .values({ user_id: userId, id, expires_at })
    .onConflict((conflict) => conflict.columns(['user_id', 'id']).doUpdateSet({ expires_at }))
    .execute();
  response.cookie(COOKIE, id, {
    httpOnly: true,
    sameSite: 'lax',
    secure: request.secure,
    path: '/u/login',
    maxAge: LIFETIME_MS,
  });
}
