import type { Webhook, webhooksRows } from '@rollcall/shared/contract/webhooks.ts';
import type { AuditChange } from '@rollcall/shared/contract/audit.ts';
import type { HandlersOf } from '../../http/handler.ts';
import { ProblemError } from '../../http/problem.ts';
import { AddressRefused, addressesOf, type Reach } from '../../webhooks/reach.ts';
import type { WebhookFields, WebhookStore } from '../../webhooks/webhook-store.ts';

/** What the handlers of webhooks work with. */
export interface WebhooksDependencies {
  webhooks: WebhookStore;
  reach: Reach;
  /** To be called when something has become due. */
  wake: () => void;
}

/** Which addresses Rollcall reports acts to, and how that went. */
export function webhooksHandlers({
  webhooks,
  reach,
  wake,
}: WebhooksDependencies): HandlersOf<typeof webhooksRows> {
  const find = async (id: string) => {
    const webhook = await webhooks.find(id);
    if (webhook === undefined) throw new ProblemError('not_found');
    return webhook;
  };
  return {
    listWebhooks: async () => ({ webhooks: await webhooks.list() }),

    createWebhook: async ({ body, telling }) => {
      const url = await acceptedUrl(body.url, reach);
      const added = await webhooks.add({ ...body, url });
      telling.target(targetOf(added.webhook));
      telling.changed(changesOf(undefined, added.webhook));
      return added;
    },

    updateWebhook: async ({ params, body, telling }) => {
      const before = await find(params.webhookId);
      telling.target(targetOf(before));
      const after: WebhookFields = {
        url: body.url === undefined ? before.url : await acceptedUrl(body.url, reach),
        description: body.description ?? before.description,
        actions: body.actions ?? before.actions,
        enabled: body.enabled ?? before.enabled,
      };
      await webhooks.change(before.id, after);
      telling.changed(changesOf(before, after));
      return find(before.id);
    },

    deleteWebhook: async ({ params, telling }) => {
      const before = await find(params.webhookId);
      telling.target(targetOf(before));
      await webhooks.remove(before.id);
      telling.changed(changesOf(before, undefined));
    },

    listWebhookDeliveries: async ({ params, query }) => {
      await find(params.webhookId);
      const found = await webhooks.deliveries(params.webhookId, query.before, query.limit + 1);
      const deliveries = found.slice(0, query.limit);
      const next = found.length > query.limit ? deliveries.at(-1)?.eventId : undefined;
      return { deliveries, next };
    },

    redeliverWebhook: async ({ params, telling }) => {
      const webhook = await find(params.webhookId);
      telling.target(targetOf(webhook));
      if (!webhook.enabled) {
        throw new ProblemError('invalid_input', {
          detail: 'Nothing is sent to a webhook that is switched off.',
        });
      }
      const delivery = await webhooks.sendAgain(params.webhookId, params.deliveryId);
      if (delivery === undefined) throw new ProblemError('not_found');
      wake();
      return delivery;
    },
  };
}

/**
 * The address in the form in which it is stored.
 *
 * @throws {ProblemError} `address_refused`
 */
async function acceptedUrl(text: string, reach: Reach): Promise<string> {
  const url = new URL(text);
  try {
    await addressesOf(url, reach);
  } catch (error) {
    if (!(error instanceof AddressRefused)) throw error;
    throw new ProblemError('address_refused', {
      detail: error.message,
      errors: [{ field: 'url', detail: error.message }],
    });
  }
  return url.href;
}

function targetOf({ id, url }: Webhook) {
  return { kind: 'webhook', id, name: new URL(url).host } as const;
}

/** The changes for the audit trail. Of an address only its origin: the rest is often a secret. */
function changesOf(before: WebhookFields | undefined, after: WebhookFields | undefined): AuditChange[] {
  return (['url', 'description', 'actions', 'enabled'] as const)
    .filter((field) => JSON.stringify(before?.[field]) !== JSON.stringify(after?.[field]))
    .map((field) => ({ field, before: told(before, field), after: told(after, field) }));
}

function told(fields: WebhookFields | undefined, field: keyof WebhookFields): unknown {
  if (fields === undefined) return null;
  return field === 'url' ? new URL(fields.url).origin : fields[field];
}
