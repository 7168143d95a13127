import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogActions } from '../../ui/dialog.tsx';
import { RadioGroup } from '../../ui/radio-group.tsx';
import styles from './conflict-dialog.module.css';
import type { Choice, Conflict, Path } from '@rollcall/shared/user/three-way.ts';
import { ValueText } from '../../ui/value-text.tsx';

interface ConflictDialogProps {
  conflicts: readonly Conflict[];
  /** What only they changed; taken over as it is. */
  taken: readonly Path[];
  labelOf: (path: Path) => string;
  onSettle: (choose: (path: Path) => Choice) => void;
  onClose: () => void;
}

/** Shows where someone else changed the same things meanwhile, and lets the person choose for each. */
export function ConflictDialog({ conflicts, taken, labelOf, onSettle, onClose }: ConflictDialogProps) {
  const [choices, setChoices] = useState<ReadonlyMap<string, Choice>>(new Map());
  const isSettled = conflicts.every(({ path }) => choices.has(keyOf(path)));

  return (
    <Dialog
      title="Someone else changed this user meanwhile"
      role="alertdialog"
      size="large"
      isOpen
      onOpenChange={onClose}
    >
      <p>
        Nothing is saved yet. Choose what to keep{conflicts.length > 1 ? ' for each field' : ''}, then save
        again.
      </p>
      <ul className={styles.conflicts}>
        {conflicts.map(({ path, base, mine, theirs }) => (
          <li key={keyOf(path)} className={styles.conflict}>
            <RadioGroup
              label={labelOf(path)}
              value={choices.get(keyOf(path)) ?? null}
              onChange={(choice) => {
                setChoices(new Map(choices).set(keyOf(path), choice));
              }}
              options={[
                { id: 'theirs', label: 'Keep theirs', detail: <ValueText value={theirs} /> },
                { id: 'mine', label: 'Use mine', detail: <ValueText value={mine} /> },
              ]}
            />
            <p className={styles.base}>
              Before both changes: <ValueText value={base} />
            </p>
          </li>
        ))}
      </ul>
      {taken.length > 0 && <p>Also changed by them, and kept: {taken.map(labelOf).join(', ')}.</p>}
      <DialogActions>
        <Button onPress={onClose}>Back to the form</Button>
        <Button
          variant="primary"
          isDisabled={!isSettled}
          onPress={() => {
            onSettle((path) => choices.get(keyOf(path)) ?? 'theirs');
          }}
        >
          Save changes
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function keyOf(path: Path): string {
  return JSON.stringify(path);
}
