import { describeUserScope } from '@rollcall/shared/access/describe-user-scope.ts';
import type { UserScope } from '@rollcall/shared/access/user-scope.ts';
import { displayName } from '@rollcall/shared/user/display-name.ts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDebounced } from '../../lib/debounced.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { scopePreviewQuery } from './queries.ts';
import styles from './scope-editor.module.css';
import { Sentence } from './sentence.tsx';

/** How long after the last key stroke users are counted, in milliseconds. */
const pause = 400;
const count = new Intl.NumberFormat('en');

interface ScopePreviewProps {
  read: { ok: true; scope: UserScope } | { ok: false; sentence: string };
  mask: readonly string[];
}

/** Reads a scope back in a sentence, with how many users it covers and a few of them. */
export function ScopePreview({ read, mask }: ScopePreviewProps) {
  if (!read.ok) {
    return (
      <div className={styles.preview}>
        <p className={styles.count}>{read.sentence}</p>
      </div>
    );
  }
  return (
    <div className={styles.preview}>
      <p className={styles.sentence} data-scope-sentence>
        <Sentence text={describeUserScope(read.scope)} />
      </p>
      <Matches scope={read.scope} mask={mask} />
    </div>
  );
}

function Matches({ scope, mask }: { scope: UserScope; mask: readonly string[] }) {
  const asked = JSON.stringify({ scope, mask });
  const settled = useDebounced(asked, pause);
  const isSettled = settled === asked;
  const { data, error, isFetching, refetch } = useQuery({
    ...scopePreviewQuery(scope, mask),
    placeholderData: keepPreviousData,
    enabled: isSettled,
  });
  if (error !== null && isSettled && !isFetching)
    return <ProblemNotice error={error} onRetry={() => void refetch()} />;
  const isCounting = !isSettled || isFetching;
  return (
    <>
      <p className={styles.count} aria-live="polite">
        {isCounting || data === undefined ? (
          'Counting…'
        ) : (
          <span>
            <span className={styles.total}>{count.format(data.total)}</span>{' '}
            {data.total === 1 ? 'user' : 'users'} at the moment
          </span>
        )}
      </p>
      {!isCounting && data !== undefined && data.sample.length > 0 && (
        <ul className={styles.sample} aria-label="Some of them">
          {data.sample.map((user) => (
            <li key={user.user_id} className={styles.sampleUser}>
              <Avatar name={displayName(user)} picture={user.picture} />
              <span>
                <bdi>{displayName(user)}</bdi>
              </span>
            </li>
          ))}
          {data.total > data.sample.length && (
            <li className={styles.sampleUser}>and {count.format(data.total - data.sample.length)} more</li>
          )}
        </ul>
      )}
    </>
  );
}
