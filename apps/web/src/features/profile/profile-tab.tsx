import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { userQuery } from '../../api/user.ts';
import styles from './profile.module.css';
import { ProfileFacts } from './profile-facts.tsx';
import { ProfileForm } from './profile-form.tsx';

const route = getRouteApi('/shell/users/$userId');

/** The profile of the user: the form, and beside it what nobody edits. */
export function ProfileTab() {
  const { userId } = route.useParams();
  const { data: answer } = useSuspenseQuery(userQuery(userId));
  return (
    <div className={styles.tab}>
      <ProfileForm answer={answer} />
      <aside className={styles.side} aria-label="Facts">
        <ProfileFacts user={answer.data} />
      </aside>
    </div>
  );
}
