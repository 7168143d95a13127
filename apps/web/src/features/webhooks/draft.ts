import { type AuditAction, allAuditActions, auditActions } from '@rollcall/shared/contract/audit-actions.ts';
import type { Webhook } from '@rollcall/shared/contract/webhooks.ts';
import { z } from 'zod';

/** A webhook as it is typed into its form. */
export const WebhookDraft = z.object({
  url: z.string(),
  description: z.string(),
  which: z.enum(['all', 'some']),
  actions: z.array(z.enum(allAuditActions)),
  enabled: z.boolean(),
});
export type WebhookDraft = z.infer<typeof WebhookDraft>;

/** What the form begins with: the webhook, or an empty one. */
export function draftOf(webhook: Webhook | undefined): WebhookDraft {
  if (webhook === undefined) return { url: '', description: '', which: 'all', actions: [], enabled: true };
  const { url, description, actions, enabled } = webhook;
  return { url, description, which: actions.length === 0 ? 'all' : 'some', actions, enabled };
}

/** What is sent of a draft; `undefined` while something is missing. */
export function bodyOf({ url, description, which, actions, enabled }: WebhookDraft) {
  if (url.trim() === '' || (which === 'some' && actions.length === 0)) return undefined;
  return {
    url: url.trim(),
    description: description.trim(),
    actions: which === 'all' ? [] : actions,
    enabled,
  };
}

/** What is only ever refused; a webhook is told of nothing but what was done. */
const neverDone: ReadonlySet<AuditAction> = new Set(['read', 'session.sign_in_refused']);

const whom: ReadonlyMap<string, string> = new Map([
  ['user', 'a user'],
  ['audit', 'a user'],
  ['team', 'a team member'],
]);

function wordsOf(action: AuditAction): string {
  return auditActions[action].replace('…', whom.get(action.split('.')[0] ?? '') ?? '…');
}

/** The acts that a webhook can be told of, with their words. */
export const tellableActions = allAuditActions
  .filter((action) => !neverDone.has(action))
  .map((action) => ({ action, words: wordsOf(action) }));
