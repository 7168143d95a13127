import { useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useMe } from '../api/me.ts';
import { useViews } from '../api/views.ts';
import type { SelectionForActs } from '../lib/selected-users.ts';
import { ButtonLink } from '../ui/button.tsx';
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
  const { permissions } = useMe();
  const open = useViews().find(({ id }) => id === search.view);
  return (
    <UsersPage
      title={open?.name ?? 'Users'}
      actions={actionsFor}
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
          {permissions.includes('users:import') && (
            <ButtonLink to="/import" variant="quiet">
              Import
            </ButtonLink>
          )}
        </div>
      }
    />
  );
}

function actionsFor(selection: SelectionForActs) {
  return <SelectionActions {...selection} />;
}

/** What can be done with those who are selected. Of all who match but some there is no file. */
function SelectionActions(selection: SelectionForActs) {
  const search = useSearch({ from: '/shell/users' });
  const { selected } = selection;
  return (
    <Suspense>
      <BulkButton {...selection} />
      {selected.kind === 'ids' && <ExportButton list={search} selected={selected.ids} size="small" />}
      {selected.kind === 'walk' && selected.except.length === 0 && (
        <ExportButton list={{ ...search, walk: selected.walkId }} size="small" />
      )}
    </Suspense>
  );
}
