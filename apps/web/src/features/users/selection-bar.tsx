import type { ReactNode } from 'react';
import { Button } from '../../ui/button.tsx';
import { copyAndTell } from '../../ui/copy-and-tell.ts';
import styles from './selection-bar.module.css';
import type { Selection } from './selection.tsx';

const number = new Intl.NumberFormat('en');

/** How many users are selected, and what can be done with them. */
export function SelectionBar({ selection, children }: { selection: Selection; children: ReactNode }) {
  const { users } = selection;
  const emails = users.flatMap(({ email }) => email ?? []);
  return (
    <section className={styles.bar} aria-label="Selection">
      <output className={styles.count}>{number.format(users.length)} selected</output>
      <CopyButton lines={users.map(({ user_id: id }) => id)}>Copy user_ids</CopyButton>
      {emails.length > 0 && <CopyButton lines={emails}>Copy e-mails</CopyButton>}
      {children}
      <Button size="small" variant="quiet" onPress={selection.clear}>
        Clear
      </Button>
    </section>
  );
}

function CopyButton({ lines, children }: { lines: readonly string[]; children: string }) {
  return (
    <Button
      size="small"
      onPress={() => void copyAndTell(lines.join('\n'), `${number.format(lines.length)} lines`)}
    >
      {children}
    </Button>
  );
}
