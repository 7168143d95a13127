import type { Operation } from '@rollcall/shared/contract/operations.ts';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { isProblem } from '../../lib/problem-error.ts';
import { Badge } from '../../ui/badge.tsx';
import { ButtonLink } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { PlainTime } from '../../ui/plain-time.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { DryRun } from './dry-run.tsx';
import { Items } from './items.tsx';
import styles from './operations.module.css';
import { Progress } from './progress.tsx';
import { operationQuery, useLiveOperations } from './queries.ts';
import { Steps } from './steps.tsx';
import { stateWords } from './words.ts';

const route = getRouteApi('/shell/operations/$operationId');

/** One operation from its dry run to its report. */
export function OperationPage() {
  const { operationId } = route.useParams();
  const { data: operation, error, refetch } = useQuery(operationQuery(operationId));
  const { isCutOff } = useLiveOperations();
  const isGone = isProblem(error, 'not_found') || isProblem(error, 'invalid_input');
  return (
    <div className={styles.page}>
      <PageTitle>{operation?.title ?? 'Operation'}</PageTitle>
      <PageHeader
        title={<bdi>{operation?.title ?? 'Operation'}</bdi>}
        back={
          <ButtonLink to="/operations" variant="quiet" size="small" icon={<ArrowLeft aria-hidden />}>
            Operations
          </ButtonLink>
        }
        actions={operation !== undefined && <Steps operation={operation} />}
      />
      {isGone ? (
        <EmptyState title="There is no such operation">
          It is over for more than ninety days, or it is somebody else’s.
        </EmptyState>
      ) : (
        error !== null && <ProblemNotice error={error} onRetry={() => void refetch()} />
      )}
      {isCutOff && <p className={styles.hint}>The connection is lost. What is shown may be older.</p>}
      {operation === undefined ? (
        error === null && <Skeleton height="220px" />
      ) : (
        <Body operation={operation} />
      )}
    </div>
  );
}

function Body({ operation }: { operation: Operation }) {
  const { state, failure } = operation;
  const { label, tone } = stateWords[state];
  return (
    <>
      <div className={styles.summary}>
        <p className={styles.facts}>
          <Badge tone={tone}>{label}</Badge>
          <span>
            In the name of <bdi>{operation.member.name}</bdi>
          </span>
          {operation.approver !== undefined && (
            <span>
              Approved by <bdi>{operation.approver.name}</bdi>
            </span>
          )}
          {operation.run_at !== undefined && (
            <span>
              To begin at <PlainTime iso={operation.run_at} />
            </span>
          )}
          {operation.ended_at !== undefined && (
            <span>
              Over since <PlainTime iso={operation.ended_at} />
            </span>
          )}
          {operation.reason !== undefined && (
            <span>
              “<bdi>{operation.reason}</bdi>”
            </span>
          )}
        </p>
        <Progress operation={operation} />
      </div>
      {failure !== undefined && (
        <Notice
          tone={state === 'failed' ? 'red' : 'amber'}
          title={state === 'failed' ? 'It has failed' : 'It waits for another try'}
        >
          {failure.detail}
        </Notice>
      )}
      {(state === 'ready' || state === 'awaiting_approval') && <DryRun operation={operation} />}
      {operation.kind === 'import' && (
        <p className={styles.hint}>
          <Link to="/import" search={{ id: operation.id }} className={styles.user}>
            Open the import
          </Link>{' '}
          for what has become of each row, and for the failing rows as a file.
        </p>
      )}
      {operation.kind === 'export' && state === 'done' && (
        <p className={styles.hint}>
          Whoever has made the file finds it for an hour among the{' '}
          <Link to="/users" search={{ view: 'all' }} className={styles.user}>
            users
          </Link>
          , under Export…
        </p>
      )}
      {operation.kind !== 'export' && <Items operation={operation} />}
    </>
  );
}
