import type { Walk } from '@rollcall/shared/contract/walks.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from '../../../ui/button.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { ProblemNotice } from '../../../ui/problem-notice.tsx';
import { problemWords } from '../../../ui/problem-words.ts';
import { cancelWalk, startWalk } from './calls.ts';
import { joinedWalkQuery, walkQuery } from './queries.ts';
import type { WalkSearch } from './walk-search.ts';
import styles from './walk-status.module.css';

const number = new Intl.NumberFormat('en');

interface WalkStatusProps {
  walk: Walk | undefined;
  isForgotten: boolean;
  search: WalkSearch;
  /** Is told the id of the walk that was begun in place of this one. */
  onStarted: (id: string) => void;
  /** Goes back to the first 1,000; absent where there are none without a walk. */
  onLeave?: (() => void) | undefined;
}

/** How far a walk is, and what can be done where it has not come to its end. */
export function WalkStatus({ walk, isForgotten, search, onStarted, onLeave }: WalkStatusProps) {
  const queryClient = useQueryClient();
  const cancel = useMutation({
    mutationFn: cancelWalk,
    onSettled: (_data, _error, id) => queryClient.invalidateQueries({ queryKey: walkQuery(id).queryKey }),
  });
  const again = useMutation({
    mutationFn: () => startWalk(search),
    onSuccess: ({ id }) => {
      if (search.walk === '') queryClient.setQueryData(joinedWalkQuery(search).queryKey, id);
      else onStarted(id);
    },
  });
  const onRestart = () => {
    again.mutate();
  };
  if (again.error !== null) return <ProblemNotice error={again.error} onRetry={onRestart} />;
  if (isForgotten) {
    return (
      <Ended title="This list is an hour old and was forgotten" onRestart={onRestart} onLeave={onLeave}>
        Its users are kept by their ids for an hour. Walk through them again to see who matches now.
      </Ended>
    );
  }
  if (walk?.state === 'failed') {
    const { code = 'internal_error', detail = '' } = walk.failure ?? {};
    return (
      <Ended title={problemWords[code].title} onRestart={onRestart} onLeave={onLeave}>
        {detail}
      </Ended>
    );
  }
  if (walk?.state === 'cancelled') {
    return (
      <Ended title="The list was not finished" onRestart={onRestart} onLeave={onLeave}>
        It was cancelled, or another one was begun. {number.format(walk.found)} users had been found.
      </Ended>
    );
  }
  if (walk === undefined || walk.state === 'done') return null;
  const { calls, expected_calls: expectedCalls } = walk;
  return (
    <section className={styles.status} aria-label="Collecting all that match">
      <progress
        className={styles.bar}
        aria-label="Collecting users"
        {...(expectedCalls === null ? {} : { max: expectedCalls, value: calls })}
      />
      <p className={styles.words}>{wordsOf(walk)}</p>
      <Button
        size="small"
        isPending={cancel.isPending}
        onPress={() => {
          cancel.mutate(walk.id);
        }}
      >
        Cancel
      </Button>
    </section>
  );
}

interface EndedProps extends Pick<WalkStatusProps, 'onLeave'> {
  /** Begins it again. */
  onRestart: () => void;
  title: string;
  children: React.ReactNode;
}

function Ended({ title, children, onRestart, onLeave }: EndedProps) {
  return (
    <div className={styles.ended}>
      <Notice
        tone="amber"
        title={title}
        action={
          <>
            <Button size="small" onPress={onRestart}>
              Start again
            </Button>
            {onLeave !== undefined && (
              <Button size="small" variant="quiet" onPress={onLeave}>
                Show the first 1,000
              </Button>
            )}
          </>
        }
      >
        {children}
      </Notice>
    </div>
  );
}

function wordsOf({ phase, found, expected, seconds_left: seconds }: Walk): string {
  const left = seconds === null ? '' : ` · about ${timeOf(seconds)} left`;
  const of = expected === null ? '' : ` of about ${number.format(expected)}`;
  switch (phase) {
    case 'members':
      return 'Reading who belongs to it…';
    case 'users':
      return `${number.format(found)}${of} found${left}`;
    case 'factors':
      return `Asking for the factors of each of them${left}`;
  }
}

function timeOf(seconds: number): string {
  return seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
