import type { Column } from '@rollcall/shared/user/columns.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import styles from './user-table.module.css';

const widths = ['62%', '48%', '71%', '55%', '66%', '43%', '59%', '74%', '51%', '64%', '46%', '68%'];

/** Rows that are still coming, in the shape of rows. */
export function TableSkeleton({ columns }: { columns: readonly Column[] }) {
  return widths.map((width) => (
    <tr key={width} className={styles.row}>
      {/* oxlint-disable-next-line jsx-a11y/control-has-associated-label -- nothing is there yet */}
      <td data-column="select" />
      {columns.map(({ path }) => (
        <td key={path} data-column={path}>
          <Skeleton width={path === 'name' ? width : '60%'} />
        </td>
      ))}
    </tr>
  ));
}
