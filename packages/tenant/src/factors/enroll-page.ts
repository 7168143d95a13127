import { markup, page } from '../pages/layout.ts';
import { errorBox } from '../pages/parts.ts';
import { CODE_FIELD } from '../sign-in/code-field.ts';

const TITLE = 'Set up multi-factor authentication';

/** What an authenticator app has to be told. */
export interface Invitation {
  ticket: string;
  /** Whose account it is, as the app will show it. */
  account: string;
  /** In base32, for typing. */
  secret: string;
  /** The same as an `otpauth://` address, for apps that open those. */
  uri: string;
}

/** The page that shows the secret and takes the first code of the app. */
export function enrollPage({ ticket, account, secret, uri }: Invitation, error: string | undefined): string {
  const groups = secret.replace(/.{4}(?=.)/gu, '$& ');
  return page(
    TITLE,
    markup`<h1>${TITLE}</h1>
<p>Add ${account} to your authenticator app with this key:</p>
<p class="secret">${groups}</p>
<p>An app on this device may open it: <a href="${uri}">${uri}</a></p>
${errorBox(error)}
<form method="post" action="/mfa/enroll">
<input type="hidden" name="ticket" value="${ticket}">
${CODE_FIELD}
<button type="submit">Confirm</button>
</form>`,
  );
}

/**
 * The page after the app was added.
 * @param recoveryCode to be shown this once, when there is a new one.
 */
export function enrolledPage(recoveryCode: string | undefined): string {
  return page(
    TITLE,
    markup`<h1>The app is set up</h1>
<p>From now on signing in asks for the code that it shows.</p>
${
  recoveryCode === undefined
    ? ''
    : markup`<p>Should you lose the app, this code signs you in instead, once. Keep it in a safe place: it is not shown again.</p>
<p class="secret">${recoveryCode}</p>`
}`,
  );
}

/** The page of a ticket that cannot be used. */
export function closedPage(message: string): string {
  return page(
    TITLE,
    markup`<h1>This link cannot be used</h1>
${errorBox(message)}
<p>Ask for a new one where you got this one.</p>`,
  );
}
