import type { Operation } from '@rollcall/shared/contract/operations.ts';
import { Meter } from '../../ui/meter.tsx';
import styles from './operations.module.css';
import { itemWords, progressWords } from './words.ts';

const number = new Intl.NumberFormat('en');
const shownStates = ['done', 'already', 'refused', 'failed', 'unknown'] as const;

/** How far an operation is, and what has become of its items so far. */
export function Progress({ operation }: { operation: Operation }) {
  const { counts, total, state, kind } = operation;
  const isMeant = state === 'running' || state === 'paused' || state === 'preparing';
  const shown = shownStates.filter((each) => counts[each] > 0);
  return (
    <>
      {isMeant && total > 0 && (
        <Meter
          label={state === 'preparing' ? 'Finding out what it would come to' : 'Progress'}
          value={total - counts.pending - counts.sending}
          max={total}
          words={progressWords(operation)}
        />
      )}
      {kind !== 'export' && (shown.length > 0 || counts.pending > 0) && (
        <p className={styles.counts}>
          {counts.pending + counts.sending > 0 && (
            <span>
              <b>{number.format(counts.pending + counts.sending)}</b>{' '}
              {state === 'cancelled' || state === 'failed' ? 'not done' : 'to do'}
            </span>
          )}
          {shown.map((each) => (
            <span key={each} data-tone={itemWords[each].tone}>
              <b>{number.format(counts[each])}</b> {itemWords[each].label.toLowerCase()}
            </span>
          ))}
        </p>
      )}
    </>
  );
}
