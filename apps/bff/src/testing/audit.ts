import { type AuditEvent, AuditList } from '@rollcall/shared/contract/audit.ts';
import type { Browser } from './browser.ts';

/** The newest events of the audit trail that a person sees, as a query asks for them. */
export async function events(browser: Browser, query: Record<string, string> = {}): Promise<AuditEvent[]> {
  const page = await browser.api('GET', `/api/audit?${new URLSearchParams(query).toString()}`);
  return AuditList.parse(page.body).events;
}

/** The newest of them; fails where there is none. */
export async function newest(browser: Browser, query: Record<string, string> = {}): Promise<AuditEvent> {
  const [event] = await events(browser, { ...query, limit: '1' });
  if (event === undefined) throw new Error(`The audit trail has nothing for ${JSON.stringify(query)}.`);
  return event;
}
