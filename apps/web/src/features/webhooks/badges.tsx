import type { Webhook, WebhookDelivery } from '@rollcall/shared/contract/webhooks.ts';
import { Badge, type BadgeProps } from '../../ui/badge.tsx';

type Tone = NonNullable<BadgeProps['tone']>;

/** Whether a webhook is told of anything, and how that goes. */
export function WebhookBadge({ webhook: { enabled, lastDelivery } }: { webhook: Webhook }) {
  if (!enabled) return <Badge>Off</Badge>;
  if (lastDelivery?.ok === false) return <Badge tone="red">Failing</Badge>;
  return <Badge tone="green">On</Badge>;
}

const states: Record<WebhookDelivery['state'], { label: string; tone: Tone }> = {
  waiting: { label: 'Waiting', tone: 'neutral' },
  delivered: { label: 'Delivered', tone: 'green' },
  given_up: { label: 'Given up', tone: 'red' },
};

/** What has become of a delivery. */
export function DeliveryBadge({ delivery: { state, error } }: { delivery: WebhookDelivery }) {
  if (state === 'waiting' && error !== undefined) return <Badge tone="amber">Failed, waiting</Badge>;
  const { label, tone } = states[state];
  return <Badge tone={tone}>{label}</Badge>;
}
