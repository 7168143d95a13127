import { markup, page } from '../../pages/layout.ts';
import { errorBox, NOTHING } from '../../pages/parts.ts';
import { policyList } from '../../pages/policy-list.ts';
import type { ConnectionRecord } from '../../store/schema.ts';
import type { Flow } from '../flow.ts';

/** What was typed and refused; passwords are typed again. */
export interface TypedAccount {
  email: string;
  username: string;
}

/** The page that makes an account in a database connection. */
export function signUpPage(
  { path, application, company }: Flow,
  { options }: ConnectionRecord,
  { email, username }: TypedAccount,
  error: string | undefined,
): string {
  const usernameField =
    options['requires_username'] === true
      ? markup`<label>Username
<input name="username" value="${username}" autocomplete="username" autocapitalize="none" spellcheck="false" required maxlength="128"></label>\n`
      : NOTHING;
  return page(
    'Sign up',
    markup`<h1>Sign up</h1>
<p>Make an account at ${company} to continue to ${application}.</p>
${errorBox(error)}
<form method="post" action="${path}/sign-up">
<label>E-mail address
<input name="email" type="email" value="${email}" autocomplete="email" required maxlength="254" autofocus></label>
${usernameField}<label>Password
<input name="password" type="password" autocomplete="new-password" required maxlength="512" aria-describedby="policy"></label>
${policyList(options)}
<button type="submit">Sign up</button>
</form>
<p class="after">Already have an account? <a href="${path}/password">Sign in</a></p>`,
  );
}

/** What a person sees where nobody can make an account. */
export function noSignUpPage({ path }: Flow): string {
  return page(
    'Sign up',
    markup`<h1>Sign up</h1>
${errorBox('Nobody can make an account here. Ask an administrator for one.')}
<p class="after"><a href="${path}/password">Sign in</a></p>`,
  );
}
