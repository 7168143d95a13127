import type { ReactNode } from 'react';
import styles from './empty-state.module.css';

/** Says that there is nothing, why, and what to do next. */
export function EmptyState(props: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <h2 className={styles.title}>{props.title}</h2>
      {props.children !== undefined && <div className={styles.text}>{props.children}</div>}
      {props.action !== undefined && <div className={styles.action}>{props.action}</div>}
    </div>
  );
}
