import { bulkActKinds, nameOfAct } from '@rollcall/shared/bulk/acts.ts';
import type { Operation } from '@rollcall/shared/contract/operations.ts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ChangeList } from '../../ui/change-list.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Confirm } from './confirm.tsx';
import styles from './operations.module.css';
import { sampleQuery } from './queries.ts';
import { users } from './words.ts';

/** As many users are shown with what changes of them. */
const mostShown = 3;

/** What an operation would come to, and the word that it takes. */
export function DryRun({ operation }: { operation: Operation }) {
  const { id, counts, refusals, act, state } = operation;
  const sample = useQuery({ ...sampleQuery(id), enabled: counts.pending > 0 });
  const kind = act === undefined ? undefined : bulkActKinds[nameOfAct(act)];
  const shown = (sample.data?.filter(({ changes }) => changes.length > 0) ?? []).slice(0, mostShown);
  return (
    <section className={styles.dryRun} aria-label="Dry run">
      <h2 className={styles.sectionTitle}>What it would come to</h2>
      <ul className={styles.outlook}>
        <li>
          <b>{users(counts.pending)}</b> {counts.pending === 1 ? 'is' : 'are'} to be{' '}
          {kind?.done ?? 'put back as they were'}.
        </li>
        {counts.already > 0 && (
          <li>
            <b>{users(counts.already)}</b> {counts.already === 1 ? 'is' : 'are'} so already.
          </li>
        )}
        {counts.refused > 0 && (
          <li>
            <b>{counts.refused.toLocaleString('en')}</b> {counts.refused === 1 ? 'is' : 'are'} refused:
            <ul>
              {refusals?.map(({ code, detail, count }) => (
                <li key={`${code} ${detail}`}>
                  {count.toLocaleString('en')} × {detail}
                </li>
              ))}
            </ul>
          </li>
        )}
      </ul>
      {kind !== undefined && !kind.isUndoable && counts.pending > 0 && (
        <Notice tone="amber" title="It cannot be undone">
          Once it is done, Rollcall cannot put it back.
        </Notice>
      )}
      {sample.error !== null && <ProblemNotice error={sample.error} onRetry={() => void sample.refetch()} />}
      {shown.length > 0 && (
        <details className={styles.sample} open>
          <summary>What changes of the first</summary>
          <ul className={styles.sampleList}>
            {shown.map(({ user_id: userId, name, changes }) => (
              <li key={userId}>
                <Link to="/users/$userId" params={{ userId }} className={styles.user}>
                  <bdi>{name}</bdi>
                </Link>
                <ChangeList
                  changes={changes.map(({ field, before, after }) => ({ label: field, before, after }))}
                />
              </li>
            ))}
          </ul>
        </details>
      )}
      {(state === 'ready' || operation.steps.includes('approve')) && <Confirm operation={operation} />}
      {state === 'awaiting_approval' && !operation.steps.includes('approve') && (
        <Notice tone="blue" title="It waits for a second person">
          Somebody else who may do this to everybody has to approve it. They find it among the operations.
        </Notice>
      )}
    </section>
  );
}
