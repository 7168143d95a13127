import { type Operation, operationsRows } from '@rollcall/shared/contract/operations.ts';
import { keepPreviousData, useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Download } from 'lucide-react';
import { download } from '../../api/download.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Select } from '../../ui/select.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import styles from './operations.module.css';
import { itemsQuery } from './queries.ts';
import { itemWords } from './words.ts';

const route = getRouteApi('/shell/operations/$operationId');
const states = ['pending', 'sending', 'done', 'already', 'refused', 'failed', 'unknown'] as const;

/** What has become of each item, and the report of it. */
export function Items({ operation }: { operation: Operation }) {
  const { id: operationId, counts, total, kind } = operation;
  const { show } = route.useSearch();
  const navigate = useNavigate({ from: '/operations/$operationId' });
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    ...itemsQuery(operationId, show),
    placeholderData: keepPreviousData,
  });
  const report = useMutation({
    mutationFn: () =>
      download(operationsRows.downloadOperationReport, { params: { operationId }, query: {} }),
  });
  const options = [
    { id: 'all' as const, label: `All (${total})` },
    ...states
      .filter((state) => counts[state] > 0 || state === show)
      .map((state) => ({ id: state, label: `${itemWords[state].label} (${counts[state]})` })),
  ];
  const items = data?.pages.flatMap((page) => page.items);
  return (
    <section className={styles.items} aria-label="Item by item">
      <div className={styles.bar}>
        <Select
          label="Show"
          options={options}
          selectedKey={show ?? 'all'}
          onSelectionChange={(next) =>
            void navigate({ search: next === 'all' ? {} : { show: next }, replace: true })
          }
        />
        <Button icon={<Download aria-hidden />} isPending={report.isPending} onPress={() => report.mutate()}>
          Report as CSV
        </Button>
      </div>
      {report.error !== null && <ProblemNotice error={report.error} />}
      {error !== null && <ProblemNotice error={error} onRetry={() => void refetch()} />}
      {items === undefined && error === null && <Skeleton height="160px" />}
      {items?.length === 0 && <p className={styles.hint}>There is nothing of this kind.</p>}
      {items !== undefined && items.length > 0 && (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{kind === 'import' ? 'Row' : 'User'}</th>
              <th scope="col" data-column="state">
                Outcome
              </th>
              <th scope="col">Why</th>
            </tr>
          </thead>
          <tbody>
            {items.map(({ seq, user_id: userId, name, entry, state, detail }) => (
              <tr key={seq}>
                <td>
                  {userId === null ? (
                    <bdi>{entry ?? `Number ${seq + 1}`}</bdi>
                  ) : name === undefined ? (
                    <code>{userId}</code>
                  ) : (
                    <Link to="/users/$userId" params={{ userId }} className={styles.user}>
                      <bdi>{name}</bdi>
                    </Link>
                  )}
                  {name !== undefined && <code className={styles.faint}>{userId}</code>}
                </td>
                <td data-column="state">
                  <Badge tone={itemWords[state].tone}>{itemWords[state].label}</Badge>
                </td>
                <td className={styles.faintText}>{detail}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {hasNextPage && (
        <span>
          <Button size="small" isPending={isFetchingNextPage} onPress={() => void fetchNextPage()}>
            Show more
          </Button>
        </span>
      )}
    </section>
  );
}
