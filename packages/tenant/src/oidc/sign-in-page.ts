import { markup, type Markup, page } from '../pages/layout.ts';
import { errorBox, NOTHING } from '../pages/parts.ts';
import type { ConnectionRecord } from '../store/schema.ts';

export interface SignInPage {
  /** The interaction this page belongs to. */
  uid: string;
  /** What was typed before, or hinted at by the application. */
  username: string;
  error: string | undefined;
  /** Social and enterprise connections. */
  federated: readonly ConnectionRecord[];
}

/** The sign-in page: one form with `username` and `password`, and a link for each other way in. */
export function signInPage({ uid, username, error, federated }: SignInPage): string {
  const invalid = error === undefined ? NOTHING : markup` aria-invalid="true" aria-describedby="error"`;
  const [first, second] = username === '' ? [markup` autofocus`, NOTHING] : [NOTHING, markup` autofocus`];
  return page(
    'Sign in',
    markup`<h1>Welcome</h1>
<p>Sign in to continue.</p>
${errorBox(error)}
<form method="post" action="/u/login/${uid}">
<label>E-mail address or username
<input name="username" value="${username}" autocomplete="username" autocapitalize="none" spellcheck="false" required maxlength="320"${invalid}${first}></label>
<label>Password
<input name="password" type="password" autocomplete="current-password" required maxlength="512"${invalid}${second}></label>
<button type="submit">Continue</button>
</form>
${federated.length === 0 ? NOTHING : otherWays(uid, federated)}`,
  );
}

function otherWays(uid: string, federated: readonly ConnectionRecord[]): Markup {
  const ways = federated.map(
    ({ name, settings }) =>
      markup`<li><a class="button" href="/identity-provider/${encodeURIComponent(name)}?state=${uid}">Continue with ${settings.display_name ?? name}</a></li>\n`,
  );
  return markup`<div class="or">or</div>
<ul>
${ways}</ul>`;
}
