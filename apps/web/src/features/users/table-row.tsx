import type { ListedUser } from '@rollcall/shared/contract/users.ts';
import { memo, type ReactNode, type Ref } from 'react';
import { SelectUser } from './selection.tsx';
import styles from './user-table.module.css';

/** A row as the table hands it on: the user, and what stands in each column. */
export interface Row {
  user: ListedUser;
  cells: readonly { path: string; content: ReactNode }[];
}

interface TableRowProps extends Row {
  isSelected: boolean;
  onToggle: (user: ListedUser) => void;
  isCurrent: boolean;
  /** Its place in a list of which only a part is drawn, from 0. */
  index?: number;
  ref?: Ref<HTMLTableRowElement>;
}

/** One user of the table. While a long one is scrolled, the rows that stay are not drawn anew. */
export const TableRow = memo(function TableRow(props: TableRowProps) {
  const { user, cells, isSelected, onToggle, isCurrent, index, ref } = props;
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
      {cells.map(({ path, content }) => (
        // oxlint-disable-next-line jsx-a11y/control-has-associated-label -- what it says comes from its column
        <td key={path} data-column={path}>
          {content}
        </td>
      ))}
    </tr>
  );
});
