import { markup, page } from '../pages/layout.ts';
import { errorBox, mailboxHint, noticeBox } from '../pages/parts.ts';
import type { Flow } from './flow.ts';

/** The page that asks whose password was forgotten. */
export function resetRequestPage({ path }: Flow, email: string, error: string | undefined): string {
  return page(
    'Forgot your password?',
    markup`<h1>Forgot your password?</h1>
<p>Enter your e-mail address, and you get a link to choose a new one.</p>
${errorBox(error)}
<form method="post" action="${path}/reset-password">
<label>E-mail address
<input name="email" type="email" value="${email}" autocomplete="email" required maxlength="254" autofocus></label>
<button type="submit">Continue</button>
</form>
<p class="after"><a href="${path}/password">Back to sign in</a></p>`,
  );
}

/** What a person sees after that, whether there is such an account or not. */
export function resetSentPage({ path }: Flow, email: string): string {
  return page(
    'Check your e-mail',
    markup`<h1>Check your e-mail</h1>
${noticeBox(markup`If there is an account for <strong>${email}</strong>, a link to choose a new password is on its way.`)}
${mailboxHint(email)}
<p class="after"><a href="${path}/password">Back to sign in</a></p>`,
  );
}
