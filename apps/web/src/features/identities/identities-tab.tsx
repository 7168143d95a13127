import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { userQuery } from '../../api/user.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IdentityCard } from './identity-card.tsx';
import styles from './identities.module.css';

const route = getRouteApi('/shell/users/$userId');

/** The identities of the user: the primary one, and those linked to it. */
export function IdentitiesTab() {
  const { userId } = route.useParams();
  const { data: answer } = useSuspenseQuery(userQuery(userId));
  const { identities } = answer.data;
  return (
    <div className={styles.tab}>
      <ul className={styles.identities}>
        {identities.map((identity, index) => (
          <li key={`${identity.provider}|${identity.user_id}`}>
            <IdentityCard identity={identity} isPrimary={index === 0} />
          </li>
        ))}
      </ul>
      {identities.length < 2 && (
        <EmptyState title="No linked identities">
          This person signs in through one connection only. When identities of other connections are linked,
          they appear here as secondary identities; the profile stays that of the primary one.
        </EmptyState>
      )}
    </div>
  );
}
