import type { Request } from 'express';
import type { TenantContext } from '../management/endpoint.ts';
import { removeSessionOfCookie } from '../store/sessions.ts';
import { readCookie } from './cookie.ts';
import { SESSION_COOKIE } from './provider.ts';

/** Ends the browser's session at the tenant, whoever it belongs to. Answers whose it was. */
export async function endSession({ db }: TenantContext, request: Request): Promise<string | undefined> {
  const id = readCookie(request, SESSION_COOKIE);
  return id === undefined ? undefined : removeSessionOfCookie(db, id);
}
