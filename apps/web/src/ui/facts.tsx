import type { ReactNode } from 'react';
import styles from './facts.module.css';

export interface Fact {
  term: string;
  value: ReactNode;
}

/** Terms and what they are, one below the other; `isInline` puts each pair on one line where there is room. */
export function Facts({ items, isInline = false }: { items: readonly Fact[]; isInline?: boolean }) {
  return (
    <dl className={styles.facts} data-inline={isInline}>
      {items.map(({ term, value }) => (
        <div key={term} className={styles.fact}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
