import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { userQuery } from '../../api/user.ts';
import { DevicesSection } from './devices-section.tsx';
import { GrantsSection } from './grants-section.tsx';
import { RefreshTokensSection } from './refresh-tokens-section.tsx';
import { SessionsSection } from './sessions-section.tsx';
import styles from './sessions.module.css';
import { SignOutEverywhere } from './sign-out-everywhere.tsx';

const route = getRouteApi('/shell/users/$userId');

/** Where the user is signed in, and what applications and devices hold of them. */
export function SessionsTab() {
  const { userId } = route.useParams();
  const { data: answer } = useSuspenseQuery(userQuery(userId));
  const user = answer.data;
  return (
    <div className={styles.tab}>
      <div className={styles.head}>
        <p className={styles.text}>
          Where this user is signed in, and what applications and devices hold to act for them.
        </p>
        <SignOutEverywhere user={user} />
      </div>
      <div className={styles.columns}>
        <SessionsSection user={user} />
        <RefreshTokensSection user={user} />
        <GrantsSection user={user} />
        <DevicesSection user={user} />
      </div>
    </div>
  );
}
