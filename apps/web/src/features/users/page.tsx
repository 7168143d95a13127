import { usersRows } from '@rollcall/shared/contract/users.ts';
import { readSearchBox } from '@rollcall/shared/user/search-box.ts';
import { useQuery } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useRef, useState } from 'react';
import { useMay } from '../../api/me.ts';
import type { SelectionForActs } from '../../lib/selected-users.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { ListArea } from './list-area.tsx';
import { ListFailure } from './list-failure.tsx';
import { ListTools } from './list-tools.tsx';
import styles from './page.module.css';
import { faultOf } from './query/fault-of.ts';
import { SearchFault } from './query/search-fault.tsx';
import { SearchField } from './query/search-field.tsx';
import { usePending } from './use-pending.ts';
import { useTypedSearch } from './query/use-typed-search.ts';
import { userListQuery } from './queries.ts';
import { SortSelect } from './sort-select.tsx';
import { useListState } from './use-list-state.ts';
import { JoinedFilters, WalkStatus } from './walk/lazy.ts';
import { useUserRows } from './walk/use-user-rows.ts';
import { comesFromWalk } from './walk/walk-search.ts';

const QueryTools = lazy(async () => ({ default: (await import('./query/query-tools.tsx')).QueryTools }));
const CreateUserLink = lazy(async () => ({
  default: (await import('./create-user-link.tsx')).CreateUserLink,
}));
const ColumnsDialog = lazy(async () => ({
  default: (await import('./columns/columns-dialog.tsx')).ColumnsDialog,
}));
const KeysDialog = lazy(async () => ({ default: (await import('./keys-dialog.tsx')).KeysDialog }));

interface UsersPageProps {
  /** What the list is called now. */
  title: string;
  /** What stands behind the search box. */
  tools: ReactNode;
  /** What can be done with those who are selected, beside their number. */
  actions?: (selection: SelectionForActs) => ReactNode;
}

/** The list of users: search, sort, page, look at one beside it, select some, and go to one. */
export function UsersPage({ title, tools, actions }: UsersPageProps) {
  const state = useListState();
  const { search, change, look } = state;
  const may = useMay(usersRows.listUsers);
  const inputRef = useRef<HTMLInputElement>(null);
  const [dialog, setDialog] = useState<'columns' | 'keys'>();
  const closeDialog = () => {
    setDialog(undefined);
  };
  const typed = useTypedSearch(search.q, (q) => {
    change({ q }, true);
  });
  const isReadable = readSearchBox(search.q).kind !== 'invalid';
  const isAsked = may.allowed && isReadable;
  const searched = useQuery({ ...userListQuery(search), enabled: isAsked && !comesFromWalk(search) });
  const rows = useUserRows(search, searched, isAsked);
  usePending(rows.list?.users);
  const fault = faultOf(typed, rows.error, search.q);

  return (
    <div className={styles.page}>
      <PageTitle>{title}</PageTitle>
      <div className={styles.top}>
        <PageHeader
          title={<bdi>{title}</bdi>}
          actions={
            <Suspense>
              <CreateUserLink />
            </Suspense>
          }
        />
        {may.allowed && (
          <>
            <div className={styles.tools}>
              <SearchField search={typed} inputRef={inputRef} />
              <Suspense fallback={<span className={styles.soon} />}>
                <QueryTools search={typed} />
              </Suspense>
              <SortSelect
                sort={search.sort}
                onChange={(sort) => {
                  change({ sort });
                }}
              />
              {tools}
              <ListTools
                search={search}
                onColumns={() => {
                  setDialog('columns');
                }}
                onDensity={(density) => {
                  look({ density });
                }}
                onPreview={() => {
                  state.togglePreview(rows.list);
                }}
              />
            </div>
            <Suspense fallback={<div className={styles.filters} />}>
              <div className={styles.filters}>
                <JoinedFilters search={search} onChange={change} />
              </div>
            </Suspense>
          </>
        )}
      </div>
      {fault !== undefined && <SearchFault {...fault} />}
      {rows.error !== null && fault === undefined && (
        <ListFailure error={rows.error} search={search} onRetry={rows.refetch} />
      )}
      {(rows.walk !== undefined || rows.isForgotten) && !rows.isWhole && (
        <Suspense>
          <WalkStatus
            walk={rows.walk}
            isForgotten={rows.isForgotten}
            search={search}
            onStarted={(walk) => {
              change({ walk }, true);
            }}
            onLeave={
              search.walk === ''
                ? undefined
                : () => {
                    change({});
                  }
            }
          />
        </Suspense>
      )}
      {may.allowed ? (
        <ListArea
          state={state}
          rows={rows}
          isReadable={isReadable}
          isDimmed={fault !== undefined || rows.isPlaceholderData}
          searchInput={inputRef}
          onHelp={() => {
            setDialog('keys');
          }}
          actions={actions}
        />
      ) : (
        <EmptyState title="The users cannot be shown">{may.sentence}</EmptyState>
      )}
      <Suspense>
        {dialog === 'keys' && <KeysDialog onClose={closeDialog} />}
        {dialog === 'columns' && <ColumnsDialog state={state} onClose={closeDialog} />}
      </Suspense>
    </div>
  );
}
