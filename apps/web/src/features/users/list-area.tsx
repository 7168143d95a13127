import { lazy, type ReactNode, type RefObject, Suspense, useRef } from 'react';
import type { SelectionForActs } from '../../lib/selected-users.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ListBody } from './list-body.tsx';
import styles from './page.module.css';
import { Pager } from './pager.tsx';
import { useListKeys } from './use-list-keys.ts';
import { useSelection } from './use-selection.ts';
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
  onHelp: () => void;
  /** What can be done with those who are selected. */
  actions: ((selection: SelectionForActs) => ReactNode) | undefined;
}

/** The rows with the preview beside them, what is selected, and the way to the other pages. */
export function ListArea({ state, rows, isReadable, isDimmed, searchInput, onHelp, actions }: ListAreaProps) {
  const { search, change, look } = state;
  const { list } = rows;
  const scroller = useRef<HTMLDivElement>(null);
  const selection = useSelection(search);
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
    onHelp,
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
        {selection.count > 0 && (
          <Suspense>
            <SelectionBar
              selection={selection}
              list={list}
              search={search}
              walk={rows.walk}
              actions={actions}
            />
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
