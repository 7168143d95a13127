import type { ReactNode } from 'react';
import { Button } from '../../ui/button.tsx';
import styles from './save-bar.module.css';
import type { SaveReason } from './save-reason.tsx';

interface SaveBarProps {
  /** How many changes are not saved; without any there is no bar. */
  count: number;
  /** What keeps them from being saved, in a sentence. */
  obstacle?: string | undefined;
  isSaving: boolean;
  reason: SaveReason;
  onReview: () => void;
  onDiscard: () => void;
  /** What became of the last attempt to save. */
  children?: ReactNode;
}

/** Stands at the foot of a form, inside it: what became of the last attempt to save, and what is still to be saved. */
export function SaveBar({ count, obstacle, isSaving, reason, onReview, onDiscard, children }: SaveBarProps) {
  const isNeeded = count > 0 || obstacle !== undefined;
  return (
    <div className={styles.foot}>
      {children}
      {isNeeded && (
        <section className={styles.bar} aria-label="Unsaved changes">
          {reason.field !== false && <div className={styles.reason}>{reason.field}</div>}
          <output className={styles.count}>{obstacle ?? changesIn(count)}</output>
          <div className={styles.actions}>
            <Button variant="quiet" onPress={onReview} isDisabled={count === 0 || isSaving}>
              Review
            </Button>
            <Button onPress={onDiscard} isDisabled={isSaving}>
              Discard
            </Button>
            <Button
              variant="primary"
              type="submit"
              isPending={isSaving}
              isDisabled={obstacle !== undefined || reason.isMissing}
            >
              Save changes
            </Button>
          </div>
        </section>
      )}
    </div>
  );
}

/** `1 change`, `3 changes`. */
export function changesIn(count: number): string {
  return count === 1 ? '1 change' : `${count} changes`;
}
