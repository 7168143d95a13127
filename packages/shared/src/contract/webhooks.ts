import { z } from 'zod';
import { isStorable } from '../user/metadata.ts';
import { allAuditActions } from './audit-actions.ts';
import type { Row } from './row.ts';

/** An address that is told of acts after they were done. Its secret is shown once, when it is made. */
export const Webhook = z.object({
  id: z.string(),
  url: z.string(),
  description: z.string(),
  /** The acts it is told of; empty for all. */
  actions: z.array(z.enum(allAuditActions)),
  enabled: z.boolean(),
  createdAt: z.string(),
  /** How the last delivery ended; absent before the first. */
  lastDelivery: z.object({ at: z.string(), ok: z.boolean() }).optional(),
});
export type Webhook = z.infer<typeof Webhook>;

/** One report to one address, with its tries. */
export const WebhookDelivery = z.object({
  id: z.string(),
  eventId: z.number().int(),
  action: z.enum(allAuditActions),
  state: z.enum(['waiting', 'delivered', 'given_up']),
  tries: z.number().int(),
  createdAt: z.string(),
  lastTriedAt: z.string().optional(),
  nextTryAt: z.string().optional(),
  /** The HTTP status of the last answer; absent when there was none. */
  status: z.number().int().optional(),
  /** What went wrong at the last try, in a sentence. */
  error: z.string().optional(),
});
export type WebhookDelivery = z.infer<typeof WebhookDelivery>;

const Url = z
  .url({ protocol: /^https$/, error: 'Must be an address that starts with https://.' })
  .max(2048, 'At most 2,048 characters.');
const WebhookFields = z.strictObject({
  url: Url,
  description: z
    .string()
    .trim()
    .max(200, 'At most 200 characters.')
    .refine(isStorable, 'Contains a character that cannot be stored.'),
  actions: z.array(z.enum(allAuditActions)).max(allAuditActions.length),
  enabled: z.boolean(),
});
// The defaults are of a new one alone: a change leaves alone what it does not name.
const NewWebhook = WebhookFields.extend({
  description: WebhookFields.shape.description.default(''),
  actions: WebhookFields.shape.actions.default([]),
  enabled: WebhookFields.shape.enabled.default(true),
});
const WebhookParams = z.strictObject({ webhookId: z.uuid('is not the id of a webhook') });
const DeliveryParams = z.strictObject({
  webhookId: z.uuid('is not the id of a webhook'),
  deliveryId: z.uuid('is not the id of a delivery'),
});
const webhooks = { permission: 'webhooks:manage', scopes: [] } as const;

export const webhooksRows = {
  listWebhooks: {
    ...webhooks,
    method: 'GET',
    path: '/api/webhooks',
    status: 200,
    response: z.object({ webhooks: z.array(Webhook) }),
    problems: [],
  },
  createWebhook: {
    ...webhooks,
    method: 'POST',
    path: '/api/webhooks',
    audit: 'webhook.create',
    stepUp: true,
    body: NewWebhook,
    status: 201,
    response: z.object({
      webhook: Webhook,
      /** For checking the signatures; it is never shown again. */
      secret: z.string(),
    }),
    problems: ['address_refused'],
  },
  updateWebhook: {
    ...webhooks,
    method: 'PATCH',
    path: '/api/webhooks/:webhookId',
    audit: 'webhook.update',
    stepUp: true,
    params: WebhookParams,
    body: WebhookFields.partial(),
    status: 200,
    response: Webhook,
    problems: ['not_found', 'address_refused'],
  },
  deleteWebhook: {
    ...webhooks,
    method: 'DELETE',
    path: '/api/webhooks/:webhookId',
    audit: 'webhook.delete',
    stepUp: true,
    params: WebhookParams,
    status: 204,
    problems: ['not_found'],
  },
  listWebhookDeliveries: {
    ...webhooks,
    method: 'GET',
    path: '/api/webhooks/:webhookId/deliveries',
    params: WebhookParams,
    query: z.strictObject({
      /** The `eventId` of the last one seen: it goes on from there. */
      before: z.coerce.number().int().min(1).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(50),
    }),
    status: 200,
    response: z.object({ deliveries: z.array(WebhookDelivery), next: z.number().int().optional() }),
    problems: ['not_found'],
  },
  redeliverWebhook: {
    ...webhooks,
    method: 'POST',
    path: '/api/webhooks/:webhookId/deliveries/:deliveryId/redeliver',
    audit: 'webhook.redeliver',
    params: DeliveryParams,
    status: 200,
    response: WebhookDelivery,
    problems: ['not_found'],
  },
} as const satisfies Record<string, Row>;
