import type { Webhook } from '@rollcall/shared/contract/webhooks.ts';
import { Link } from '@tanstack/react-router';
import { PlainTime } from '../../ui/plain-time.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { WebhookBadge } from './badges.tsx';
import styles from './webhooks.module.css';

/** The webhooks; each row is a link. `undefined` while they are still coming. */
export function WebhookTable({ webhooks }: { webhooks: readonly Webhook[] | undefined }) {
  return (
    <table className={styles.table} aria-label="Webhooks">
      <thead>
        <tr>
          <th scope="col">Address</th>
          <th scope="col" data-column="acts">
            Acts
          </th>
          <th scope="col" data-column="state">
            State
          </th>
          <th scope="col" data-column="time">
            Last delivery
          </th>
        </tr>
      </thead>
      <tbody>
        {webhooks === undefined
          ? ['60%', '45%'].map((width) => (
              <tr key={width}>
                <td>
                  <Skeleton width={width} />
                </td>
                <td>
                  <Skeleton width="60%" />
                </td>
                <td>
                  <Skeleton width="60%" />
                </td>
                <td>
                  <Skeleton width="60%" />
                </td>
              </tr>
            ))
          : webhooks.map((webhook) => <Row key={webhook.id} webhook={webhook} />)}
      </tbody>
    </table>
  );
}

function Row({ webhook }: { webhook: Webhook }) {
  const { id, url, description, actions, lastDelivery } = webhook;
  return (
    <tr className={styles.row}>
      <td>
        <Link to="/webhooks/$webhookId" params={{ webhookId: id }} className={styles.link} title={url}>
          <bdi>{url}</bdi>
        </Link>
        {description !== '' && (
          <span className={styles.faint}>
            <bdi>{description}</bdi>
          </span>
        )}
      </td>
      <td>
        {actions.length === 0
          ? 'All acts'
          : actions.length === 1
            ? '1 kind of act'
            : `${actions.length} kinds of acts`}
      </td>
      <td>
        <WebhookBadge webhook={webhook} />
      </td>
      <td>
        <span className={styles.cardLabel}>Last delivery </span>
        <PlainTime iso={lastDelivery?.at} fallback="None yet" />
        {lastDelivery?.ok === false && ', failed'}
      </td>
    </tr>
  );
}
