import { webhooksRows } from '@rollcall/shared/contract/webhooks.ts';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { useMay } from '../../api/me.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Why } from '../../ui/why.tsx';
import { webhooksQuery } from './queries.ts';
import { WebhookDialog } from './webhook-dialog.tsx';
import { WebhookTable } from './webhook-table.tsx';
import styles from './webhooks.module.css';

const route = getRouteApi('/shell/webhooks');

/** The addresses that Rollcall reports acts to. */
export function WebhooksPage() {
  const { dialog } = route.useSearch();
  const navigate = useNavigate({ from: '/webhooks' });
  const mayList = useMay(webhooksRows.listWebhooks);
  const mayAdd = useMay(webhooksRows.createWebhook);
  const add = (
    <Button
      variant="primary"
      icon={<Plus aria-hidden />}
      isDisabled={!mayAdd.allowed}
      onPress={() => void navigate({ search: { dialog: 'new' } })}
    >
      Add webhook
    </Button>
  );
  return (
    <div className={styles.page}>
      <PageTitle>Webhooks</PageTitle>
      <div className={styles.head}>
        <PageHeader
          title="Webhooks"
          actions={
            mayList.allowed && (
              <>
                {!mayAdd.allowed && <Why sentence={mayAdd.sentence} />}
                {add}
              </>
            )
          }
        />
        {mayList.allowed && (
          <p className={styles.text}>
            After each act that was done in Rollcall, these addresses are told who did what to what. Reports
            are signed, and hold no profile data.
          </p>
        )}
      </div>
      {mayList.allowed ? (
        <List add={add} />
      ) : (
        <EmptyState title="Webhooks cannot be shown">{mayList.sentence}</EmptyState>
      )}
      {mayAdd.allowed && dialog === 'new' && (
        <WebhookDialog onClose={() => void navigate({ search: {}, replace: true })} />
      )}
    </div>
  );
}

function List({ add }: { add: ReactNode }) {
  const { data: webhooks, error, refetch } = useQuery(webhooksQuery);
  if (webhooks?.length === 0) {
    return (
      <EmptyState title="No webhooks yet" action={add}>
        Add the address of a service that should know what is done here, such as a chat or a SIEM.
      </EmptyState>
    );
  }
  return (
    <>
      {error !== null && (
        <div className={styles.notice}>
          <ProblemNotice error={error} onRetry={() => void refetch()} />
        </div>
      )}
      {(webhooks !== undefined || error === null) && <WebhookTable webhooks={webhooks} />}
    </>
  );
}
