import { markup, type Markup, page } from '../pages/layout.ts';
import { NOTHING } from '../pages/parts.ts';
import type { KeptMessage } from '../store/messages.ts';

const KINDS: Readonly<Record<KeptMessage['kind'], string>> = {
  verify_email: 'Verification',
  reset_email: 'Password',
  invitation: 'Invitation',
  code_email: 'Code',
  code_sms: 'Text message',
  mfa_enrollment: 'Multi-factor',
  job_report: 'Job',
};

/** The mailbox: what the tenant would have sent, the newest first. */
export function mailboxPage(
  messages: readonly KeptMessage[],
  recipient: string,
  older: string | undefined,
): string {
  return page(
    'Mailbox',
    markup`<h1>Mailbox</h1>
<p>What this tenant would have sent. Nothing leaves this machine.</p>
<form method="get" action="/mailbox">
<div class="row"><label>Recipient
<input name="recipient" value="${recipient}" maxlength="320" autocomplete="off" spellcheck="false" placeholder="somebody@example.com"></label>
<button type="submit">Show</button></div>
</form>
${recipient === '' ? NOTHING : markup`<p class="hint"><a href="/mailbox">Everybody's messages</a></p>`}
${messages.length === 0 ? markup`<p class="empty">No messages${recipient === '' ? '' : ' to this recipient'}.</p>` : markup`<ol class="messages">\n${messages.map(entry)}</ol>`}
${older === undefined ? NOTHING : markup`<p class="after"><a href="${older}">Older messages</a></p>`}`,
    'wide',
  );
}

function entry({ kind, recipient, subject, body, link, sent_at }: KeptMessage): Markup {
  const moment = sent_at.toISOString();
  return markup`<li>
<p class="meta"><span class="kind">${KINDS[kind]}</span> <a href="/mailbox?${new URLSearchParams({ recipient }).toString()}">${recipient}</a>
<time datetime="${moment}">${moment.slice(0, 16).replace('T', ' ')} UTC</time></p>
<h2>${subject}</h2>
<p class="body">${body}</p>
${link === null ? NOTHING : markup`<p class="link"><a href="${link}" rel="noopener">${link}</a></p>`}
</li>
`;
}
