import { Skeleton } from '../../ui/skeleton.tsx';
import styles from './user-table.module.css';

const widths = ['62%', '48%', '71%', '55%', '66%', '43%', '59%', '74%', '51%', '64%', '46%', '68%'];

/** Rows that are still coming, in the shape of rows. */
export function TableSkeleton() {
  return widths.map((width) => (
    <tr key={width} className={styles.row}>
      <td data-column="name">
        <Skeleton width={width} />
      </td>
      <td data-column="connection">
        <Skeleton width="70%" />
      </td>
      <td data-column="status">
        <Skeleton width="40%" />
      </td>
      <td data-column="last_login">
        <Skeleton width="60%" />
      </td>
      <td data-column="logins_count">
        <Skeleton width="50%" />
      </td>
      <td data-column="created_at">
        <Skeleton width="60%" />
      </td>
    </tr>
  ));
}
