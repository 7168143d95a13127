import { markup, type Markup, page } from '../../pages/layout.ts';
import { errorBox, mailboxHint, NOTHING } from '../../pages/parts.ts';
import { CODE_FIELD } from '../code-field.ts';
import type { Flow } from '../flow.ts';
import type { Factors } from './factors.ts';

const REMEMBER = markup`<label class="check"><input type="checkbox" name="remember" value="true"> Remember this browser for 30 days</label>`;

/** The page that asks for the code of an authenticator app. */
export function appPage({ path }: Flow, factors: Factors, error: string | undefined): string {
  return page(
    'Verify your identity',
    markup`<h1>Verify your identity</h1>
<p>Enter the code that your authenticator app shows.</p>
${errorBox(error)}
<form method="post" action="${path}/mfa">
${CODE_FIELD}
${REMEMBER}
<button type="submit">Continue</button>
</form>
${otherWays(path, { ...factors, app: false })}`,
  );
}

/** The page that offers to send a code. */
export function choicePage({ path }: Flow, factors: Factors): string {
  const choices = factors.sent.map(
    (
      { id, type, shown },
      index,
    ) => markup`<label class="choice"><input type="radio" name="method" value="${id}"${index === 0 ? markup` checked` : NOTHING}>
${type === 'phone' ? 'Text message to' : 'E-mail to'} ${shown}</label>\n`,
  );
  return page(
    'Verify your identity',
    markup`<h1>Verify your identity</h1>
<p>Where shall we send a code?</p>
<form method="post" action="${path}/mfa/send">
${choices}<button type="submit">Send the code</button>
</form>
${otherWays(path, { ...factors, sent: [] })}`,
  );
}

/** The page that takes a code that was sent. */
export function sentPage({ path }: Flow, factors: Factors, shown: string, error: string | undefined): string {
  return page(
    'Verify your identity',
    markup`<h1>Verify your identity</h1>
<p>We sent a code to ${shown}. It is good for three minutes.</p>
${errorBox(error)}
${mailboxHint()}
<form method="post" action="${path}/mfa/sent">
${CODE_FIELD}
${REMEMBER}
<button type="submit">Continue</button>
</form>
${otherWays(path, factors)}`,
  );
}

/** The page that takes a recovery code. */
export function recoveryPage({ path }: Flow, factors: Factors, error: string | undefined): string {
  return page(
    'Use a recovery code',
    markup`<h1>Use a recovery code</h1>
<p>Enter the recovery code that you wrote down. You get a new one for the next time.</p>
${errorBox(error)}
<form method="post" action="${path}/mfa/recovery">
<label>Recovery code
<input class="code" name="code" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="64" required autofocus></label>
<button type="submit">Continue</button>
</form>
${otherWays(path, { ...factors, recoveryCode: false })}`,
  );
}

/** The page that shows the next recovery code, this once. */
export function newRecoveryCodePage({ path }: Flow, code: string): string {
  return page(
    'Your new recovery code',
    markup`<h1>Your new recovery code</h1>
<p>The old one is used up. Write this one down: it is not shown again.</p>
<p class="secret">${code}</p>
<form method="post" action="${path}/mfa/continue">
<button type="submit">I have written it down</button>
</form>`,
  );
}

function otherWays(path: string, { app, sent, recoveryCode }: Factors): Markup {
  const ways = [
    app ? link(`${path}/mfa`, 'Use the authenticator app') : [],
    sent.length === 0 ? [] : link(`${path}/mfa/other`, 'Get a code by text message or e-mail'),
    recoveryCode ? link(`${path}/mfa/recovery`, 'Use a recovery code') : [],
  ].flat();
  return ways.length === 0 ? NOTHING : markup`<ul class="links">\n${ways}</ul>`;
}

function link(address: string, text: string): Markup {
  return markup`<li><a href="${address}">${text}</a></li>\n`;
}
