import type { ConnectionRecord } from '../store/schema.ts';
import { html, page } from '../pages/layout.ts';

export interface SignInPage {
  /** The interaction this page belongs to. */
  uid: string;
  /** What was typed before, or hinted at by the application. */
  username: string;
  error: string | undefined;
  /** Whether people with a password may come in here. */
  hasPasswordForm: boolean;
  /** Social and enterprise connections. */
  federated: readonly ConnectionRecord[];
}

/** The sign-in page: one form with `username` and `password`, and a link for each other way in. */
export function signInPage({ uid, username, error, hasPasswordForm, federated }: SignInPage): string {
  const invalid = error === undefined ? html`` : html` aria-invalid="true" aria-describedby="error"`;
  return page(
    'Sign in',
    html`<h1>Welcome</h1>
      <p>Sign in to continue.</p>
      ${error === undefined ? html`` : html`<p class="error" id="error" role="alert">${error}</p>`}
      ${
        hasPasswordForm
          ? html`<form method="post" action="/u/login/${uid}">
              <label
                >E-mail address or username
                <input
                  name="username"
                  value="${username}"
                  autocomplete="username"
                  autocapitalize="none"
                  spellcheck="false"
                  required
                  maxlength="320"
                  ${invalid}${username === '' ? html` autofocus` : html``}
              /></label>
              <label
                >Password
                <input
                  name="password"
                  type="password"
                  autocomplete="current-password"
                  required
                  maxlength="512"
                  ${invalid}${username === '' ? html`` : html` autofocus`}
              /></label>
              <button type="submit">Continue</button>
            </form>`
          : html``
      }
      ${
        federated.length === 0
          ? html``
          : html`<div class="or">${hasPasswordForm ? 'or' : 'Continue with'}</div>
              <ul>
                ${federated.map(
                  ({ name, settings }) =>
                    html`<li>
                      <a class="button" href="/identity-provider/${encodeURIComponent(name)}?state=${uid}"
                        >Continue with ${settings.display_name ?? name}</a
                      >
                    </li>`,
                )}
              </ul>`
      }`,
  );
}

/** What a person sees when a sign-in cannot go on. */
export function problemPage(message: string): string {
  return page(
    'Sign-in problem',
    html`<h1>This sign-in cannot go on</h1>
      <p class="error" role="alert">${message}</p>
      <p>Go back to the application and start again.</p>`,
  );
}
