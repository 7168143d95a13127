import type { UserList } from '@rollcall/shared/contract/users.ts';
import { type Column, columnsOf, writeColumns } from '@rollcall/shared/user/columns.ts';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useMemo } from 'react';
import { customFieldsQuery } from '../../api/custom-fields.ts';
import { rememberListSearch } from '../../api/last-list-search.ts';
import type { ListSearch } from './search-params.ts';

const noFields: never[] = [];

/** The state of the list, which is the address, and the ways to change it. */
export function useListState() {
  const search = useSearch({ from: '/shell/users' });
  const navigate = useNavigate({ from: '/users' });
  useEffect(() => {
    rememberListSearch(search);
  }, [search]);
  const { data: fields = noFields } = useQuery(customFieldsQuery);
  const columns = useMemo(() => columnsOf(search.columns, fields), [search.columns, fields]);
  const look = (changes: Partial<ListSearch>) => {
    void navigate({ search: (before) => ({ ...before, ...changes }), replace: true });
  };
  return {
    search,
    fields,
    columns,
    /** Asks for other users: the list begins anew. */
    change: (changes: Partial<ListSearch>, replace = false) => {
      void navigate({ search: (before) => ({ ...before, page: 0, walk: '', ...changes }), replace });
    },
    /** Shows the same users in another way. */
    look,
    /** Shows a user beside the list, the first where none is meant; or nobody any more. */
    togglePreview: (list: UserList | undefined, userId?: string) => {
      look({ user: search.user === '' ? (userId ?? list?.users[0]?.user_id ?? '') : '' });
    },
    /** Undefined for the usual columns. */
    setColumns: (next: readonly Column[] | undefined) => {
      look({ columns: next === undefined ? '' : writeColumns(next) });
    },
  };
}

export type ListStateOfPage = ReturnType<typeof useListState>;
