import type { ReactNode } from 'react';
import styles from './facts.module.css';

export interface Fact {
  term: string;
  value: ReactNode;
}

/** Terms and what they are, in columns where there is room; `isInline` puts each pair on a line of its own. */
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
