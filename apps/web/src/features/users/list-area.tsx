import { type ComponentType, lazy, type RefObject, Suspense, useRef } from 'react';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ListBody } from './list-body.tsx';
import styles from './page.module.css';
import { Pager } from './pager.tsx';
import { useSelection } from './selection.tsx';
import { useListKeys } from './use-list-keys.ts';
import type { ListStateOfPage } from './use-list-state.ts';
import { BudgetMeter, WalkOffer } from './walk/lazy.ts';
import type { UserRows } from './walk/use-user-rows.ts';
import { comesFromWalk } from './walk/walk-search.ts';

const PreviewPanel = lazy(async () => ({
  default: (await import('./preview/preview-panel.tsx')).PreviewPanel,
}));
const SelectionBar = lazy(async () => ({ default: (await import('./selection-bar.tsx')).SelectionBar }));

interface ListAreaProps {
  state: ListStateOfPage;
  rows: UserRows;
  /** Whether the search can be read; where it cannot, nothing was asked. */
  isReadable: boolean;
  /** The rows are not those that are asked for now. */
  isDimmed: boolean;
  searchInput: RefObject<HTMLInputElement | null>;
  /** What can be done with users who are selected, by their ids. */
  SelectionTools: ComponentType<{ selected: readonly string[] }>;
  onHelp: () => void;
}

/** The rows with the preview beside them, what is selected, and the way to the other pages. */
export function ListArea({ state, rows, isReadable, isDimmed, searchInput, ...props }: ListAreaProps) {
  const { search, change, look } = state;
  const { list } = rows;
  const scroller = useRef<HTMLDivElement>(null);
  const selection = useSelection();
  useListKeys({
    searchInput,
    list: scroller,
    onStep: (user) => {
      if (search.user !== '') look({ user });
    },
    onSelect: (userId) => {
      const user = list?.users.find((one) => one.user_id === userId);
      if (user !== undefined) selection.toggle(user);
    },
    onPreview: (userId) => {
      state.togglePreview(list, userId);
    },
    onHelp: props.onHelp,
  });
  return (
    <>
      <div className={styles.split}>
        <div ref={scroller} className={styles.list}>
          {list === undefined && !rows.isLoading ? (
            !isReadable && (
              <EmptyState title="There is nothing to show yet">
                Correct the search above, or clear it to see all users.
              </EmptyState>
            )
          ) : (
            <ListBody
              list={list}
              search={search}
              columns={state.columns}
              fields={state.fields}
              selection={selection}
              isDimmed={isDimmed}
              scroller={scroller}
              onSortChange={(sort) => {
                change({ sort });
              }}
              onColumnsChange={state.setColumns}
            />
          )}
        </div>
        {search.user !== '' && (
          <Suspense>
            <PreviewPanel
              userId={search.user}
              onClose={() => {
                look({ user: '' });
              }}
            />
          </Suspense>
        )}
      </div>
      <div className={styles.foot}>
        {selection.users.length > 0 && (
          <Suspense>
            <SelectionBar selection={selection}>
              <props.SelectionTools selected={selection.users.map(({ user_id: id }) => id)} />
            </SelectionBar>
          </Suspense>
        )}
        {list !== undefined && (
          <Pager
            list={list}
            search={search}
            isWhole={rows.isWhole}
            gone={rows.gone}
            onSizeChange={(size) => {
              change({ per_page: size, walk: search.walk });
            }}
          >
            <Suspense>
              {list.total > 1000 && !comesFromWalk(search) && (
                <WalkOffer
                  search={search}
                  total={list.total}
                  onStarted={(walk) => {
                    change({ walk, page: search.page });
                  }}
                />
              )}
              <BudgetMeter />
            </Suspense>
          </Pager>
        )}
      </div>
    </>
  );
}
