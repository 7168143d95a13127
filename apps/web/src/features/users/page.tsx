import { usersRows } from '@rollcall/shared/contract/users.ts';
import { type Column, columnsOf, writeColumns } from '@rollcall/shared/user/columns.ts';
import { readSearchBox } from '@rollcall/shared/user/search-box.ts';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { customFieldsQuery } from '../../api/custom-fields.ts';
import { rememberListSearch } from '../../api/last-list-search.ts';
import { useMay } from '../../api/me.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { ListBody } from './list-body.tsx';
import { ListFailure } from './list-failure.tsx';
import { ListTools } from './list-tools.tsx';
import styles from './page.module.css';
import { Pager } from './pager.tsx';
import { faultOf } from './query/fault-of.ts';
import { SearchFault } from './query/search-fault.tsx';
import { SearchField } from './query/search-field.tsx';
import { useTypedSearch } from './query/use-typed-search.ts';
import { userListQuery } from './queries.ts';
import type { ListSearch } from './search-params.ts';
import { useSelection } from './selection.tsx';
import { SortSelect } from './sort-select.tsx';
import { useListKeys } from './use-list-keys.ts';

const CreateUserLink = lazy(async () => ({
  default: (await import('./create-user-link.tsx')).CreateUserLink,
}));
const ColumnsDialog = lazy(async () => ({
  default: (await import('./columns/columns-dialog.tsx')).ColumnsDialog,
}));
const PreviewPanel = lazy(async () => ({
  default: (await import('./preview/preview-panel.tsx')).PreviewPanel,
}));
const KeysDialog = lazy(async () => ({ default: (await import('./keys-dialog.tsx')).KeysDialog }));
const SelectionBar = lazy(async () => ({ default: (await import('./selection-bar.tsx')).SelectionBar }));

const noFields: never[] = [];

/** The list of users: search, sort, page, look at one beside it, select some, and go to one. */
export function UsersPage() {
  const search = useSearch({ from: '/shell/users' });
  const navigate = useNavigate({ from: '/users' });
  const may = useMay(usersRows.listUsers);
  const inputRef = useRef<HTMLInputElement>(null);
  const listRef = useRef<HTMLDivElement>(null);
  const selection = useSelection();
  const [dialog, setDialog] = useState<'columns' | 'keys'>();
  useEffect(() => {
    rememberListSearch(search);
  }, [search]);

  const change = (changes: Partial<ListSearch>, replace = false) => {
    void navigate({ search: (before) => ({ ...before, page: 0, ...changes }), replace });
  };
  const look = (changes: Partial<ListSearch>) => {
    void navigate({ search: (before) => ({ ...before, ...changes }), replace: true });
  };
  const typed = useTypedSearch(search.q, (q) => {
    change({ q }, true);
  });
  const isReadable = readSearchBox(search.q).kind !== 'invalid';
  const list = useQuery({ ...userListQuery(search), enabled: may.allowed && isReadable });
  const { data: fields = noFields } = useQuery(customFieldsQuery);
  const columns = useMemo(() => columnsOf(search.columns, fields), [search.columns, fields]);
  const setColumns = (next: readonly Column[] | undefined) => {
    look({ columns: next === undefined ? '' : writeColumns(next) });
  };
  const preview = (userId: string | undefined) => {
    const user = search.user === '' ? (userId ?? list.data?.users[0]?.user_id ?? '') : '';
    look({ user });
  };
  useListKeys({
    searchInput: inputRef,
    list: listRef,
    onStep: (userId) => {
      if (search.user !== '') look({ user: userId });
    },
    onSelect: (userId) => {
      const user = list.data?.users.find((one) => one.user_id === userId);
      if (user !== undefined) selection.toggle(user);
    },
    onPreview: preview,
    onHelp: () => {
      setDialog('keys');
    },
  });
  const fault = faultOf(typed, list.error, search.q);
  const isDimmed = fault !== undefined || list.isPlaceholderData;

  return (
    <div className={styles.page}>
      <PageTitle>Users</PageTitle>
      <div className={styles.top}>
        <PageHeader
          title="Users"
          actions={
            <Suspense>
              <CreateUserLink />
            </Suspense>
          }
        />
        {may.allowed && (
          <div className={styles.tools}>
            <SearchField search={typed} inputRef={inputRef} />
            <SortSelect
              sort={search.sort}
              onChange={(sort) => {
                change({ sort });
              }}
            />
            <ListTools
              search={search}
              onColumns={() => {
                setDialog('columns');
              }}
              onDensity={(density) => {
                look({ density });
              }}
              onPreview={() => {
                preview(undefined);
              }}
            />
          </div>
        )}
      </div>
      {fault !== undefined && <SearchFault {...fault} />}
      {list.error !== null && fault === undefined && (
        <ListFailure error={list.error} search={search} onRetry={() => void list.refetch()} />
      )}
      <div className={styles.split}>
        <div ref={listRef} className={styles.list}>
          {may.allowed ? (
            list.data === undefined && !list.isLoading ? (
              !isReadable && (
                <EmptyState title="There is nothing to show yet">
                  Correct the search above, or clear it to see all users.
                </EmptyState>
              )
            ) : (
              <ListBody
                list={list.data}
                search={search}
                columns={columns}
                fields={fields}
                selection={selection}
                isDimmed={isDimmed}
                scroller={listRef}
                onSortChange={(sort) => {
                  change({ sort });
                }}
                onColumnsChange={setColumns}
              />
            )
          ) : (
            <EmptyState title="The users cannot be shown">{may.sentence}</EmptyState>
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
            <SelectionBar selection={selection} />
          </Suspense>
        )}
        {list.data !== undefined && (
          <Pager
            list={list.data}
            search={search}
            onSizeChange={(size) => {
              change({ per_page: size });
            }}
          />
        )}
      </div>
      {dialog !== undefined && (
        <Suspense>
          {dialog === 'keys' ? (
            <KeysDialog
              onClose={() => {
                setDialog(undefined);
              }}
            />
          ) : (
            <ColumnsDialog
              columns={columns}
              fields={fields}
              seen={noFields}
              onChange={setColumns}
              onClose={() => {
                setDialog(undefined);
              }}
            />
          )}
        </Suspense>
      )}
    </div>
  );
}
