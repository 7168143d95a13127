import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { userQuery } from '../../api/user.ts';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Blocks } from './blocks.tsx';
import { OverviewFacts } from './overview-facts.tsx';
import styles from './overview.module.css';
import { overviewQuery } from './queries.ts';
import { States } from './states.tsx';

/** Who this is at a glance: in what state, and what hangs on them. */
export function Overview({ userId }: { userId: string }) {
  const { data: user } = useSuspenseQuery(userQuery(userId));
  const overview = useQuery(overviewQuery(userId));
  return (
    <div className={styles.column}>
      {overview.error !== null && (
        <ProblemNotice error={overview.error} onRetry={() => void overview.refetch()} />
      )}
      <States user={user.data} overview={overview.data} />
      <Blocks user={user.data} blocks={overview.data?.blocks} />
      <OverviewFacts
        user={user.data}
        overview={overview.data}
        isLoading={overview.isPending}
        onRetry={() => void overview.refetch()}
      />
    </div>
  );
}
