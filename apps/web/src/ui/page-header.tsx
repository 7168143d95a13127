import type { ReactNode } from 'react';
import styles from './page-header.module.css';

/** The one title of a page, the way back before it, and the primary action at its end. */
export function PageHeader(props: { title: ReactNode; actions?: ReactNode; back?: ReactNode }) {
  return (
    <header className={styles.header}>
      <div className={styles.heading}>
        {props.back !== undefined && <div className={styles.back}>{props.back}</div>}
        <h1 className={styles.title}>{props.title}</h1>
      </div>
      {props.actions !== undefined && <div className={styles.actions}>{props.actions}</div>}
    </header>
  );
}
