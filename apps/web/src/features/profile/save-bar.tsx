import { Button } from '../../ui/button.tsx';
import styles from './save-bar.module.css';

interface SaveBarProps {
  /** How many changes are not saved; without any there is no bar. */
  count: number;
  /** What keeps them from being saved, in a sentence. */
  obstacle?: string | undefined;
  isSaving: boolean;
  onReview: () => void;
  onDiscard: () => void;
}

/** Stands at the foot of a form, inside it, while there is something to save. */
export function SaveBar({ count, obstacle, isSaving, onReview, onDiscard }: SaveBarProps) {
  if (count === 0 && obstacle === undefined) return null;
  return (
    <section className={styles.bar} aria-label="Unsaved changes">
      <output className={styles.count}>{obstacle ?? changesIn(count)}</output>
      <div className={styles.actions}>
        <Button variant="quiet" onPress={onReview} isDisabled={count === 0 || isSaving}>
          Review
        </Button>
        <Button onPress={onDiscard} isDisabled={isSaving}>
          Discard
        </Button>
        <Button variant="primary" type="submit" isPending={isSaving} isDisabled={obstacle !== undefined}>
          Save changes
        </Button>
      </div>
    </section>
  );
}

/** `1 change`, `3 changes`. */
export function changesIn(count: number): string {
  return count === 1 ? '1 change' : `${count} changes`;
}
