import { Skeleton } from '../../ui/skeleton.tsx';
import styles from './roles.module.css';

/** In place of a list that is still coming. */
export function ListSkeleton() {
  return (
    <div className={styles.skeleton} aria-busy="true">
      <Skeleton width="55%" />
      <Skeleton width="70%" />
      <Skeleton width="40%" />
    </div>
  );
}
