import type { UserList } from '@rollcall/shared/contract/users.ts';
import type { Column } from '@rollcall/shared/user/columns.ts';
import type { CustomField } from '@rollcall/shared/user/custom-fields.ts';
import type { RefObject } from 'react';
import { ButtonLink } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { narrow, useMediaQuery } from '../../lib/media-query.ts';
import { defaultListSearch, type ListSearch } from './search-params.ts';
import type { Selection } from './use-selection.ts';
import { UserCards } from './user-cards.tsx';
import { UserTable } from './user-table.tsx';

interface ListBodyProps {
  /** Undefined while it is still coming. */
  list: UserList | undefined;
  search: ListSearch;
  columns: readonly Column[];
  fields: readonly CustomField[];
  selection: Selection;
  isDimmed: boolean;
  /** What scrolls the rows of a table. */
  scroller: RefObject<HTMLElement | null>;
  onSortChange: (sort: string) => void;
  onColumnsChange: (columns: readonly Column[]) => void;
}

/** The rows, as a table or as cards, or what to say when there are none. */
export function ListBody({ list, search, columns, fields, selection, isDimmed, ...props }: ListBodyProps) {
  const isNarrow = useMediaQuery(narrow);
  if (list !== undefined && list.users.length === 0) return <NoUsers list={list} search={search} />;
  if (isNarrow) {
    return (
      <UserCards
        users={list?.users}
        columns={columns}
        fields={fields}
        selection={selection}
        isDimmed={isDimmed}
      />
    );
  }
  return (
    <UserTable
      users={list?.users}
      columns={columns}
      fields={fields}
      sort={search.sort}
      density={search.density}
      current={search.user}
      selection={selection}
      isDimmed={isDimmed}
      {...props}
    />
  );
}

function NoUsers({ list, search }: { list: UserList; search: ListSearch }) {
  if (list.total > 0) {
    return (
      <EmptyState
        title="This page is empty"
        action={
          <ButtonLink to="/users" search={{ ...search, page: 0 }}>
            Go to the first page
          </ButtonLink>
        }
      >
        There are fewer results than that.
      </EmptyState>
    );
  }
  if (search.q === '') {
    return (
      <EmptyState
        title="There are no users yet"
        action={<ButtonLink to="/users/new">Create user</ButtonLink>}
      >
        Or none of those that you may see.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="No user matches"
      action={
        <ButtonLink to="/users" search={{ ...search, q: defaultListSearch.q, page: 0 }}>
          Clear the search
        </ButtonLink>
      }
    >
      Nothing was found for <bdi>“{search.q}”</bdi>. Words match the beginning or a part of name, e-mail and
      username; a Lucene query such as <code>identities.connection:"github"</code> looks elsewhere.
    </EmptyState>
  );
}
