import { markup, page } from '../../pages/layout.ts';
import { errorBox, mailboxHint } from '../../pages/parts.ts';
import type { ConnectionRecord } from '../../store/schema.ts';
import { CODE_FIELD } from '../code-field.ts';
import type { Flow } from '../flow.ts';

/** The page that asks where to send a code. */
export function recipientPage(
  { path, application }: Flow,
  { name, strategy }: ConnectionRecord,
  recipient: string,
  error: string | undefined,
): string {
  const field =
    strategy === 'sms'
      ? markup`<label>Phone number
<input name="recipient" type="tel" value="${recipient}" autocomplete="tel" placeholder="+49 151 23456789" required maxlength="32" autofocus></label>`
      : markup`<label>E-mail address
<input name="recipient" type="email" value="${recipient}" autocomplete="email" required maxlength="254" autofocus></label>`;
  return page(
    'Sign in with a code',
    markup`<h1>Sign in with a code</h1>
<p>You get a code with which to continue to ${application}.</p>
${errorBox(error)}
<form method="post" action="${path}/code">
<input type="hidden" name="connection" value="${name}">
${field}
<button type="submit">Send the code</button>
</form>
<p class="after"><a href="${path}/password">Sign in another way</a></p>`,
  );
}

/** The page that takes the code. */
export function codePage(
  { path }: Flow,
  { name }: ConnectionRecord,
  recipient: string,
  error: string | undefined,
): string {
  return page(
    'Enter the code',
    markup`<h1>Enter the code</h1>
<p>We sent a code to <strong>${recipient}</strong>. It is good for three minutes.</p>
${errorBox(error)}
${mailboxHint(recipient)}
<form method="post" action="${path}/code/check">
<input type="hidden" name="connection" value="${name}">
${CODE_FIELD}
<button type="submit">Continue</button>
</form>
<p class="after"><a href="${path}/code?connection=${encodeURIComponent(name)}">Send another code</a></p>`,
  );
}
