import { markup, type Markup, page } from './layout.ts';

/** Nothing at all, where a page leaves something out. */
export const NOTHING = markup``;

/** What went wrong, above a form. */
export function errorBox(message: string | undefined): Markup {
  return message === undefined ? NOTHING : markup`<p class="error" id="error" role="alert">${message}</p>`;
}

/** What went well, or what to do next. */
export function noticeBox(message: string | Markup): Markup {
  return markup`<p class="notice" role="status">${message}</p>`;
}

/** What a person sees when a sign-in cannot go on. */
export function problemPage(message: string): string {
  return page(
    'Sign-in problem',
    markup`<h1>This sign-in cannot go on</h1>
${errorBox(message)}
<p class="after">Go back to the application and start again.</p>`,
  );
}

/**
 * Where to read what was sent: nothing leaves the machine.
 * @param recipient whose messages to show; everybody's when absent.
 */
export function mailboxHint(recipient?: string): Markup {
  const query = recipient === undefined ? '' : `?${new URLSearchParams({ recipient }).toString()}`;
  const address = `/mailbox${query}`;
  return markup`<p class="hint">This tenant sends nothing: read it in <a href="${address}" target="_blank" rel="noopener">its mailbox</a>.</p>`;
}
