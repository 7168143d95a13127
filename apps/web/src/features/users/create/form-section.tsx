import type { ReactNode } from 'react';
import styles from './create.module.css';

/** A part of the form: what it is about on one side, its fields on the other. */
export function FormSection(props: { title: string; text: string; children: ReactNode }) {
  return (
    <section className={styles.section} aria-label={props.title}>
      <div>
        <h2 className={styles.sectionTitle}>{props.title}</h2>
        <p className={styles.sectionText}>{props.text}</p>
      </div>
      <div className={styles.fields}>{props.children}</div>
    </section>
  );
}
