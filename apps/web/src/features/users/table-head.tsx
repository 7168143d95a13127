import { isSortable } from '@rollcall/shared/access/masked-search.ts';
import type { ListedUser } from '@rollcall/shared/contract/users.ts';
import type { Header } from '@tanstack/react-table';
import { ArrowDown, ArrowUp } from 'lucide-react';
import type { ReactNode } from 'react';
import { useMe } from '../../api/me.ts';
import type { features } from './columns/columns.tsx';
import { ResizeHandle } from './resize-handle.tsx';
import { whyNotSorted } from './sorting.ts';
import styles from './user-table.module.css';

const ariaSort = { asc: 'ascending', desc: 'descending' } as const;

interface TableHeadProps {
  header: Header<typeof features, ListedUser>;
  title: ReactNode;
  /** In pixels. */
  width: number;
  onResize: (width: number) => void;
  onResized: (width: number | undefined) => void;
}

/** The head of a column: sorts where Auth0 can, says why where it cannot, and has an edge to drag. */
export function TableHead({ header, title, width, onResize, onResized }: TableHeadProps) {
  const { column } = header;
  const { masked } = useMe();
  const sorted = column.getIsSorted();
  // Without it the name of the edge would be part of what is read aloud with each cell.
  const name = String(column.columnDef.header);
  const handle = <ResizeHandle title={name} width={width} onResize={onResize} onResized={onResized} />;
  // What is hidden, or would tell it, puts nobody in order.
  if (!column.getCanSort() || !isSortable(masked, column.id)) {
    return (
      <th className={styles.head} data-column={column.id} scope="col" aria-label={name}>
        <span className={styles.unsorted} title={whyNotSorted(column.id, masked)}>
          {title}
        </span>
        {handle}
      </th>
    );
  }
  const isDown = sorted === false ? column.getFirstSortDir() === 'desc' : sorted === 'desc';
  const Arrow = isDown ? ArrowDown : ArrowUp;
  return (
    <th
      className={styles.head}
      data-column={column.id}
      scope="col"
      aria-label={name}
      aria-sort={sorted === false ? 'none' : ariaSort[sorted]}
    >
      <button type="button" className={styles.sort} onClick={column.getToggleSortingHandler()}>
        {title}
        <Arrow aria-hidden data-idle={sorted === false ? '' : undefined} />
      </button>
      {handle}
    </th>
  );
}
