import type { Walk } from '@rollcall/shared/contract/walks.ts';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Button } from '../../../ui/button.tsx';
import { ProblemNotice } from '../../../ui/problem-notice.tsx';
import { problemWords } from '../../../ui/problem-words.ts';
import type { Selection } from '../use-selection.ts';
import { cancelWalk, startWalk } from './calls.ts';
import { walkQuery } from './queries.ts';
import styles from './select-matching.module.css';
import type { WalkSearch } from './walk-search.ts';

const number = new Intl.NumberFormat('en');

export interface SelectMatchingProps {
  search: WalkSearch;
  /** The walk that the list comes from, if it does. */
  walk: Walk | undefined;
  /** How many match, as the list says. */
  total: number | undefined;
  selection: Selection;
}

/**
 * Selects all who match, not those of the page alone: by the walk that the list comes from, or by one that is
 * begun for it.
 */
export function SelectMatching({ search, walk, total = 0, selection }: SelectMatchingProps) {
  const { collecting, setWalk, setCollecting } = selection;
  const start = useMutation({
    mutationFn: () => startWalk(search),
    onSuccess: ({ id }) => {
      setCollecting(id);
    },
  });
  const collected = useQuery({ ...walkQuery(collecting), enabled: collecting !== '' });
  const { data, error } = collected;
  useEffect(() => {
    if (data?.state === 'done' && data.id === collecting) setWalk(data.id, data.found);
  }, [data, collecting, setWalk]);
  const begin = () => {
    if (walk?.state === 'done') setWalk(walk.id, walk.found);
    else if (walk?.state === 'running') setCollecting(walk.id);
    else start.mutate();
  };
  const problem = start.error ?? (collecting === '' ? null : error);
  if (problem !== null) return <ProblemNotice error={problem} onRetry={begin} />;
  if (collecting !== '' && data?.state !== 'cancelled' && data?.state !== 'failed') {
    return (
      <Collecting
        walk={data}
        onCancel={() => {
          setCollecting('');
          // The list goes on with its own.
          if (collecting !== walk?.id) void cancelWalk(collecting);
        }}
      />
    );
  }
  return (
    <>
      {collecting !== '' && data !== undefined && <span className={styles.words}>{whyNot(data)}</span>}
      <Button size="small" isPending={start.isPending} onPress={begin}>
        {`Select all ${number.format(total)} that match`}
      </Button>
    </>
  );
}

function Collecting({ walk, onCancel }: { walk: Walk | undefined; onCancel: () => void }) {
  const { calls = 0, expected_calls: expected = null, found = 0 } = walk ?? {};
  return (
    <>
      <progress
        className={styles.bar}
        aria-label="Selecting all that match"
        {...(expected === null ? {} : { max: expected, value: calls })}
      />
      <span className={styles.words}>{number.format(found)} found…</span>
      <Button size="small" variant="quiet" onPress={onCancel}>
        Stop
      </Button>
    </>
  );
}

function whyNot({ state, failure }: Walk): string {
  return state === 'failed'
    ? (failure?.detail ?? problemWords.internal_error.title)
    : 'Not finished: another list was begun.';
}
