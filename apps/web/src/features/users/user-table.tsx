import type { ListedUser } from '@rollcall/shared/contract/users.ts';
import { isMasked } from '@rollcall/shared/access/mask.ts';
import { type Column, columnTitle } from '@rollcall/shared/user/columns.ts';
import type { CustomField } from '@rollcall/shared/user/custom-fields.ts';
import { lazy, type RefObject, Suspense, useState } from 'react';
import { useMe } from '../../api/me.ts';
import { leastWidth, widthOf, widthStyle, withWidth } from './columns/column-widths.ts';
import { Cell } from './columns/cell.tsx';
import { SelectAll } from './selection.tsx';
import type { Selection } from './use-selection.ts';
import { TableHead } from './table-head.tsx';
import { TableRow } from './table-row.tsx';
import { TableSkeleton } from './table-skeleton.tsx';
import styles from './user-table.module.css';

// Long lists are an exception, and what draws them only where they are seen is not for the first load.
const LongBody = lazy(async () => ({ default: (await import('./long-body.tsx')).LongBody }));
/** From how many rows on only those that are seen are drawn. */
const longFrom = 100;

const none: ListedUser[] = [];

interface UserTableProps {
  /** Undefined while they are still coming; the heads stand already. */
  users: ListedUser[] | undefined;
  columns: readonly Column[];
  fields: readonly CustomField[];
  sort: string;
  onSortChange: (sort: string) => void;
  onColumnsChange: (columns: readonly Column[]) => void;
  density: 'comfortable' | 'compact';
  selection: Selection;
  /** The user who is looked at beside the list. */
  current: string;
  /** The rows are not those that are asked for now. */
  isDimmed: boolean;
  /** What scrolls the table. */
  scroller: RefObject<HTMLElement | null>;
}

/** The users as a table; each row is a link. */
export function UserTable(props: UserTableProps) {
  const { users, fields, sort, onSortChange, onColumnsChange, density, selection, current } = props;
  const [dragged, setDragged] = useState<{ path: string; width: number }>();
  const columns =
    dragged === undefined ? props.columns : withWidth(props.columns, dragged.path, dragged.width);
  const { masked } = useMe();
  const paths = props.columns.map(({ path }) => ({ path, isHidden: isMasked(masked, path) }));
  const rows = (users ?? none).map((user) => ({
    user,
    cells: paths.map(({ path, isHidden }) => ({
      path,
      content: <Cell path={path} user={user} isHidden={isHidden} />,
    })),
  }));
  const isFlexible = columns.some(({ path, width }) => path === 'name' && width === undefined);
  return (
    <table
      className={styles.table}
      style={{ minInlineSize: leastWidth(columns) + 36 }}
      aria-label="Users"
      aria-busy={props.isDimmed}
      aria-rowcount={rows.length > longFrom ? rows.length + 1 : undefined}
      data-dimmed={props.isDimmed ? '' : undefined}
      data-density={density}
    >
      <colgroup>
        <col className={styles.selectColumn} />
        {columns.map((column) => {
          // The user takes what is left, unless a width was chosen for it.
          const isRest = column.path === 'name' && isFlexible;
          return <col key={column.path} style={isRest ? {} : { inlineSize: widthStyle(column) }} />;
        })}
      </colgroup>
      <thead>
        <tr>
          <th scope="col" className={styles.head} data-column="select">
            <SelectAll users={users ?? none} selection={selection} />
          </th>
          {columns.map((column) => (
            <TableHead
              key={column.path}
              path={column.path}
              title={columnTitle(column.path, fields)}
              width={widthOf(column)}
              sort={sort}
              onSortChange={onSortChange}
              onResize={(width) => {
                setDragged({ path: column.path, width });
              }}
              onResized={(width) => {
                setDragged(undefined);
                onColumnsChange(withWidth(props.columns, column.path, width));
              }}
            />
          ))}
        </tr>
      </thead>
      {users === undefined ? (
        <tbody>
          <TableSkeleton columns={columns} />
        </tbody>
      ) : rows.length > longFrom ? (
        <Suspense>
          <LongBody rows={rows} selection={selection} current={current} scroller={props.scroller} />
        </Suspense>
      ) : (
        <tbody>
          {rows.map(({ user, cells }) => (
            <TableRow
              key={user.user_id}
              user={user}
              cells={cells}
              isSelected={selection.has(user.user_id)}
              onToggle={selection.toggle}
              isCurrent={user.user_id === current}
            />
          ))}
        </tbody>
      )}
    </table>
  );
}
