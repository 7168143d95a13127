import type { Webhook, WebhookDelivery } from '@rollcall/shared/contract/webhooks.ts';
import { PlainTime } from '../../ui/plain-time.tsx';
import { DeliveryBadge } from './badges.tsx';
import { RedeliverButton } from './redeliver-button.tsx';
import styles from './webhooks.module.css';

interface DeliveryTableProps {
  webhook: Webhook;
  deliveries: readonly WebhookDelivery[];
}

/** What was sent, the newest first; each can be sent again. On a phone the rows become cards. */
export function DeliveryTable({ webhook, deliveries }: DeliveryTableProps) {
  return (
    <table className={styles.table} aria-label="Deliveries" data-kind="deliveries">
      <thead>
        <tr>
          <th scope="col">Act</th>
          <th scope="col" data-column="state">
            State
          </th>
          <th scope="col">Answer</th>
          <th scope="col" data-column="time">
            Tries
          </th>
          <th scope="col" data-column="time">
            Next try
          </th>
          <th scope="col" data-column="act">
            <span className={styles.hidden}>Send again</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {deliveries.map((delivery) => (
          <Row key={delivery.id} webhook={webhook} delivery={delivery} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ webhook, delivery }: { webhook: Webhook; delivery: WebhookDelivery }) {
  const { action, eventId, createdAt, tries, status, error, nextTryAt, state } = delivery;
  return (
    <tr>
      <td>
        <code>{action}</code>
        <span className={styles.faint}>
          Event {eventId}, <PlainTime iso={createdAt} />
        </span>
      </td>
      <td>
        <DeliveryBadge delivery={delivery} />
      </td>
      <td>{error ?? (status === undefined ? '—' : `Status ${status}`)}</td>
      <td>
        <span className={styles.cardLabel}>Tries </span>
        {tries}
      </td>
      <td>
        <span className={styles.cardLabel}>Next try </span>
        {state === 'waiting' ? <PlainTime iso={nextTryAt} /> : '—'}
      </td>
      <td data-column="act">
        <RedeliverButton webhook={webhook} delivery={delivery} />
      </td>
    </tr>
  );
}
