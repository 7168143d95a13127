import { markup, page } from '../pages/layout.ts';
import { errorBox, noticeBox } from '../pages/parts.ts';
import { policyList } from '../pages/policy-list.ts';
import type { JsonObject } from '../store/schema.ts';
import type { Ticket } from './ticket.ts';

/** The page that asks for a new password. */
export function newPasswordPage(
  token: string,
  { options: { email } }: Ticket,
  connectionOptions: JsonObject,
  error: string | undefined,
): string {
  return page(
    'Change your password',
    markup`<h1>Change your password</h1>
<p>Choose a new password for <strong>${email ?? 'your account'}</strong>.</p>
${errorBox(error)}
<form method="post" action="/u/reset-password">
<input type="hidden" name="ticket" value="${token}">
<label>New password
<input name="password" type="password" autocomplete="new-password" required maxlength="512" aria-describedby="policy" autofocus></label>
<label>New password again
<input name="again" type="password" autocomplete="new-password" required maxlength="512"></label>
${policyList(connectionOptions)}
<button type="submit">Change password</button>
</form>`,
  );
}

/** What a person sees when a ticket was used. */
export function donePage(title: string, message: string): string {
  return page(
    title,
    markup`<h1>${title}</h1>\n${noticeBox(message)}\n<p class="after">You can close this page.</p>`,
  );
}

/** What a person sees when a ticket cannot be used. */
export function refusedPage(title: string, message: string): string {
  return page(
    title,
    markup`<h1>${title}</h1>\n${errorBox(message)}\n<p class="after">Ask for a new link.</p>`,
  );
}
