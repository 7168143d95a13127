import { useId } from 'react';
import { Badge } from '../../ui/badge.tsx';
import { ValueText } from '../../ui/value-text.tsx';
import type { ComparedValue, Fate } from './comparison.ts';
import styles from './link.module.css';

const fateWords: Record<Fate, { text: string; tone: 'neutral' | 'green' | 'red' }> = {
  same: { text: 'The same', tone: 'neutral' },
  kept: { text: 'Kept in the identity', tone: 'green' },
  discarded: { text: 'Discarded', tone: 'red' },
  none: { text: 'Nothing to lose', tone: 'neutral' },
};

interface ComparisonTableProps {
  title: string;
  text: string;
  values: readonly ComparedValue[];
  /** Whether something of either user is hidden. */
  isMasked: boolean;
}

/** Values of both users, and what becomes of those of the second. */
export function ComparisonTable({ title, text, values, isMasked }: ComparisonTableProps) {
  const titleId = useId();
  return (
    <section className={styles.section} aria-labelledby={titleId}>
      <h3 id={titleId} className={styles.subtitle}>
        {title}
      </h3>
      <p className={styles.text}>{text}</p>
      <div className={styles.scroll}>
        <table className={styles.table} aria-labelledby={titleId}>
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">Stays</th>
              <th scope="col">Of the second user</th>
              <th scope="col">What becomes of that</th>
            </tr>
          </thead>
          <tbody>
            {values.map(({ field, stays, second, fate }) => (
              <tr key={field} data-fate={fate}>
                <th scope="row">
                  <code>{field}</code>
                </th>
                <td data-column="Stays">
                  <ValueText value={stays} />
                </td>
                <td data-column="Of the second user">
                  <ValueText value={second} />
                </td>
                <td>
                  <Badge tone={fateWords[fate].tone}>{fateWords[fate].text}</Badge>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {isMasked && (
        <p className={styles.text}>What is hidden from you is not shown here, and goes the same way.</p>
      )}
    </section>
  );
}
