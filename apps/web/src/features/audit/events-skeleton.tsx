import { Skeleton } from '../../ui/skeleton.tsx';
import styles from './events.module.css';

const places = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];

/** The shape of the events while they are on the way. */
export function EventsSkeleton() {
  return (
    <div className={styles.skeleton}>
      <output className={styles.hidden}>Loading the events</output>
      {places.map((place) => (
        <Skeleton key={place} height="14px" />
      ))}
    </div>
  );
}
