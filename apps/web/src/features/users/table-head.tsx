import { ArrowDown, ArrowUp } from 'lucide-react';
import { useMe } from '../../api/me.ts';
import { ResizeHandle } from './resize-handle.tsx';
import { sortOf, whyNotSorted } from './sorting.ts';
import styles from './user-table.module.css';

interface TableHeadProps {
  path: string;
  title: string;
  /** In pixels. */
  width: number;
  sort: string;
  onSortChange: (sort: string) => void;
  onResize: (width: number) => void;
  onResized: (width: number | undefined) => void;
}

/** The head of a column: sorts where Auth0 can, says why where it cannot, and has an edge to drag. */
export function TableHead({ path, title, width, sort, onSortChange, onResize, onResized }: TableHeadProps) {
  const { masked } = useMe();
  const why = whyNotSorted(path, masked);
  const { current, isDownNext, next } = sortOf(path, sort);
  const isDown = current === 'none' ? isDownNext : current === 'descending';
  const Arrow = isDown ? ArrowDown : ArrowUp;
  return (
    <th
      className={styles.head}
      data-column={path}
      scope="col"
      // Without it the name of the edge would be part of what is read aloud with each cell.
      aria-label={title}
      {...(why === undefined ? { 'aria-sort': current } : {})}
    >
      {why === undefined ? (
        <button
          type="button"
          className={styles.sort}
          onClick={() => {
            onSortChange(next);
          }}
        >
          {title}
          <Arrow aria-hidden data-idle={current === 'none' ? '' : undefined} />
        </button>
      ) : (
        <span className={styles.unsorted} title={why}>
          {title}
        </span>
      )}
      <ResizeHandle title={title} width={width} onResize={onResize} onResized={onResized} />
    </th>
  );
}
