import type { ListedUser } from '@rollcall/shared/contract/users.ts';
import { memo, type Ref } from 'react';
import { Cell } from './columns/cell.tsx';
import { SelectUser } from './selection.tsx';
import styles from './user-table.module.css';

/** A column as the rows show it. */
export interface ShownColumn {
  path: string;
  isHidden: boolean;
}

interface TableRowProps {
  user: ListedUser;
  columns: readonly ShownColumn[];
  isSelected: boolean;
  onToggle: (user: ListedUser) => void;
  isCurrent: boolean;
  /** Its place in a list of which only a part is drawn, from 0. */
  index?: number;
  ref?: Ref<HTMLTableRowElement>;
}

/** One user of the table. Drawn anew only where something of it is another: not while it is scrolled or searched. */
export const TableRow = memo(function TableRow(props: TableRowProps) {
  const { user, columns, isSelected, onToggle, isCurrent, index, ref } = props;
  return (
    <tr
      ref={ref}
      className={styles.row}
      data-index={index}
      data-selected={isSelected ? '' : undefined}
      data-current={isCurrent ? '' : undefined}
      // The heads are the first row (ARIA 1.2, aria-rowindex).
      aria-rowindex={index === undefined ? undefined : index + 2}
    >
      <td data-column="select">
        <SelectUser user={user} isSelected={isSelected} onToggle={onToggle} />
      </td>
      {columns.map(({ path, isHidden }) => (
        // oxlint-disable-next-line jsx-a11y/control-has-associated-label -- what it says comes from its column
        <td key={path} data-column={path}>
          <Cell path={path} user={user} isHidden={isHidden} />
        </td>
      ))}
    </tr>
  );
});
