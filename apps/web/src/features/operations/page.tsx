import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { ButtonLink, Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { TabLink, TabLinks } from '../../ui/tab-links.tsx';
import { OperationCard } from './operation-card.tsx';
import styles from './operations.module.css';
import { operationsQuery, useLiveOperations } from './queries.ts';

const route = getRouteApi('/shell/operations');

/** What goes on in the background, and what has been done there. */
export function OperationsPage() {
  const { which = 'open' } = route.useSearch();
  const { isCutOff } = useLiveOperations();
  return (
    <div className={styles.page}>
      <PageTitle>Operations</PageTitle>
      <PageHeader
        title="Operations"
        actions={
          <ButtonLink to="/bulk" variant="primary">
            Act on many users
          </ButtonLink>
        }
      />
      <TabLinks label="Which operations">
        <TabLink to="/operations" search={{}} activeOptions={{ exact: true, includeSearch: true }}>
          Open
        </TabLink>
        <TabLink to="/operations" search={{ which: 'over' }} activeOptions={{ includeSearch: true }}>
          Finished
        </TabLink>
      </TabLinks>
      {isCutOff && <p className={styles.hint}>The connection is lost. What is shown may be older.</p>}
      <List key={which} which={which} />
    </div>
  );
}

function List({ which }: { which: 'open' | 'over' }) {
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    operationsQuery(which),
  );
  const operations = data?.pages.flatMap((page) => page.operations);
  if (error !== null) return <ProblemNotice error={error} onRetry={() => void refetch()} />;
  if (operations === undefined) return <Skeleton height="180px" />;
  if (operations.length === 0) {
    return which === 'open' ? (
      <EmptyState title="Nothing goes on">
        Acts on many users, imports and exports stand here from when they are begun until they are over.
      </EmptyState>
    ) : (
      <EmptyState title="Nothing is finished">What is over is told here for ninety days.</EmptyState>
    );
  }
  return (
    <>
      <ul className={styles.list} aria-label="Operations">
        {operations.map((operation) => (
          <OperationCard key={operation.id} operation={operation} />
        ))}
      </ul>
      {hasNextPage && (
        <span>
          <Button size="small" isPending={isFetchingNextPage} onPress={() => void fetchNextPage()}>
            Show more
          </Button>
        </span>
      )}
    </>
  );
}
