import { type Webhook, webhooksRows } from '@rollcall/shared/contract/webhooks.ts';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { useMay } from '../../api/me.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Why } from '../../ui/why.tsx';
import { WebhookBadge } from './badges.tsx';
import { Deliveries } from './deliveries.tsx';
import { webhooksQuery } from './queries.ts';
import { RemoveDialog } from './remove-dialog.tsx';
import { WebhookDialog } from './webhook-dialog.tsx';
import styles from './webhooks.module.css';

const route = getRouteApi('/shell/webhooks/$webhookId');

/** One webhook: what it is told of, and what was sent to it. */
export function WebhookPage() {
  const mayList = useMay(webhooksRows.listWebhooks);
  return (
    <div className={styles.page}>
      <PageTitle>Webhook</PageTitle>
      {mayList.allowed ? (
        <Loaded />
      ) : (
        <EmptyState title="Webhooks cannot be shown">{mayList.sentence}</EmptyState>
      )}
    </div>
  );
}

function Loaded() {
  const { webhookId } = route.useParams();
  const { data: webhooks, error, refetch } = useQuery(webhooksQuery);
  const webhook = webhooks?.find(({ id }) => id === webhookId);
  if (webhook !== undefined) return <Details webhook={webhook} />;
  return (
    <div className={styles.head}>
      <Back />
      {error !== null ? (
        <ProblemNotice error={error} onRetry={() => void refetch()} />
      ) : webhooks === undefined ? (
        <Skeleton height="64px" />
      ) : (
        <EmptyState title="There is no such webhook">Somebody may have removed it.</EmptyState>
      )}
    </div>
  );
}

function Details({ webhook }: { webhook: Webhook }) {
  const { dialog } = route.useSearch();
  const navigate = useNavigate({ from: '/webhooks/$webhookId' });
  const may = useMay(webhooksRows.updateWebhook);
  const close = () => void navigate({ search: {}, replace: true });
  return (
    <>
      <div className={styles.head}>
        <Back />
        <PageHeader
          title={<bdi className={styles.url}>{webhook.url}</bdi>}
          actions={
            <>
              {!may.allowed && <Why sentence={may.sentence} />}
              <Button isDisabled={!may.allowed} onPress={() => void navigate({ search: { dialog: 'edit' } })}>
                Change
              </Button>
              <Button
                variant="danger"
                isDisabled={!may.allowed}
                onPress={() => void navigate({ search: { dialog: 'remove' } })}
              >
                Remove
              </Button>
            </>
          }
        />
        <p className={styles.text}>
          <WebhookBadge webhook={webhook} /> Told of{' '}
          {webhook.actions.length === 0 ? 'all acts' : webhook.actions.join(', ')}.
          {!webhook.enabled && ' Nothing is sent while it is off.'} <bdi>{webhook.description}</bdi>
        </p>
        <h2 className={styles.sectionTitle}>Deliveries</h2>
      </div>
      <Deliveries webhook={webhook} />
      {may.allowed && dialog === 'edit' && <WebhookDialog webhook={webhook} onClose={close} />}
      {may.allowed && dialog === 'remove' && (
        <RemoveDialog
          webhook={webhook}
          onClose={close}
          onRemoved={() => navigate({ to: '/webhooks', replace: true })}
        />
      )}
    </>
  );
}

function Back() {
  return (
    <Link to="/webhooks" className={styles.back}>
      <ArrowLeft aria-hidden />
      Webhooks
    </Link>
  );
}
