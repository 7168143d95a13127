import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { userQuery } from '../../api/user.ts';
import { EffectiveAccess } from './effective-access.tsx';
import { PermissionsSection } from './permissions-section.tsx';
import { RolesSection } from './roles-section.tsx';
import styles from './roles.module.css';

const route = getRouteApi('/shell/users/$userId');

/** What the user may do in the customer's applications: roles, direct permissions, and what counts and why. */
export function RolesTab() {
  const { userId } = route.useParams();
  const { data: answer } = useSuspenseQuery(userQuery(userId));
  return (
    <div className={styles.tab}>
      <div className={styles.given}>
        <RolesSection user={answer.data} />
        <PermissionsSection user={answer.data} />
      </div>
      <EffectiveAccess user={answer.data} />
    </div>
  );
}
