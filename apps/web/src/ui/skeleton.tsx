import styles from './skeleton.module.css';

/** The place of something that is still coming, in its size (CSS lengths). Hidden from screen readers. */
export function Skeleton({ width = '100%', height = '12px' }: { width?: string; height?: string }) {
  return <span className={styles.skeleton} style={{ inlineSize: width, blockSize: height }} aria-hidden />;
}
