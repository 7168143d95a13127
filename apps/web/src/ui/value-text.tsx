import styles from './value-text.module.css';

/** A value of a profile or of metadata as a person reads it; what is not there says so. */
export function ValueText({ value }: { value: unknown }) {
  if (value === undefined || value === '') return <span className={styles.nothing}>nothing</span>;
  if (value === true) return 'yes';
  if (value === false) return 'no';
  if (typeof value === 'string') return <bdi className={styles.value}>{value}</bdi>;
  return <code className={styles.value}>{JSON.stringify(value)}</code>;
}
