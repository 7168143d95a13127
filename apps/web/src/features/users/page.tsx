import { usersRows } from '@rollcall/shared/contract/users.ts';
import { readSearchBox } from '@rollcall/shared/user/search-box.ts';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';
import { rememberListSearch } from '../../api/last-list-search.ts';
import { useMay } from '../../api/me.ts';
import { ProblemError } from '../../lib/problem-error.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { CreateUserLink } from './create-user-link.tsx';
import { ListBody } from './list-body.tsx';
import { ListFailure } from './list-failure.tsx';
import styles from './page.module.css';
import { Pager } from './pager.tsx';
import { userListQuery } from './queries.ts';
import { SearchFault } from './query/search-fault.tsx';
import { SearchField } from './query/search-field.tsx';
import type { ListSearch } from './search-params.ts';
import { SortSelect } from './sort-select.tsx';
import { useListKeys } from './use-list-keys.ts';
import { usePending } from './use-pending.ts';
import { useTypedSearch } from './query/use-typed-search.ts';

interface UsersPageProps {
  /** What the list is called now. */
  title: string;
  /** What stands behind the search box. */
  tools: ReactNode;
}

/** The list of users: search, sort, page, and go to one. */
export function UsersPage({ title, tools }: UsersPageProps) {
  const search = useSearch({ from: '/shell/users' });
  const navigate = useNavigate({ from: '/users' });
  const may = useMay(usersRows.listUsers);
  const inputRef = useRef<HTMLInputElement>(null);
  const listRef = useRef<HTMLDivElement>(null);
  useListKeys(inputRef, listRef);
  useEffect(() => {
    rememberListSearch(search);
  }, [search]);

  const change = (changes: Partial<ListSearch>, replace = false) => {
    void navigate({ search: (before) => ({ ...before, page: 0, ...changes }), replace });
  };
  const typed = useTypedSearch(search.q, (q) => {
    change({ q }, true);
  });
  const isReadable = readSearchBox(search.q).kind !== 'invalid';
  const list = useQuery({ ...userListQuery(search), enabled: may.allowed && isReadable });
  usePending(list.data?.users);
  const fault = faultOf(typed, list.error, search.q);
  const isDimmed = fault !== undefined || list.isPlaceholderData;

  return (
    <div className={styles.page}>
      <PageTitle>{title}</PageTitle>
      <div className={styles.top}>
        <PageHeader title={<bdi>{title}</bdi>} actions={<CreateUserLink />} />
        {may.allowed && (
          <div className={styles.tools}>
            <SearchField search={typed} inputRef={inputRef} />
            <SortSelect
              sort={search.sort}
              onChange={(sort) => {
                change({ sort });
              }}
            />
            {tools}
          </div>
        )}
      </div>
      {fault !== undefined && <SearchFault {...fault} />}
      {list.error !== null && fault === undefined && (
        <ListFailure error={list.error} search={search} onRetry={() => void list.refetch()} />
      )}
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
              isDimmed={isDimmed}
              onSortChange={(sort) => {
                change({ sort });
              }}
            />
          )
        ) : (
          <EmptyState title="The users cannot be shown">{may.sentence}</EmptyState>
        )}
      </div>
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
  );
}

/** The fault of what is typed, or the one that the BFF found in what was searched for. */
function faultOf(
  { text, understood, isFaultShown }: ReturnType<typeof useTypedSearch>,
  error: unknown,
  q: string,
) {
  if (understood.kind === 'invalid' && isFaultShown) {
    return { text, sentence: understood.error.message, position: understood.error.position };
  }
  const problem = error instanceof ProblemError ? error.problem : undefined;
  if (problem === undefined || text !== q) return undefined;
  if (problem.code === 'masked_field') return { text: q, sentence: problem.detail };
  if (problem.code !== 'invalid_query' || problem.position === undefined) return undefined;
  return { text: q, sentence: problem.detail, position: problem.position };
}
