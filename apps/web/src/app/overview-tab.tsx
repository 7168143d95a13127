import { getRouteApi } from '@tanstack/react-router';
import { Notes } from '../features/notes/notes.tsx';
import { Overview } from '../features/overview/overview.tsx';
import { Recent } from '../features/overview/recent.tsx';
import styles from './overview-tab.module.css';

const route = getRouteApi('/shell/users/$userId');

/** The first tab of a user's page: who this is, what happened last, and what the team has noted. */
export function OverviewTab() {
  const { userId } = route.useParams();
  return (
    <div className={styles.tab}>
      <Overview userId={userId} />
      <div className={styles.side}>
        <Recent userId={userId} />
        <Notes userId={userId} />
      </div>
    </div>
  );
}
