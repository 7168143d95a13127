import type { Response } from 'express';
import { markup, type Markup, page } from '../pages/layout.ts';
import { errorBox, NOTHING } from '../pages/parts.ts';
import type { ConnectionRecord } from '../store/schema.ts';
import { type Flow, showPage, type SignInOptions } from './flow.ts';

/** What the sign-in page shows beside its form. */
interface Shown {
  /** What was typed before; what the application hinted at when absent. */
  username?: string;
  error?: string;
}

/** Sends the sign-in page: one form with `username` and `password`, and a link for each other way in. */
export function showSignIn(
  options: Pick<SignInOptions, 'formTargets'>,
  flow: Flow,
  response: Response,
  { username = flow.hint, error }: Shown = {},
): void {
  showPage(options, response, signInPage(flow, username, error), error === undefined ? 200 : 400);
}

function signInPage(
  { path, uid, application, company, ways }: Flow,
  username: string,
  error: string | undefined,
): string {
  const invalid = error === undefined ? NOTHING : markup` aria-invalid="true" aria-describedby="error"`;
  const [first, second] = username === '' ? [markup` autofocus`, NOTHING] : [NOTHING, markup` autofocus`];
  const others = [
    ...ways.passwordless.map((way) => codeLink(path, way)),
    ...ways.federated.map((way) => providerLink(uid, way)),
  ];
  return page(
    'Sign in',
    markup`<h1>Welcome</h1>
<p>Sign in to ${company} to continue to ${application}.</p>
${errorBox(error)}
<form method="post" action="${path}">
<label>E-mail address or username
<input name="username" value="${username}" autocomplete="username" autocapitalize="none" spellcheck="false" required maxlength="320"${invalid}${first}></label>
<label>Password
<input name="password" type="password" autocomplete="current-password" required maxlength="512"${invalid}${second}></label>
<a class="aside" href="${path}/reset-password">Forgot password?</a>
<button type="submit">Continue</button>
</form>
${signUpAllowed(ways.database) ? markup`<p class="after">No account yet? <a href="${path}/sign-up">Sign up</a></p>` : NOTHING}
${others.length === 0 ? NOTHING : markup`<div class="or">or</div>\n<ul>\n${others}</ul>`}`,
  );
}

/** Whether people may make accounts of their own in one of these connections. */
function signUpAllowed(connections: readonly ConnectionRecord[]): boolean {
  return connections.some(({ options }) => options['disable_signup'] !== true);
}

function codeLink(path: string, { name, strategy }: ConnectionRecord): Markup {
  const how = strategy === 'sms' ? 'a code by text message' : 'a code by e-mail';
  return markup`<li><a class="button" href="${path}/code?connection=${encodeURIComponent(name)}">Continue with ${how}</a></li>\n`;
}

function providerLink(uid: string, { name, settings }: ConnectionRecord): Markup {
  return markup`<li><a class="button" href="/identity-provider/${encodeURIComponent(name)}?state=${uid}">Continue with ${settings.display_name ?? name}</a></li>\n`;
}
