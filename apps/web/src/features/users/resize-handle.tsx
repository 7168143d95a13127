import { columnWidth, within } from '@rollcall/shared/user/columns.ts';
import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import styles from './user-table.module.css';

interface ResizeHandleProps {
  title: string;
  width: number;
  /** While it is dragged. */
  onResize: (width: number) => void;
  /** When it is let go; undefined goes back to the usual width. */
  onResized: (width: number | undefined) => void;
}

const step = 16;

/** The edge of a column's head: dragged, or moved with the arrow keys; a double click takes the usual width again. */
export function ResizeHandle({ title, width, onResize, onResized }: ResizeHandleProps) {
  const drag = useRef<{ from: number; at: number; now: number }>(undefined);
  const move = (event: PointerEvent) => {
    if (drag.current === undefined) return;
    const now = within(drag.current.from + event.clientX - drag.current.at);
    drag.current.now = now;
    onResize(now);
  };
  const release = () => {
    if (drag.current !== undefined && drag.current.now !== drag.current.from) onResized(drag.current.now);
    drag.current = undefined;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const direction = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (direction === undefined) return;
    event.preventDefault();
    onResized(within(width + direction * step));
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a separator that takes focus is a control (ARIA 1.2)
    <span
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- `hr` takes no focus
      role="separator"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- see above
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={`Width of ${title}`}
      aria-valuenow={Math.round(width)}
      aria-valuemin={columnWidth.least}
      aria-valuemax={columnWidth.most}
      className={styles.handle}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        // What is seen, which is less than `width` where the list is narrow.
        const from = event.currentTarget.parentElement?.offsetWidth ?? width;
        drag.current = { from, at: event.clientX, now: from };
      }}
      onPointerMove={move}
      onPointerUp={release}
      onPointerCancel={release}
      onDoubleClick={() => {
        onResized(undefined);
      }}
      onKeyDown={onKeyDown}
    />
  );
}
