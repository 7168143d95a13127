import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import type { Selection } from './use-selection.ts';
import { type Row, TableRow } from './table-row.tsx';
import styles from './user-table.module.css';

interface LongBodyProps {
  rows: readonly Row[];
  selection: Selection;
  current: string;
  scroller: RefObject<HTMLElement | null>;
}

/** How high a row usually is, in pixels, until the first one is drawn. */
const usualHeight = 41;

/**
 * The rows of a long table: those that are seen, and some more, with space for the others. All are as high as
 * the first one: to measure each would lay out the table again for each while it is scrolled.
 */
export function LongBody({ rows, selection, current, scroller }: LongBodyProps) {
  const first = useRef<HTMLTableRowElement>(null);
  const [height, setHeight] = useState(usualHeight);
  // oxlint-disable-next-line react/incompatible-library -- it is not compiled, and hands its functions to nobody
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    getItemKey: (index) => rows[index]?.user.user_id ?? index,
    overscan: 12,
    useFlushSync: false,
  });
  useLayoutEffect(() => {
    const seen = first.current?.getBoundingClientRect().height ?? height;
    if (Math.abs(seen - height) < 0.5) return;
    setHeight(seen);
    virtualizer.measure();
  }, [rows, height, virtualizer]);
  const drawn = virtualizer.getVirtualItems();
  const before = drawn[0]?.start ?? 0;
  const after = virtualizer.getTotalSize() - (drawn.at(-1)?.end ?? 0);
  return (
    <tbody>
      <Space height={before} />
      {drawn.map(({ index }, place) => {
        const row = rows[index];
        return (
          row !== undefined && (
            <TableRow
              key={row.user.user_id}
              {...(place === 0 ? { ref: first } : {})}
              index={index}
              user={row.user}
              cells={row.cells}
              isSelected={selection.has(row.user.user_id)}
              onToggle={selection.toggle}
              isCurrent={row.user.user_id === current}
            />
          )
        );
      })}
      <Space height={after} />
    </tbody>
  );
}

function Space({ height }: { height: number }) {
  return (
    <tr aria-hidden className={styles.space} style={{ blockSize: height }}>
      {/* oxlint-disable-next-line jsx-a11y/control-has-associated-label -- only space */}
      <td />
    </tr>
  );
}
