import { Skeleton } from '../../ui/skeleton.tsx';
import styles from './page.module.css';

const tabWidths = ['48px', '64px', '80px', '72px', '68px'];
const fieldKeys = ['a', 'b', 'c', 'd', 'e', 'f'];

/** The shape of a user's page while the user is on the way. */
export function UserSkeleton() {
  return (
    <>
      <output className={styles.hidden}>Loading the user</output>
      <div className={styles.person}>
        <Skeleton width="52px" height="52px" />
        <div className={styles.lines}>
          <Skeleton width="220px" height="22px" />
          <Skeleton width="280px" />
          <Skeleton width="180px" />
        </div>
      </div>
      <div className={styles.tabs}>
        {tabWidths.map((width) => (
          <Skeleton key={width} width={width} />
        ))}
      </div>
      <div className={styles.fields}>
        {fieldKeys.map((key) => (
          <span key={key}>
            <Skeleton width="80px" />
            <Skeleton height="32px" />
          </span>
        ))}
      </div>
    </>
  );
}
