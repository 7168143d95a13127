import { isSortable } from '@rollcall/shared/access/masked-search.ts';
import type { ListedUser } from '@rollcall/shared/contract/users.ts';
import { useQuery } from '@tanstack/react-query';
import { type Header, useTable } from '@tanstack/react-table';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import { customFieldsQuery } from '../../api/custom-fields.ts';
import { useMe } from '../../api/me.ts';
import { columnsWith, features } from './columns.tsx';
import { fromSorting, toSorting } from './sorting.ts';
import styles from './user-table.module.css';

const none: ListedUser[] = [];
const noFields: never[] = [];

interface UserTableProps {
  /** Undefined while they are still coming; the heads stand already. */
  users: ListedUser[] | undefined;
  sort: string;
  onSortChange: (sort: string) => void;
  /** The rows are not those that are asked for now. */
  isDimmed: boolean;
  /** Stands in place of the rows. */
  skeleton: ReactNode;
}

/** The users as a table; each row is a link. */
export function UserTable({ users, sort, onSortChange, isDimmed, skeleton }: UserTableProps) {
  const sorting = toSorting(sort);
  const { data: fields = noFields } = useQuery(customFieldsQuery);
  const columns = useMemo(() => columnsWith(fields), [fields]);
  const table = useTable({
    features,
    columns,
    data: users ?? none,
    getRowId: (user) => user.user_id,
    manualSorting: true,
    enableSortingRemoval: false,
    enableMultiSort: false,
    state: { sorting },
    onSortingChange: (change) => {
      const next = fromSorting(typeof change === 'function' ? change(sorting) : change);
      if (next !== undefined) onSortChange(next);
    },
  });
  return (
    <table
      className={styles.table}
      aria-label="Users"
      aria-busy={isDimmed}
      data-dimmed={isDimmed ? '' : undefined}
    >
      <thead>
        {table.getHeaderGroups().map((group) => (
          <tr key={group.id}>
            {group.headers.map((header) => (
              <Head key={header.id} header={header}>
                <table.FlexRender header={header} />
              </Head>
            ))}
          </tr>
        ))}
      </thead>
      <tbody>
        {users === undefined
          ? skeleton
          : table.getRowModel().rows.map((row) => (
              <tr key={row.id} className={styles.row}>
                {row.getAllCells().map((cell) => (
                  // oxlint-disable-next-line jsx-a11y/control-has-associated-label -- what it says comes from its column
                  <td key={cell.id} data-column={cell.column.id}>
                    <table.FlexRender cell={cell} />
                  </td>
                ))}
              </tr>
            ))}
      </tbody>
    </table>
  );
}

const ariaSort = { asc: 'ascending', desc: 'descending' } as const;

function Head(props: { header: Header<typeof features, ListedUser>; children: ReactNode }) {
  const { column } = props.header;
  const { masked } = useMe();
  const sorted = column.getIsSorted();
  // What is hidden, or would tell it, puts nobody in order.
  if (!column.getCanSort() || !isSortable(masked, column.id)) {
    return (
      <th className={styles.head} data-column={column.id} scope="col">
        {props.children}
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
      aria-sort={sorted === false ? 'none' : ariaSort[sorted]}
    >
      <button type="button" className={styles.sort} onClick={column.getToggleSortingHandler()}>
        {props.children}
        <Arrow aria-hidden data-idle={sorted === false ? '' : undefined} />
      </button>
    </th>
  );
}
