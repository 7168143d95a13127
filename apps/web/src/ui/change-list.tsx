import { ArrowRight } from 'lucide-react';
import styles from './change-list.module.css';
import { ValueText } from './value-text.tsx';

/** One change in words: what, from what, to what. */
export interface ListedChange {
  label: string;
  before: unknown;
  after: unknown;
}

/** Changes as a list of before and after. */
export function ChangeList({ changes }: { changes: readonly ListedChange[] }) {
  return (
    <ul className={styles.list}>
      {changes.map(({ label, before, after }) => (
        <li key={label} className={styles.change}>
          <span className={styles.label}>{label}</span>
          <span className={styles.values}>
            <del className={styles.before}>
              <ValueText value={before} />
            </del>
            <ArrowRight aria-label="becomes" />
            <ins className={styles.after}>
              <ValueText value={after} />
            </ins>
          </span>
        </li>
      ))}
    </ul>
  );
}
