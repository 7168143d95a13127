import type { Ticket } from './ticket.ts';

/** How the use of a ticket ended. */
export interface Result {
  success: boolean;
  /** In Auth0's words: applications compare them. */
  message: string;
}

/** Why a ticket cannot be used (any more), in Auth0's words. */
export const TICKET_REFUSALS: Record<Exclude<Ticket['state'], 'valid'>, Result> = {
  used: { success: false, message: 'This URL can be used only once' },
  expired: { success: false, message: 'Access expired.' },
};

/**
 * Where a ticket with a `result_url` leads when it was used, and what is said there; undefined when it has none.
 * @see https://auth0.com/docs/authenticate/login/redirect-users-after-login — tickets
 */
export function resultAddress({ options }: Ticket, { success, message }: Result): string | undefined {
  if (options.result_url === undefined) return undefined;
  const url = new URL(options.result_url);
  url.searchParams.set('supportSignUp', 'true');
  url.searchParams.set('supportForgotPassword', 'true');
  if (options.include_email_in_redirect && options.email !== undefined) {
    url.searchParams.set('email', options.email);
  }
  url.searchParams.set('message', message);
  url.searchParams.set('success', String(success));
  if (success) url.searchParams.set('code', 'success');
  return url.href;
}
