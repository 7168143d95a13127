import type { TenantConfig } from '../env.ts';
import { ProblemError } from '../http/problem.ts';
import { exchangeText, TransportError } from './transport.ts';

/** Has the tenant send the user of a database connection an e-mail with a link to choose a password. */
export type SendPasswordEmail = (email: string, connection: string) => Promise<void>;

const timeoutMs = 10_000;

/**
 * The Authentication API's own way, which needs no token and tells nobody whether there is such a user: the
 * tenant takes the request, and the e-mail is its affair.
 * Source: auth0.com/docs/api/authentication/database-connections/change-password
 *
 * @throws {ProblemError} `refused_by_tenant`, `tenant_busy`, `tenant_unreachable`, `outcome_unknown`
 */
export function passwordEmails({ origin, clientId }: TenantConfig): SendPasswordEmail {
  return async (email, connection) => {
    const body = JSON.stringify({ client_id: clientId, email, connection });
    const headers = { accept: '*/*', 'content-type': 'application/json' };
    const url = new URL('/dbconnections/change_password', origin);
    const { status } = await exchangeText(url, { method: 'POST', headers, body }, timeoutMs).catch(
      (cause: unknown) => {
        const isSent = cause instanceof TransportError && cause.sent;
        throw new ProblemError(isSent ? 'outcome_unknown' : 'tenant_unreachable', { cause });
      },
    );
    if (status >= 200 && status < 300) return;
    const cause = new Error(`The tenant answered ${status}`);
    if (status === 429) throw new ProblemError('tenant_busy', { retryAfter: 10, cause });
    if (status >= 500) throw new ProblemError('outcome_unknown', { cause });
    throw new ProblemError('refused_by_tenant', {
      detail: `The tenant sends no password e-mails for ${connection}. Enable that connection for Rollcall's application in Auth0.`,
      cause,
    });
  };
}
