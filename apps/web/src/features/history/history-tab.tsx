import { auditRows } from '@rollcall/shared/contract/audit.ts';
import { historyRows } from '@rollcall/shared/contract/history.ts';
import { useInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { RotateCw } from 'lucide-react';
import { useMay } from '../../api/me.ts';
import { userQuery } from '../../api/user.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { EntryList } from './entry-list.tsx';
import { Filters } from './filters.tsx';
import styles from './history.module.css';
import { knownKind } from './kind-words.tsx';
import { readOf, userAuditQuery, userLogsQuery } from './queries.ts';
import type { HistorySearch } from './search-params.ts';
import { joinTimeline } from './timeline.ts';

/** What happened to a user: the tenant's log and Rollcall's audit trail, on one timeline. */
export function HistoryTab() {
  const { userId } = useParams({ from: '/shell/users/$userId' });
  const { entry: shown, ...search } = useSearch({ from: '/shell/users/$userId/history' });
  const navigate = useNavigate({ from: '/users/$userId/history' });
  const { data: user } = useSuspenseQuery(userQuery(userId));
  const filter = { ...search, kind: knownKind(search.kind) };
  const mayLogs = useMay(historyRows.listUserLogs, [], user.data);
  const mayAudit = useMay(auditRows.listUserAuditEvents, [], user.data);
  const wantsLogs = filter.source !== 'rollcall';
  const wantsAudit = filter.source !== 'log';
  const logs = useInfiniteQuery({
    ...userLogsQuery(userId, filter),
    enabled: wantsLogs && mayLogs.allowed,
  });
  const audit = useInfiniteQuery({
    ...userAuditQuery(userId, filter),
    enabled: wantsAudit && mayAudit.allowed,
  });
  const used = [
    ...(wantsLogs && mayLogs.allowed ? [logs] : []),
    ...(wantsAudit && mayAudit.allowed ? [audit] : []),
  ];
  const { entries, behind } = joinTimeline(
    used.map(({ data, hasNextPage, isError }) => readOf(data?.pages, hasNextPage && !isError)),
  );
  const isLoading = used.some(({ isPending }) => isPending);
  const isCut = wantsLogs && (logs.data?.pages.some((page) => page.isCut) ?? false);
  const set = (changes: Partial<HistorySearch>) =>
    void navigate({
      search: (before) => ({ ...before, ...changes }),
      replace: true,
      resetScroll: false,
    });

  return (
    <section className={styles.tab} aria-label="History of the user">
      <div className={styles.top}>
        <Filters
          filter={filter}
          onChange={(changes) => set({ ...changes, entry: undefined })}
          onClear={() => void navigate({ search: {} })}
        />
        <Button
          size="small"
          icon={<RotateCw aria-hidden />}
          onPress={() => used.forEach(({ refetch }) => void refetch())}
        >
          Look again
        </Button>
      </div>
      {wantsLogs && !mayLogs.allowed && (
        <Notice title="The log of the tenant is not shown">{mayLogs.sentence}</Notice>
      )}
      {wantsAudit && !mayAudit.allowed && (
        <Notice title="What was done in Rollcall is not shown">{mayAudit.sentence}</Notice>
      )}
      {used.map(
        ({ error, refetch }, index) =>
          error !== null && (
            <ProblemNotice
              key={index === 0 ? 'first' : 'second'}
              error={error}
              onRetry={() => void refetch()}
            />
          ),
      )}
      {isLoading ? (
        <Loading />
      ) : (
        entries.length === 0 &&
        used.every(({ isError }) => !isError) && <Nothing isMore={behind.length > 0} />
      )}
      {!isLoading && entries.length > 0 && (
        <EntryList
          userId={userId}
          entries={entries}
          shown={shown}
          onToggle={(id) => set({ entry: id === shown ? undefined : id })}
        />
      )}
      {!isLoading && (
        <div className={styles.foot}>
          <span>
            {entries.length === 1 ? '1 entry shown' : `${entries.length.toLocaleString('en')} entries shown`}
            {isCut && '. The tenant lets nobody page further back than 1,000 log events'}
          </span>
          {behind.length > 0 && (
            <Button
              size="small"
              isPending={used.some(({ isFetchingNextPage }) => isFetchingNextPage)}
              onPress={() => behind.forEach((index) => void used[index]?.fetchNextPage())}
            >
              Show older
            </Button>
          )}
        </div>
      )}
    </section>
  );
}

function Loading() {
  return (
    <div className={styles.loading}>
      <output className={styles.hidden}>Loading the history</output>
      {['a', 'b', 'c', 'd', 'e', 'f'].map((place) => (
        <Skeleton key={place} height="14px" />
      ))}
    </div>
  );
}

function Nothing({ isMore }: { isMore: boolean }) {
  return (
    <EmptyState title={isMore ? 'Nothing yet that fits' : 'Nothing happened that fits'}>
      {isMore
        ? 'There are older events that were not looked at.'
        : 'How long the tenant keeps its log depends on its plan: from one day to thirty.'}
    </EmptyState>
  );
}
