import { usersRows } from '@rollcall/shared/contract/users.ts';
import { readSearchBox } from '@rollcall/shared/user/search-box.ts';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Suspense, useEffect, useRef } from 'react';
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
import { useTypedSearch } from './query/use-typed-search.ts';
import { BudgetMeter, JoinedFilters, WalkOffer, WalkStatus } from './walk/lazy.ts';
import { useUserRows } from './walk/use-user-rows.ts';
import { comesFromWalk } from './walk/walk-search.ts';

/** The list of users: search, sort, page, and go to one. */
export function UsersPage() {
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
    void navigate({ search: (before) => ({ ...before, page: 0, walk: '', ...changes }), replace });
  };
  const typed = useTypedSearch(search.q, (q) => {
    change({ q }, true);
  });
  const isReadable = readSearchBox(search.q).kind !== 'invalid';
  const isAsked = may.allowed && isReadable;
  const searched = useQuery({ ...userListQuery(search), enabled: isAsked && !comesFromWalk(search) });
  const list = useUserRows(search, searched, isAsked);
  const fault = faultOf(typed, list.error, search.q);
  const isDimmed = fault !== undefined || list.isPlaceholderData;

  return (
    <div className={styles.page}>
      <PageTitle>Users</PageTitle>
      <div className={styles.top}>
        <PageHeader title="Users" actions={<CreateUserLink />} />
        {may.allowed && (
          <div className={styles.tools}>
            <SearchField search={typed} inputRef={inputRef} />
            <SortSelect
              sort={search.sort}
              onChange={(sort) => {
                change({ sort });
              }}
            />
          </div>
        )}
        {may.allowed && (
          <Suspense fallback={<div className={styles.filters} />}>
            <div className={styles.filters}>
              <JoinedFilters search={search} onChange={change} />
            </div>
          </Suspense>
        )}
      </div>
      {fault !== undefined && <SearchFault {...fault} />}
      {list.error !== null && fault === undefined && (
        <ListFailure error={list.error} search={search} onRetry={list.refetch} />
      )}
      {(list.walk !== undefined || list.isForgotten) && !list.isWhole && (
        <Suspense>
          <WalkStatus
            walk={list.walk}
            isForgotten={list.isForgotten}
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
      <div ref={listRef} className={styles.list}>
        {may.allowed ? (
          list.list === undefined && !list.isLoading ? (
            !isReadable && (
              <EmptyState title="There is nothing to show yet">
                Correct the search above, or clear it to see all users.
              </EmptyState>
            )
          ) : (
            <ListBody
              list={list.list}
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
      {list.list !== undefined && (
        <Pager
          list={list.list}
          search={search}
          isWhole={list.isWhole}
          onSizeChange={(size) => {
            change({ per_page: size, walk: search.walk });
          }}
        >
          <Suspense>
            {list.list.total > 1000 && !comesFromWalk(search) && (
              <WalkOffer
                search={search}
                total={list.list.total}
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
