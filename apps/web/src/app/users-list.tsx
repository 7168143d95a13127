import { useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useViews } from '../api/views.ts';
import type { SelectedUsers } from '../lib/selected-users.ts';
import { ButtonLink } from '../ui/button.tsx';
import type { ExportedList } from '../features/exports/queries.ts';
import { UsersPage } from '../features/users/page.tsx';
import styles from './users-list.module.css';

const ViewTools = lazy(async () => ({
  default: (await import('../features/views/view-tools.tsx')).ViewTools,
}));

const BulkButton = lazy(async () => ({ default: (await import('./bulk-button.tsx')).BulkButton }));

const ExportButton = lazy(async () => ({
  default: (await import('../features/exports/export-button.tsx')).ExportButton,
}));

/** The list of users, under the name of the view that is open, with what there is to do about views. */
export function UsersList() {
  const search = useSearch({ from: '/shell/users' });
  const open = useViews().find(({ id }) => id === search.view);
  return (
    <UsersPage
      title={open?.name ?? 'Users'}
      actions={(selection) => (
        <Suspense>
          <BulkButton {...selection} />
          <ExportSelected list={search} selected={selection.selected} />
        </Suspense>
      )}
      tools={
        <div className={styles.tools}>
          <Suspense>
            <ViewTools search={search} />
          </Suspense>
          <ButtonLink to="/users/find" variant="quiet">
            Paste a list
          </ButtonLink>
          <Suspense>
            <ExportButton list={search} />
          </Suspense>
        </div>
      }
    />
  );
}

/** A file of those who are selected; of all who match but some there is none. */
function ExportSelected({ list, selected }: { list: ExportedList; selected: SelectedUsers }) {
  if (selected.kind === 'ids') return <ExportButton list={list} selected={selected.ids} size="small" />;
  if (selected.except.length > 0) return null;
  return <ExportButton list={{ ...list, walk: selected.walkId }} size="small" />;
}
