import type { Webhook } from '@rollcall/shared/contract/webhooks.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { DeliveryTable } from './delivery-table.tsx';
import { deliveriesQuery } from './queries.ts';
import styles from './webhooks.module.css';

/** What was sent to a webhook, with the way further back. */
export function Deliveries({ webhook }: { webhook: Webhook }) {
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    deliveriesQuery(webhook.id),
  );
  const deliveries = data?.pages.flatMap((page) => page.deliveries);
  return (
    <>
      {error !== null && (
        <div className={styles.notice}>
          <ProblemNotice error={error} onRetry={() => void refetch()} />
        </div>
      )}
      {deliveries === undefined
        ? error === null && (
            <div className={styles.notice}>
              <Skeleton height="96px" />
            </div>
          )
        : deliveries.length === 0 && (
            <EmptyState title="Nothing was sent yet">
              The next act that it is told of appears here, and stays for 30 days.
            </EmptyState>
          )}
      {deliveries !== undefined && deliveries.length > 0 && (
        <DeliveryTable webhook={webhook} deliveries={deliveries} />
      )}
      {hasNextPage && (
        <div className={styles.notice}>
          <Button isPending={isFetchingNextPage} onPress={() => void fetchNextPage()}>
            Show older ones
          </Button>
        </div>
      )}
    </>
  );
}
