import { useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useViews } from '../api/views.ts';
import { ButtonLink } from '../ui/button.tsx';
import { UsersPage } from '../features/users/page.tsx';
import styles from './users-list.module.css';

const ViewTools = lazy(async () => ({
  default: (await import('../features/views/view-tools.tsx')).ViewTools,
}));

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
      SelectionTools={SelectionTools}
    />
  );
}

/** What can be done with users who are selected. */
function SelectionTools({ selected }: { selected: readonly string[] }) {
  const search = useSearch({ from: '/shell/users' });
  return <ExportButton list={search} selected={selected} size="small" />;
}
