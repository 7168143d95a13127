import type { Request } from 'express';
import type { TenantContext } from '../management/endpoint.ts';
import { readCookie } from './cookie.ts';
import { SESSION_COOKIE } from './provider.ts';

/** Ends the browser's session at the tenant, whoever it belongs to. Answers whose it was. */
export async function endSession({ db }: TenantContext, request: Request): Promise<string | undefined> {
  const id = readCookie(request, SESSION_COOKIE);
  if (id === undefined) return undefined;
  const ended = await db
    .deleteFrom('oidc_records')
    .where('model', '=', 'Session')
    .where('id', '=', id)
    .returning('account_id')
    .executeTakeFirst();
  return ended?.account_id ?? undefined;
}
