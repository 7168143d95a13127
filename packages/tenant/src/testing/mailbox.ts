import type { Tenant } from '../start.ts';
import { Browser } from './browser.ts';

/** The newest message to somebody, as the mailbox page of the tenant shows it. */
export interface MailboxMessage {
  text: string;
  /** The six digits in it. */
  code: string;
  /** Where it leads. */
  link: string;
}

/** @throws when nothing was sent to this address or number. */
export async function newestMessage(tenant: Tenant, recipient: string): Promise<MailboxMessage> {
  const page = await new Browser(tenant.url).open(
    `${tenant.url}/mailbox?${new URLSearchParams({ recipient }).toString()}`,
  );
  const text = /<ol class="messages">\n<li>(.*?)<\/li>/su.exec(page.text)?.[1];
  if (text === undefined) throw new Error(`Nothing was sent to ${recipient}`);
  const link = /<p class="link"><a href="([^"]+)"/u.exec(text)?.[1] ?? '';
  return { text, code: /\b\d{6}\b/u.exec(text)?.[0] ?? '', link: link.replaceAll('&amp;', '&') };
}
