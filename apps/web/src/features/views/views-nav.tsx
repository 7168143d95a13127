import { Link, useSearch } from '@tanstack/react-router';
import { Bookmark, Ellipsis, UsersRound } from 'lucide-react';
import { useState } from 'react';
import { allUsers, searchOfView, useViews } from '../../api/views.ts';
import { AllViewsDialog } from './all-views-dialog.tsx';
import styles from './views.module.css';

/** How many views stand in the navigation. */
const few = 6;

/** The first views of a team member, and the way to the rest, under the list of users that they are of. */
export function ViewsNav() {
  const views = useViews();
  const search: { view?: string } = useSearch({ strict: false });
  const [isOpen, setOpen] = useState(false);
  if (views.length === 0) return null;
  return (
    <>
      <ul className={styles.nav} aria-label="Views">
        {views.some((view) => view.is_default) && (
          <li>
            <Link
              to="/users"
              search={{ view: allUsers }}
              className={styles.navLink}
              aria-current={search.view === allUsers ? 'true' : undefined}
            >
              <UsersRound aria-hidden />
              All users
            </Link>
          </li>
        )}
        {views.slice(0, few).map((view) => (
          <li key={view.id}>
            <Link
              to="/users"
              search={searchOfView(view)}
              className={styles.navLink}
              aria-current={search.view === view.id ? 'true' : undefined}
              title={view.is_own ? view.name : `${view.name}, shared by ${view.maker ?? 'the team'}`}
            >
              <Bookmark aria-hidden />
              <bdi className={styles.cut}>{view.name}</bdi>
            </Link>
          </li>
        ))}
        {views.length > few && (
          <li>
            <button type="button" className={styles.navLink} onClick={() => setOpen(true)}>
              <Ellipsis aria-hidden />
              More…
            </button>
          </li>
        )}
      </ul>
      {isOpen && <AllViewsDialog onClose={() => setOpen(false)} />}
    </>
  );
}
